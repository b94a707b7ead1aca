"""What a counter finds for the person in front of it (窗口查找): their cases, and the draft they began elsewhere."""

from dataclasses import dataclass
from typing import Any

import msgspec
from django.db.models import F, Q, QuerySet

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.codes import check
from tongban.foundation.kernel.errors import NotFound
from tongban.foundation.kernel.vault import vault
from tongban.handling.cases.models import Case, Draft
from tongban.handling.cases.rules.states import ENDS
from tongban.registers.parties.models import Party
from tongban.registers.parties.sealed import id_index

from .visible import visible_to

MOST = 12


@dataclass(frozen=True, slots=True)
class CounterDraft:
    """A draft as the counter continues it, with its form opened (窗口接着办)."""

    draft: Draft
    form: dict[str, Any]


def draft_for_counter(actor: Actor, number: str, id_number: str) -> CounterDraft:
    """The draft with this number, if the person of this number began it or owns it; else `NotFound` (one query).

    The number alone opens nothing: the applicant stands at the counter and shows the paper (R-008).
    """
    if Role.COUNTER not in actor.roles:
        raise NotFound()
    plain = check("case_number", number).normalized
    index = id_index("".join(check("id_card", id_number).normalized.split()))
    theirs = Q(owner__id_index=index) | Q(account__person__id_index=index) | Q(owner__members__person__id_index=index)
    found = Draft.objects.filter(theirs, number=plain).select_related("owner", "option_version__option").first()
    if found is None:
        raise NotFound("没有找到这份草稿。请核对草稿编号和申请人的身份证号,两样要对得上。")
    return opened(found)


def opened(draft: Draft) -> CounterDraft:
    """A draft with its form."""
    sealed = bytes(draft.form_sealed)
    form = msgspec.json.decode(vault().open(sealed, purpose="draft.form", owner=draft.number)) if sealed else {}
    return CounterDraft(draft, form)


def is_draft(actor: Actor, number: str) -> bool:
    """Is there a draft with this number: asked only by counters, who need the person's paper to open it."""
    plain = check("case_number", number).normalized
    return Role.COUNTER in actor.roles and Draft.objects.filter(number=plain).exists()


def cases_of_party(actor: Actor, party: Party) -> QuerySet[Case]:
    """The open cases of this person or enterprise, and those they brought for others, that this actor may see."""
    theirs = Q(applicant=party) | Q(agent=party) | Q(applicant__members__person=party)
    rows = visible_to(actor).filter(theirs).exclude(status__in=ENDS).select_related("applicant", "agency")
    return rows.annotate(option_name=F("option_version__name")).distinct().order_by("-received_at")[:MOST]
