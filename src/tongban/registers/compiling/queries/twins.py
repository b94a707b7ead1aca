"""What the catalogue and the other drafts hold already (查重)."""

from collections.abc import Iterator

from tongban.registers.catalog.models import BasicItem
from tongban.registers.compiling.bound import BOUND
from tongban.registers.compiling.models import ListDraft
from tongban.registers.compiling.rules.states import OPEN
from tongban.registers.compiling.rules.twins import Known, Twin, twins


def twins_of(draft: ListDraft) -> list[Twin]:
    """What looks like the same matter as this draft's (two statements); a change of a list has no twins."""
    if draft.base_id is not None:
        return []
    known = [each for each in _known() if each.draft != draft.pk]
    apart = {code[19:31] for code in draft.ancestors}
    found = twins(draft.basic_code, draft.name, known, similarity=BOUND.rules.similarity)
    return [each for each in found if each.basic_code not in apart]


def _known() -> Iterator[Known]:
    for code, name in BasicItem.objects.order_by("code").values_list("code", "name"):
        yield Known(code, name)
    rows = ListDraft.objects.filter(status__in=sorted(OPEN), base__isnull=True).order_by("pk")
    for pk, code, name, agency in rows.values_list("pk", "basic_code", "name", "agency__short_name"):
        yield Known(code, name, agency or "", "draft", pk)
