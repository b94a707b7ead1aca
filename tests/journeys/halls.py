"""A hall for the pages to show: numbers that wait, one that was missed, one in hand, and an appointment."""

from collections.abc import Callable
from datetime import datetime, time

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import LOCAL, local_day, now
from tongban.handling.cases.tests.applying import food_code
from tongban.handling.contacts.commands.shifts import sign_on
from tongban.handling.devices.commands import begin_trial
from tongban.handling.halls.bound import BOUND
from tongban.handling.halls.commands.booking import book
from tongban.handling.halls.commands.calling import call_next, miss
from tongban.handling.halls.commands.drawing import draw
from tongban.handling.halls.commands.kiosks import bind, give_code, register_kiosk
from tongban.handling.halls.commands.serving import begin_serving
from tongban.handling.halls.commands.sessions import SessionGiven, plan_session
from tongban.handling.halls.commands.zoning import ZoneGiven, set_up_zone
from tongban.handling.halls.queries.appointments import days_of, free_on
from tongban.registers.agencies.models import Staff, Venue


def people_the_halls(cast: Callable[[str], Actor]) -> dict[str, str]:
    """What the addresses need of them; 王芳 is on already."""
    limin = cast("limin")
    sign_on("综合窗口4号", by=limin, at=now())
    draw("A", by=limin, at=now())
    draw("A", option_code=food_code(), by=limin, at=now())
    waiting = [draw("A", priority=each, by=limin, at=now()) for each in ("", "elder", "")]
    draw("B", by=limin, at=now())
    missed = call_next(lines=["A"], by=limin, at=now())
    miss(missed, by=limin, at=now())
    begin_serving(call_next(lines=["A"], by=limin, at=now()), by=limin, at=now())
    venue = Venue.objects.get(key="city-center")
    day = next(each for each in days_of(venue, at=now()) if each > local_day(now()))
    slot = free_on(venue, BOUND.policy.matters, day, at=now())[0]
    booked = book(food_code(), venue=venue.key, starts_at=slot.starts_at, by=cast("liqiang"), at=now())
    kiosk = register_kiosk("1号自助终端", venue=venue, by=cast("zhengyawen"), at=now())
    tried = register_kiosk("2号自助终端", venue=venue, by=cast("zhengyawen"), at=now())
    tried = bind(give_code(tried, by=cast("zhengyawen"), at=now()), ip=None, at=now())[0]
    begin_trial([tried], idle_seconds=40, notice="元旦放假一天", paper_low=20, by=cast("zhengyawen"), at=now())
    people = [Staff.objects.get(pk=limin.staff_id)]
    six, eight = (datetime.combine(day, time(hour), LOCAL) for hour in (18, 20))
    session = plan_session(venue, SessionGiven("late", six, eight, ["A"], people), by=cast("zhengyawen"), at=now())
    zone = ZoneGiven("S", "社保医保专区", "一楼", ("综合窗口5号",), range(1, 8), time(0), time(23, 59))
    set_up_zone(venue, zone, by=cast("zhengyawen"), at=now())
    return {
        "session": str(session.code),
        "number_waiting": str(waiting[-1].code),
        "number_missed": str(missed.code),
        "appointment": str(booked.code),
        "kiosk": str(kiosk.code),
    }
