"""A morning at the city's hall (演示号票): numbers, appointments, a terminal, a zone, late hours; by commands."""

from datetime import datetime, time, timedelta

from tongban.foundation.kernel.actors import SYSTEM, Actor
from tongban.foundation.kernel.clock import LOCAL, local_day
from tongban.handling.contacts.commands import shifts
from tongban.handling.halls.bound import BOUND
from tongban.handling.halls.commands import calling, guiding, serving
from tongban.handling.halls.commands.booking import book
from tongban.handling.halls.commands.consulting import Consulted, consult
from tongban.handling.halls.commands.drawing import draw
from tongban.handling.halls.commands.kiosks import register_kiosk
from tongban.handling.halls.commands.sessions import SessionGiven, plan_session
from tongban.handling.halls.commands.zoning import ZoneGiven, set_up_zone
from tongban.handling.halls.queries.appointments import days_of, free_on
from tongban.handling.halls.queries.guiding import guided_by
from tongban.registers.agencies.models import Staff, Venue
from tongban.registers.catalog.queries import current_guides

from .contacts import _citizen, _staff

VENUE = "city-center"
WINDOW = "综合窗口4号（样例）"
KIOSK = "1号自助终端（样例）"
EARLIER = timedelta(minutes=50)
RESULTS = (
    {"result": "answered"},
    {"result": "referred", "words": "样例：二楼公积金窗口"},
    {"result": "notice_given"},
    {"result": "answered"},
    {"result": "unresolved", "words": "样例：要的证明原单位不给开"},
    {"result": "answered"},
)
ZONES = (
    ("S", "社保医保专区（样例）", "综合窗口5号（样例）", time(8, 30), time(18)),
    ("E", "企业开办专区（样例）", "综合窗口6号（样例）", time(14, 30), time(18)),
    ("U", "水电气热专区（样例）", "综合窗口7号（样例）", time(8, 30), time(18)),
)
GAPS = (6, 4, 9, 5, 7, 4, 6, 3)
"""Minutes from one call to the next."""


def load_halls(*, at: datetime) -> int:
    """Fifteen numbers, two appointments and a terminal to bind, for a city whose contacts were just told; how many
    numbers."""
    limin = _staff("limin")
    midnight = datetime.combine(local_day(at), datetime.min.time(), LOCAL)
    began = max(at - EARLIER, midnight)
    step = (at - began) / EARLIER * timedelta(minutes=1)
    shifts.sign_on(WINDOW, by=limin, at=began)
    guide = _staff("hexiaodong")
    shifts.sign_on(BOUND.policy.guides.windows[0], by=guide, at=began)
    for each in range(12):
        draw("A", priority="elder" if each == 10 else "", by=limin, at=began + each * step / 10)
    draw("B", by=limin, at=began + 2 * step)
    draw("C", by=limin, at=began + 2 * step)
    clock = began + 3 * step
    for place, gap in enumerate(GAPS):
        _serve(place, by=limin, at=clock, until=clock + gap * step)
        clock += gap * step
    _guide(by=guide, at=began + 3 * step)
    _consult(by=limin, at=at)
    for login in ("liqiang", "maxiuying"):
        _book(login, at=at)
    _manage(at=at)
    register_kiosk(KIOSK, venue=Venue.objects.get(key=VENUE), by=SYSTEM, at=at)
    return 15


def _manage(*, at: datetime) -> None:
    """Three zones, and a session outside hours on the next day that is open."""
    venue, by = Venue.objects.get(key=VENUE), _staff("zhengyawen")
    for line, name, window, opens, closes in ZONES:
        zone = ZoneGiven(line, name, "一楼", (window,), range(1, 7), opens, closes)
        set_up_zone(venue, zone, by=by, at=at)
    people = Staff.objects.filter(pk__in=[_staff(each).staff_id for each in ("limin", "wangfang")]).order_by("pk")
    day = next(each for each in days_of(venue, at=at) if each > local_day(at))
    starts_at, ends_at = (datetime.combine(day, time(hour), LOCAL) for hour in (18, 20))
    session = SessionGiven("late", starts_at, ends_at, [BOUND.policy.matters], list(people))
    plan_session(venue, session, by=by, at=at)


def _serve(place: int, *, by: Actor, at: datetime, until: datetime) -> None:
    """One after the other: served with a result, then one who did not come, then one who is at the window now."""
    called = calling.call_next(lines=["A"], by=by, at=at)
    if place < len(RESULTS):
        serving.begin_serving(called, by=by, at=at)
        serving.finish(called, **RESULTS[place], by=by, at=until)
    elif place == len(RESULTS):
        calling.recall(called, by=by, at=until)
        calling.miss(called, by=by, at=until)


def _guide(*, by: Actor, at: datetime) -> None:
    """Whoever was named with the number of an old person is at their side; the next one is on the way."""
    for each in guided_by(by.staff_id or 0):
        guiding.meet(each, by=by, at=at)
        guiding.tick(each, task="prepared", by=by, at=at)


def _consult(*, by: Actor, at: datetime) -> None:
    """At the consult desk: a number with what was said, and a question that nobody could answer yet."""
    asked = Consulted(question="样例：坐轮椅来的，想问公租房怎么申请", words="公租房")
    consult(asked, outcome="ticket", priority="disabled", by=by, at=at)
    consult(Consulted(question="样例：养蜂补贴在哪里领", words="养蜂补贴"), outcome="unanswered", by=by, at=at)


def _book(login: str, *, at: datetime) -> None:
    """The first free slot of the next day that is open."""
    venue = Venue.objects.get(key=VENUE)
    food = next(each for each in current_guides() if each.option_code.endswith("01") and each.option.questions)
    days = (each for each in days_of(venue, at=at) if each > local_day(at))
    slot = next(slot for day in days for slot in free_on(venue, BOUND.policy.matters, day, at=at) if slot.left)
    book(food.option_code, venue=VENUE, starts_at=slot.starts_at, by=_citizen(login), at=at)
