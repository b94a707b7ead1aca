"""Coaching before filing (申报辅导): what was told stands for the official review, and answers for itself; R-044."""

from datetime import datetime

from django.db import transaction

from tongban.foundation.kernel.actors import SYSTEM, Actor
from tongban.foundation.kernel.errors import Fault, Invalid, NotNow
from tongban.foundation.ledger.commands import record
from tongban.handling.cases.commands.wording import refuse_papers_beyond
from tongban.handling.cases.models import Draft, Material, MaterialState
from tongban.handling.cases.queries.drafts import draft_for_counter
from tongban.handling.contacts.models import Answer, Coaching, CoachingFailure, CoachingNote, FirstContact
from tongban.handling.contacts.queries.coaching import coaching_of
from tongban.handling.contacts.rules.coaching import BASIS, shortfall
from tongban.handling.contacts.rules.words import LONGEST_NOTE, noted, words_fault
from tongban.registers.catalog.checklist import Checklist, checklist
from tongban.registers.catalog.guides import Guide
from tongban.registers.catalog.queries import guide_of

from .ending import refuse_other

ADVISE = "请写预审意见，例如“平面图要标出洗消间”。"


@transaction.atomic
def coach(
    contact: FirstContact, *, words: str, number: str = "", id_number: str = "", by: Actor, at: datetime
) -> Coaching:
    """申报辅导: for the applicant's draft, opened with their paper, or for the answer that was given last.

    The list is computed, never typed. Raises `Invalid`, `NotNow` when nothing was answered or questions are open.
    """
    coach_id = refuse_other(contact, by)
    said = noted(words)
    if faults := words_fault("/words", said, ADVISE, longest=LONGEST_NOTE):
        raise Invalid("还有地方要改一下。", faults=faults)
    draft = draft_for_counter(by, number, id_number, at=at) if number.strip() else None
    if draft is not None and coaching_of(draft.number) is not None:
        raise NotNow("这份申请已经有辅导记录，请在原来的记录里补充意见。")
    found, told = _told(contact, draft)
    refuse_papers_beyond(found.option_code, told.answers, {"/words": said})
    made = Coaching.objects.create(
        contact=contact,
        number=draft.number if draft is not None else "",
        party_id=draft.owner_id if draft is not None else contact.party_id,
        option_code=found.option_code,
        option_name=found.name[:200],
        version_id=found.option_version_id,
        agent_id=coach_id,
        situation=dict(told.answers),
        needed=[{"code": each.material.code, "name": each.material.name} for each in told.needed],
        coached_at=at,
    )
    CoachingNote.objects.create(coaching=made, at=at, staff_id=coach_id, text=said)
    facts = {"number": made.number, "option": made.option_code, "needed": [each["code"] for each in made.needed]}
    record(made.chain, "coach", by=by, at=at, basis=BASIS, facts=facts | {"contact": contact.code.hex})
    return made


@transaction.atomic
def comment(made: Coaching, *, words: str, by: Actor, at: datetime) -> CoachingNote:
    """补充预审意见: by who coached."""
    if by.staff_id != made.agent_id:
        raise NotNow("预审意见由辅导的同事补充。")
    said = noted(words)
    if faults := words_fault("/words", said, ADVISE, longest=LONGEST_NOTE):
        raise Invalid("还有地方要改一下。", faults=faults)
    refuse_papers_beyond(made.option_code, made.situation, {"/words": said})
    note = CoachingNote.objects.create(coaching=made, at=at, staff_id=made.agent_id, text=said)
    record(made.chain, "comment", by=by, at=at, basis=BASIS, facts={"note": note.pk})
    return note


@transaction.atomic
def fail(number: str, asked_for: list[str], *, at: datetime) -> CoachingFailure | None:
    """辅导失误: the applicant brought what the coach had told, and is asked for more; once for each coaching."""
    made = Coaching.objects.select_for_update().filter(number=number).first()
    if made is None or CoachingFailure.objects.filter(coaching=made).exists():
        return None
    rows = Material.objects.filter(case__number=number, round=1)
    names = dict(rows.values_list("requirement_code", "name"))
    brought = list(rows.exclude(state=MaterialState.MISSING).values_list("requirement_code", flat=True))
    left = shortfall(asked_for, coached=[each["code"] for each in made.needed], brought=brought)
    if not left:
        return None
    items = [{"code": each, "name": names.get(each, each)} for each in left]
    failure = CoachingFailure.objects.create(coaching=made, at=at, items=items)
    record(made.chain, "fail", by=SYSTEM, at=at, basis=BASIS, facts={"number": number, "items": list(left)})
    return failure


def _told(contact: FirstContact, draft: Draft | None) -> tuple[Guide, Checklist]:
    if draft is not None:
        found = guide_of(draft.option_version_id)
        told = checklist(found.option, draft.answers)
    else:
        last = Answer.objects.filter(contact=contact).order_by("-pk").first()
        if last is None:
            raise NotNow("还没有按办事指南答复，没有可以辅导的清单。请先答复，或者打开申请人的草稿。")
        found = guide_of(last.version_id)
        told = checklist(found.option, last.situation)
    if not told.is_complete:
        faults = [Fault("/number", "open", f"草稿里还没有答：{each.text}") for each in told.open_questions]
        raise Invalid("情形还没有答完，清单不完整。", faults=faults)
    return found, told
