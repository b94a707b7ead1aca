"""What is told of an option that is out of the catalogue (已取消): since when, why, what took its place."""

from datetime import date

from django.db.models import F

from tongban.registers.catalog.models import HandlingOption, ImplementationList, Lineage, ListVersion
from tongban.registers.catalog.standing import Ending, Successor

_DEPTH = 8


def ending_of(option_code: str, *, on: date | None = None) -> Ending | None:
    """The ending of this option as it stands now, or stood on a day; None when it never was in force (2–5 queries)."""
    rows = HandlingOption.objects.select_related("list__agency", "ended_by").filter(code=option_code)
    option = rows.first()
    if option is None:
        return None
    edition = option.ended_by if on is None else _ended_on(option, on)
    if edition is None:
        return None
    stood = option.versions.filter(edition__number__lt=edition.number).order_by("-edition__number")
    return Ending(
        option_code=option.code,
        name=stood.values_list("name", flat=True).first() or "",
        agency=option.list.agency.short_name,
        since=edition.effective_on,
        reason=edition.reason,
        legal_source=edition.legal_source,
        successors=_successors(option.list, option.code[-2:]),
    )


def _ended_on(option: HandlingOption, on: date) -> ListVersion | None:
    """The edition that took it out by this day: the first one after its last version."""
    stood = option.versions.filter(effective_on__lte=on).order_by("-edition__number")
    number = stood.values_list("edition__number", flat=True).first()
    if number is None:
        return None
    after = ListVersion.objects.filter(list_id=option.list_id, number__gt=number, effective_on__lte=on)
    return after.order_by("number").first()


def _successors(ended: ImplementationList, number: str) -> tuple[Successor, ...]:
    """The lists that came out of this one and are in force; a list that ended in turn leads on to its own."""
    found: dict[int, ImplementationList] = {}
    looked: set[int] = set()
    open_ids = {ended.pk}
    for _ in range(_DEPTH):
        links = Lineage.objects.filter(ancestor_id__in=open_ids).select_related("descendant__agency")
        looked |= open_ids
        found |= {each.descendant_id: each.descendant for each in links}
        open_ids = {each.descendant_id for each in links} - looked
        if not open_ids:
            break
    options = HandlingOption.objects.filter(list_id__in=found, current__isnull=False).order_by("code")
    rows = options.annotate(name=F("current__name")).values_list("list_id", "code", "name")
    standing: dict[int, tuple[str, str]] = {}
    for list_id, code, name in rows:
        if list_id not in standing or code.endswith(number):
            standing[list_id] = (code, name)
    return tuple(
        Successor(each.code, standing[pk][1], each.agency.short_name, standing[pk][0])
        for pk, each in found.items()
        if pk in standing
    )
