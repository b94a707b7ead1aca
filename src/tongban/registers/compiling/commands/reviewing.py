"""The joint review (联合审核): each body says what it thinks; when enough agree it is concluded, or it goes back."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from tongban.foundation.kernel.actors import SYSTEM, Actor
from tongban.foundation.kernel.errors import Fault, Invalid, NotNow
from tongban.foundation.ledger.commands import advance
from tongban.foundation.ledger.models import Entry
from tongban.registers.compiling.bound import BOUND
from tongban.registers.compiling.models import ListDraft, Opinion
from tongban.registers.compiling.queries.findings import kept
from tongban.registers.compiling.queries.visible import lead
from tongban.registers.compiling.rules import joint
from tongban.registers.compiling.rules.flow import FLOW
from tongban.registers.compiling.rules.states import Verdict

from .steps import said, take


@transaction.atomic
def review(draft: ListDraft, *, opinion: str, words: Mapping[str, str] | None = None, by: Actor, at: datetime) -> Entry:
    """审核同意: one body agrees. When enough do, the review is concluded in the same act.

    `words` answer warnings, by the key of the finding; the bureau has to answer every one (`Invalid` names those open).
    """
    step = take("review", draft, by=by)
    text = said(opinion, "/opinion", "审核意见")
    assert by.agency_id is not None, "a reviewer belongs to a body"
    if draft.opinions.filter(turn=draft.turn, agency_id=by.agency_id).exists():
        raise NotNow("贵单位已经审核过这份文稿。")
    answered = {**draft.words, **{key: each.strip() for key, each in (words or {}).items() if each.strip()}}
    leading = lead()
    if by.agency_id == leading.pk:
        refuse_unanswered(draft, answered)
    _say(draft, Verdict.AGREE, text, by=by, at=at)
    facts = {"opinion": text, "turn": draft.turn, "agency": by.agency_id}
    entry = advance(draft, step, by=by, at=at, facts=facts, changes={"words": answered, "updated_at": at})
    rows = draft.opinions.filter(turn=draft.turn).order_by("pk")
    voices = [joint.Voice(each.agency_id, each.staff_id, Verdict(each.verdict)) for each in rows]
    if joint.is_complete(voices, lead_id=leading.pk, bodies=BOUND.rules.bodies):
        told = {"bodies": [each.agency_id for each in voices], "turn": draft.turn}
        advance(
            draft, FLOW.take("conclude", draft, by=SYSTEM), by=SYSTEM, at=at, facts=told, changes={"updated_at": at}
        )
    return entry


@transaction.atomic
def send_back(draft: ListDraft, *, reason: str, by: Actor, at: datetime) -> Entry:
    """退回修改: with what has to be changed; it is reviewed anew when it comes again."""
    step = take("return", draft, by=by)
    text = said(reason, "/reason", "退回的理由")
    assert by.agency_id is not None, "a reviewer belongs to a body"
    if not draft.opinions.filter(turn=draft.turn, agency_id=by.agency_id).exists():
        _say(draft, Verdict.RETURN, text, by=by, at=at)
    facts = {"reason": text, "turn": draft.turn, "agency": by.agency_id}
    return advance(draft, step, by=by, at=at, facts=facts, changes={"updated_at": at})


def refuse_unanswered(draft: ListDraft, words: Mapping[str, str]) -> None:
    """Every warning has a word (提醒要有说明)."""
    if left := BOUND.gate.unanswered(kept(draft.findings), words):
        faults = [Fault(f"/words/{each.key}", "unanswered", f"请说明：{each.message}") for each in left]
        raise Invalid("还有提醒没有说明。", faults=faults)


def _say(draft: ListDraft, verdict: Verdict, text: str, *, by: Actor, at: datetime) -> None:
    assert by.staff_id is not None, "a reviewer is a member of staff"
    assert by.agency_id is not None, "a reviewer belongs to a body"
    Opinion.objects.create(
        draft=draft, turn=draft.turn, agency_id=by.agency_id, staff_id=by.staff_id, verdict=verdict, words=text, at=at
    )
