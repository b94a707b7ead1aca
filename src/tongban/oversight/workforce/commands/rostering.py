"""Rosters (排班): windows and what they ask, who sits where by half days, publishing, and standing in. R-187."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from django.db import transaction

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Fault, Invalid, NotNow, NotYours
from tongban.foundation.ledger.commands import advance, record
from tongban.oversight.workforce.models import Duty, Roster, WindowPost
from tongban.oversight.workforce.queries.opening import forget
from tongban.oversight.workforce.queries.people import needs_of, people_on, person
from tongban.oversight.workforce.queries.rostering import cells_of, course_names, duties_of, posts_at
from tongban.oversight.workforce.rules.leave import CLERKS
from tongban.oversight.workforce.rules.rostering import (
    BASIS,
    ROSTERS,
    Needs,
    RosterStatus,
    Session,
    lacking,
    monday_of,
    span_of,
)
from tongban.registers.agencies.models import Staff, Venue

LONGEST_WINDOW = 40
MOST_TOLD = 20


@transaction.atomic
def set_post(
    venue: Venue, window: str, *, role: str, courses: Sequence[str] = (), level: int = 0, by: Actor, at: datetime
) -> WindowPost:
    """定岗: a window and what it asks of whoever sits there; the same window again is changed."""
    if not by.roles & {Role.SUPERVISOR, Role.SYSTEM}:
        raise NotYours("窗口岗位由监督岗设置。")
    named, known = window.strip(), course_names()
    faults = []
    if not named or len(named) > LONGEST_WINDOW or not named.isprintable():
        faults.append(Fault("/window", "required", f"请写窗口，例如“综合窗口3号”，最多{LONGEST_WINDOW}个字。"))
    if role not in {str(each) for each in CLERKS}:
        faults.append(Fault("/role", "choice", "请选这个窗口要什么岗位的人。"))
    if not 0 <= level <= 5:
        faults.append(Fault("/level", "choice", "请选要求的技能等级。"))
    if unknown := [each for each in courses if each not in known]:
        faults.append(Fault("/courses", "choice", f"没有安排过这样的培训：{'、'.join(unknown)[:80]}。"))
    if faults:
        raise Invalid(faults=faults)
    values = {"role": role, "courses": sorted(set(courses)), "level": level, "is_open": True}
    made, _ = WindowPost.objects.update_or_create(venue=venue, window=named, defaults=values)
    facts = {"venue": venue.key, "window": named, **values}
    record(f"window-post:{made.pk}", "set_post", by=by, at=at, basis=BASIS, facts=facts)
    return made


@transaction.atomic
def plan_roster(venue: Venue, week: date, *, by: Actor, at: datetime) -> Roster:
    """开始编排: the roster of a place for a week; there is one of them."""
    first = monday_of(week)
    made = Roster(venue=venue, week=first, status=RosterStatus.NEW)
    step = ROSTERS.take("plan", made, by=by)
    if not posts_at(venue):
        raise NotNow("这个大厅还没有设置窗口岗位。请先设置。")
    if Roster.objects.filter(venue=venue, week=first).exists():
        raise NotNow("这一周的排班表已经有了。")
    made.save(force_insert=True)
    advance(made, step, by=by, at=at, facts={"venue": venue.key, "week": first.isoformat()})
    return made


@transaction.atomic
def assign(
    roster: Roster,
    post: WindowPost,
    *,
    days: Collection[date],
    sessions: Collection[str],
    staff: Staff,
    by: Actor,
    at: datetime,
) -> list[Duty]:
    """排班: only somebody who is qualified for the window, there on those days, and not elsewhere at that time.

    A session that has somebody already gets the new one. `Invalid` says everything that is in the way.
    """
    step = ROSTERS.take("assign", roster, by=by)
    _hold(roster)
    cells = [(day, session) for day in sorted(set(days)) for session in sorted(set(sessions))]
    if not cells:
        raise Invalid(faults=[Fault("/days", "missing", "请选哪几天、上午还是下午。")])
    needs = needs_of(post, course_names())
    faults = [each for day in sorted(set(days)) for each in _lacking(staff, needs, day)]
    faults += [each for day, session in cells for each in _unfit(roster, post, day, session, staff)]
    if faults:
        raise Invalid(faults=list(dict.fromkeys(faults))[:MOST_TOLD])
    for day, session in cells:
        Duty.objects.filter(post=post, day=day, session=session).delete()
    made = [Duty(roster=roster, post=post, day=day, session=session, staff=staff) for day, session in cells]
    Duty.objects.bulk_create(made)
    said = [f"{day.isoformat()} {session}" for day, session in cells]
    advance(roster, step, by=by, at=at, facts={"window": post.window, "staff": staff.pk, "sessions": said})
    return made


@transaction.atomic
def clear(roster: Roster, duty: Duty, *, by: Actor, at: datetime) -> Roster:
    """取消一班: while the roster is being made."""
    step = ROSTERS.take("clear", roster, by=by)
    facts = _facts(duty)
    duty.delete()
    advance(roster, step, by=by, at=at, facts=facts)
    return roster


@transaction.atomic
def publish(roster: Roster, *, by: Actor, at: datetime) -> Roster:
    """发布: from now on a window of this place opens only with whom the roster names. Sessions without anybody stay
    closed; whoever is no longer qualified is told at once (`Invalid`)."""
    step = ROSTERS.take("publish", roster, by=by)
    duties = duties_of(roster)
    if not duties:
        raise NotNow("排班表里还没有人，不能发布。")
    names, faults = course_names(), []
    on_duty = {each.staff_id: each.staff for each in duties.values()}
    people = {day: people_on(on_duty.values(), on=day) for day in {each.day for each in duties.values()}}
    for each in duties.values():
        for words in lacking(people[each.day][each.staff_id], needs_of(each.post, names)):
            faults.append(Fault("", "unfit", f"{each.day:%-m月%-d日}{each.half.label}{each.post.window}：{words}"))
    if faults:
        raise Invalid(faults=list(dict.fromkeys(faults))[:MOST_TOLD])
    empty = len(set(cells_of(roster.venue, roster.week, posts_at(roster.venue))) - set(duties))
    facts = {"duties": len(duties), "empty": empty}
    advance(roster, step, by=by, at=at, facts=facts, changes={"published_at": at})
    transaction.on_commit(forget)
    forget()
    return roster


@transaction.atomic
def substitute(duty: Duty, *, staff: Staff, reason: str, by: Actor, at: datetime) -> Duty:
    """顶班: another who is qualified takes the session; whom they stand in for and why stays on record."""
    roster = duty.roster
    step = ROSTERS.take("substitute", roster, by=by)
    said = reason.strip()[:200]
    if len(said) < 2:
        raise Invalid(faults=[Fault("/reason", "missing", "请写为什么要顶班。")])
    if duty.day < local_day(at):
        raise NotNow("这一班已经过去了。")
    if staff.pk == duty.staff_id:
        raise Invalid(faults=[Fault("/staff", "same", "请选另一个人。")])
    _hold(roster)
    faults = _lacking(staff, needs_of(duty.post, course_names()), duty.day)
    if faults := faults + _unfit(roster, duty.post, duty.day, duty.session, staff):
        raise Invalid(faults=faults)
    before = duty.staff_id
    Duty.objects.filter(pk=duty.pk).update(staff=staff, instead_of_id=before, reason=said)
    duty.refresh_from_db()
    advance(roster, step, by=by, at=at, facts={**_facts(duty), "instead_of": before, "reason": said})
    return duty


def _hold(roster: Roster) -> None:
    """Two who plan the same week at once follow each other: nobody is put into two windows."""
    Roster.objects.select_for_update(no_key=True).get(pk=roster.pk)


def _lacking(staff: Staff, needs: Needs, day: date) -> list[Fault]:
    return [Fault("/staff", "unfit", words) for words in lacking(person(staff, on=day), needs)]


def _unfit(roster: Roster, post: WindowPost, day: date, session: str, staff: Staff) -> list[Fault]:
    faults: list[Fault] = []
    if post.venue_id != roster.venue_id or not post.is_open:
        faults.append(Fault("/post", "choice", "请选这个大厅的窗口。"))
    if monday_of(day) != roster.week:
        faults.append(Fault("/day", "day", "这一天不在这一周里。"))
    elif session not in set(Session) or span_of(day, session, roster.venue.weekly_hours) is None:
        faults.append(Fault("/session", "closed", "这个大厅那时候不办公。"))
    if staff.venue_id != roster.venue_id:
        faults.append(Fault("/staff", "elsewhere", f"{staff.name}不是这个大厅的人。"))
    own = Duty.objects.filter(staff=staff, day=day, session=session).exclude(post=post).select_related("post").first()
    if own is not None:
        faults.append(Fault("/staff", "busy", f"{staff.name}那时候在{own.post.window}。"))
    return faults


def _facts(duty: Duty) -> dict[str, object]:
    window = duty.post.window
    return {"window": window, "day": duty.day.isoformat(), "session": duty.session, "staff": duty.staff_id}
