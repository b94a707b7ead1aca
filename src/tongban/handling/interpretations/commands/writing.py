"""Writing an interpretation (写解读): begin, change, send to review, begin the next edition."""

from datetime import datetime

from django.db import transaction

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.errors import Fault, Invalid, NotYours
from tongban.foundation.ledger.commands import advance, record
from tongban.foundation.ledger.models import Entry
from tongban.handling.benefits.models import Policy
from tongban.handling.interpretations.models import Interpretation
from tongban.handling.interpretations.queries import draft_of
from tongban.handling.interpretations.rules.content import Draft, faults_of
from tongban.handling.interpretations.rules.flow import BASIS, FLOW
from tongban.handling.interpretations.rules.states import ArticleStatus
from tongban.registers.catalog.models import HandlingOption


@transaction.atomic
def start(draft: Draft, *, is_sample: bool = False, by: Actor, at: datetime) -> Interpretation:
    """起草: the body of whoever writes answers for it. Raises `Invalid` with everything that is wrong."""
    if Role.CATALOG_EDITOR not in by.roles or by.staff_id is None or by.agency_id is None:
        raise NotYours("解读由部门的事项编制岗起草。")
    _refuse(draft)
    made = Interpretation(
        agency_id=by.agency_id,
        title=draft.title,
        body=draft.body,
        planned_on=draft.planned_on,
        about=_about(draft),
        status=ArticleStatus.DRAFT,
        drafter_id=by.staff_id,
        is_sample=is_sample,
        updated_at=at,
    )
    made.save(force_insert=True)
    record(f"interpretations:{by.agency_id}", "start", by=by, at=at, basis=BASIS, facts={"interpretation": made.pk})
    return made


@transaction.atomic
def write(found: Interpretation, draft: Draft, *, by: Actor, at: datetime) -> Entry:
    """修改: the text, its day in the calendar, what it is about."""
    taken = FLOW.take("edit", found, by=by)
    refuse_stranger(found, by)
    _refuse(draft)
    text = {"title": draft.title, "body": draft.body, "planned_on": draft.planned_on, "about": _about(draft)}
    return advance(found, taken, by=by, at=at, changes={**text, "drafter_id": by.staff_id, "updated_at": at})


@transaction.atomic
def propose(found: Interpretation, *, by: Actor, at: datetime) -> Entry:
    """送审: as it stands now; nothing may be missing."""
    taken = FLOW.take("propose", found, by=by)
    refuse_stranger(found, by)
    draft = draft_of(found)
    _refuse(draft)
    _about(draft)
    return advance(found, taken, by=by, at=at, changes={"drafter_id": by.staff_id, "reason": "", "updated_at": at})


@transaction.atomic
def revise(found: Interpretation, *, by: Actor, at: datetime) -> Entry:
    """写新的一版: what was published stays in public until the next one is."""
    taken = FLOW.take("revise", found, by=by)
    refuse_stranger(found, by)
    return advance(found, taken, by=by, at=at, changes={"drafter_id": by.staff_id, "updated_at": at})


def refuse_stranger(found: Interpretation, by: Actor) -> None:
    if by.agency_id != found.agency_id or by.staff_id is None:
        raise NotYours("这篇解读由别的部门起草，请由那个部门来改。")


def _refuse(draft: Draft) -> None:
    if found := faults_of(draft):
        raise Invalid("还有地方要改一下。", faults=found)


def _about(draft: Draft) -> dict[str, list[str]]:
    """What it is about; `Invalid` for what there is not."""
    items, policies = list(dict.fromkeys(draft.items)), list(dict.fromkeys(draft.policies))
    options = HandlingOption.objects.filter(code__in=items, current__isnull=False).count()
    if (options, Policy.objects.filter(code__in=policies).count()) != (len(items), len(policies)):
        words = "选的事项或者政策已经不在了，请重新选。"
        raise Invalid(words, faults=[Fault("/item-1", "gone", words)])
    return {"items": items, "policies": policies}
