"""Drills (应急演练): planned each half-year, walked as an incident of its own, scored on its record; R-198."""

from datetime import datetime, timedelta

from django.db import transaction

from tongban.foundation.kernel.actors import SYSTEM, Actor
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Fault, Invalid, NotNow
from tongban.foundation.ledger.commands import advance
from tongban.oversight.incidents.models import Drill
from tongban.oversight.incidents.queries.drills import judged, next_playbook, overdue, paper_balance
from tongban.oversight.incidents.rules.flow import DRILLS
from tongban.oversight.incidents.rules.plan import BOUND, Playbook
from tongban.oversight.incidents.rules.scoring import ends_on, half_of, score
from tongban.oversight.incidents.rules.states import DrillStatus, IncidentStatus

from .handling import assess, report


def plan_drills(*, at: datetime) -> int:
    """半年演练计划: one in each half-year, of the playbook that waits the longest; how many were planned, and missed.

    Twice changes nothing. Those of a half-year that is over without a drill are missed, and may still be made up.
    """
    today = local_day(at)
    half = half_of(today)
    missed = [miss(each, at=at) for each in overdue(today)]
    book = None if Drill.objects.filter(half=half).exists() else next_playbook()
    planned = [plan(book, half=half, by=SYSTEM, at=at)] if book is not None else []
    return len(missed) + len(planned)


@transaction.atomic
def plan(book: Playbook, *, half: str, by: Actor, at: datetime) -> Drill:
    """列入计划: by the last day of the half-year."""
    made = Drill(status=DrillStatus.WRITTEN, half=half, playbook=book.key, due_on=ends_on(half), planned_at=at)
    step = DRILLS.take("plan", made, by=by)
    made.save(force_insert=True)
    advance(made, step, by=by, at=at, facts={"half": half, "playbook": book.key})
    return made


@transaction.atomic
def miss(drill: Drill, *, at: datetime) -> Drill:
    """逾期没有演练: the half-year is over."""
    advance(drill, DRILLS.take("miss", drill, by=SYSTEM), by=SYSTEM, at=at, changes={"ended_at": at})
    return drill


@transaction.atomic
def begin(drill: Drill, *, by: Actor, at: datetime) -> Drill:
    """开始演练: an incident of its own, marked as a drill, walks the real way; nothing of it leaves the house."""
    step = DRILLS.take("begin", drill, by=by)
    book = _book(drill)
    record = report(
        title=f"演练：{book.name}", system="演练", words=book.drill, discovered_at=at, by=by, at=at, is_drill=True
    )
    touches = "yes" if book.is_about_persons else "no"
    said = "演练开始，照预案定级。"
    assess(
        record,
        severity=book.drill_severity.value,
        touches_persons=touches,
        playbook=book.key,
        words=said,
        by=by,
        at=at,
    )
    changes = {"incident_id": record.pk, "ended_at": None}
    advance(drill, step, by=by, at=at, facts={"incident": record.pk}, changes=changes)
    return drill


@transaction.atomic
def give_score(drill: Drill, *, words: str, by: Actor, at: datetime) -> Drill:
    """评分: from the record alone, once its incident is closed; what has to be better is said."""
    step = DRILLS.take("score", drill, by=by)
    said = words.replace("\x00", "").strip()[:2000]
    if not said:
        raise Invalid(faults=[Fault("/words", "required", "请写明发现的问题和改进要求。")])
    record = drill.incident
    if record is None or record.status != IncidentStatus.CLOSED or record.ended_at is None:
        raise NotNow("演练还没有结案。请先把演练记录走完、结案，再评分。")
    book = _book(drill)
    found = judged(record, book)
    facts: dict[str, object] = {"steps": [[each.key, each.met.value, each.minutes] for each in found]}
    if book.uses_paper:
        facts["paper"] = paper_balance(record.discovered_at - timedelta(minutes=1), record.ended_at)
    points = score(book, found)
    changes = {"score": points, "facts": facts, "words": said, "ended_at": at}
    advance(drill, step, by=by, at=at, facts={**facts, "score": points, "words": said}, changes=changes)
    return drill


def _book(drill: Drill) -> Playbook:
    found = BOUND.plan.playbook(drill.playbook)
    if found is None:
        raise NotNow("预案里没有这一项了，不能演练。")
    return found
