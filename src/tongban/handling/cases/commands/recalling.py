"""Taking one's own opinion back (收回意见): an act of its own, after the one it takes back; nothing is rewritten."""

from datetime import datetime

from django.db import transaction

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.errors import NotNow
from tongban.foundation.ledger.models import Entry
from tongban.handling.cases.models import Case, Clock, Opinion
from tongban.handling.cases.rules.clocks import ClockKind, stage_of
from tongban.handling.cases.rules.flow import FLOW
from tongban.handling.cases.rules.recalling import POSTS, RECALLS, SPAN, seconds_left

from . import clocks as ticking
from .steps import move, option_of, take


class NothingToRecall(NotNow):
    """It was not one's own last act, or the time for it is over (不能再收回)."""

    code = "nothing_to_recall"
    sentence = f"只能收回自己{SPAN.seconds}秒以内刚办的这一步，而且后面还没有人办。请用“退回承办”。"


@transaction.atomic
def recall(verb: str, case: Case, *, by: Actor, at: datetime) -> Entry:
    """收回: who just gave an opinion takes it back within the half minute, before anybody else did anything.

    The opinion stays on file with the word that it was taken back. The clock of the stage goes on as if it had never
    stopped: nobody gains time by giving an opinion and taking it back.
    """
    step = take(verb, case, by=by, at=at)
    last = Entry.objects.filter(chain=case.chain, seq=case.version).first()
    if last is None or last.by_ref != by.ref or not seconds_left(verb, last.verb, last.at, at=at):
        raise NothingToRecall()
    words = f"收回“{FLOW.steps[RECALLS[verb]].label}”，以后面的意见为准。"
    Opinion.objects.create(case=case, verb=verb, staff_id=by.staff_id, at=at, text=words)
    _go_on(case, POSTS[verb], since=last.at, at=at)
    changes = {"reviewer_id": None} if verb == "recall_review" else {}
    return move(case, step, by=by, at=at, facts={"recalls": last.seq}, changes=changes)


def _go_on(case: Case, post: str, *, since: datetime, at: datetime) -> None:
    """The stage that the opinion ended is held again by its post, and its clock runs on (three statements)."""
    stage = stage_of(option_of(case), post)
    stages = Clock.objects.filter(case=case, kind=ClockKind.STAGE, code=stage.code if stage is not None else "")
    stopped = stages.filter(ended_at=since).order_by("-pk").values_list("pk", flat=True).first()
    ticking.turn(case, stop=[ClockKind.STAGE], at=at)
    if stopped is not None:
        stages.filter(pk=stopped).update(ended_at=None)
