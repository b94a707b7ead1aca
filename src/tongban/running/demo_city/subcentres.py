"""Sub-centres that are not merged, at work (演示分中心): a place, people, a roster, numbers, a case, a rating.

By the same commands as at the city's centre: there are no others for them (R-070). All of it is a sample.
"""

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from tongban.foundation.kernel.actors import NOBODY, Actor, Role
from tongban.foundation.kernel.clock import LOCAL, local_day
from tongban.foundation.kernel.written import read_yaml
from tongban.handling.cases.commands import receiving
from tongban.handling.cases.commands.license_uses import agree_at_window
from tongban.handling.cases.commands.lodging import lodge
from tongban.handling.cases.models import Case
from tongban.handling.contacts.commands import shifts
from tongban.handling.halls.commands import calling, serving
from tongban.handling.halls.commands.drawing import draw
from tongban.oversight.evaluations.commands.inviting import invite_for_visit
from tongban.oversight.evaluations.commands.rating import Rating, rate
from tongban.oversight.evaluations.rules.grades import Way
from tongban.oversight.workforce.commands import rostering
from tongban.oversight.workforce.rules.rostering import Session, monday_of, span_of
from tongban.registers.agencies.commands import create_staff
from tongban.registers.agencies.models import Staff, Venue
from tongban.registers.catalog.queries import current_guides
from tongban.registers.parties.models import Account
from tongban.registers.places.commands import open_place
from tongban.registers.places.models import SubCentre

from .cases import Story, _application, _short
from .contacts import _staff

FILE = "subcentres.yaml"
POST = "综合窗口"
EARLIER = timedelta(minutes=40)
NUMBERS, SERVED = 5, 3
SAID = Rating("very_satisfied", tags=("clear",), way=Way.QR, seconds=18)
WEEK = 7


def load_subcentres(folder: Path, *, password: str, at: datetime) -> int:
    """Told once, with the halls; how many have a place."""
    rows = read_yaml((folder / FILE).read_bytes())["subcentres"]
    told = [row for row in rows if "place" in row]
    for row in told:
        _tell(row["key"], row["place"], password=password, at=at)
    return len(told)


def _tell(key: str, given: dict[str, Any], *, password: str, at: datetime) -> None:
    bureau, admin = _staff("zhengyawen"), _staff("gaoyuan")
    centre = SubCentre.objects.select_related("agency").get(key=key)
    venue = open_place(centre, address=given["address"], phone=given["phone"], by=bureau, at=at).venue
    assert venue is not None, "a place was just opened"
    assert centre.agency is not None, "who is not merged was decided on"
    for each in given["staff"]:
        create_staff(
            login=each["login"], password=password, name=each["name"], number=each["number"], agency=centre.agency,
            post=POST, roles=[Role.COUNTER], venue=venue, by=admin, at=at,
        )  # fmt: skip
    began = max(at - EARLIER, datetime.combine(local_day(at), datetime.min.time(), LOCAL))
    for each in given["staff"]:
        shifts.sign_on(each["window"], by=_staff(each["login"]), at=began)
    clerk = _staff(given["staff"][0]["login"])
    _serve(clerk, began=began, at=at)
    if "case" in given:
        _receive(given["case"], by=clerk, at=at)
    _roster(venue, given["staff"], by=bureau, at=at)


def _serve(by: Actor, *, began: datetime, at: datetime) -> None:
    """Five came: three were served, one of them said how it was; one is at the window, one waits."""
    step = (at - began) / (NUMBERS + 1)
    for place in range(NUMBERS):
        draw("A", priority="elder" if place == NUMBERS - 1 else "", by=by, at=began + place * step / NUMBERS)
    for place in range(SERVED):
        called = calling.call_next(by=by, at=began + (place + 1) * step)
        serving.begin_serving(called, by=by, at=began + (place + 1) * step)
        serving.finish(called, result="answered", by=by, at=began + (place + 2) * step)
        called.refresh_from_db()
        invitation = invite_for_visit(called, at=at)
        if not place:
            rate(invitation, SAID, by=NOBODY, at=at)
    calling.call_next(by=by, at=began + (SERVED + 1) * step)


def _receive(given: dict[str, str], *, by: Actor, at: datetime) -> None:
    """A case that was handed in at the window there, and accepted."""
    guide = next(each for each in current_guides() if _short(each) == given["option"])
    person = Account.objects.select_related("person").get(login=given["applicant"]).person
    application = _application(Story(given["applicant"], given["option"], 0), guide, by, person, at)
    opening = lodge(replace(application, channel="window"), by=by, at=at).opening
    case = Case.objects.select_related("applicant", "agency").get(number=opening.number)
    for each in (material for material in application.materials if material.license_identifier):
        agree_at_window(case, each.requirement_code, query_code=opening.query_code, option=guide.option, by=by, at=at)
    receiving.accept(case, by=by, at=at)


def _roster(venue: Venue, people: list[dict[str, str]], *, by: Actor, at: datetime) -> None:
    """What is left of this week; on its last day, the next one."""
    today = local_day(at)
    two_weeks = [monday_of(today) + timedelta(days=n) for n in range(2 * WEEK)]
    days = _open(venue, [day for day in two_weeks[:WEEK] if day >= today]) or _open(venue, two_weeks[WEEK:])
    posts = [rostering.set_post(venue, each["window"], role=Role.COUNTER, by=by, at=at) for each in people]
    roster = rostering.plan_roster(venue, monday_of(days[0]), by=by, at=at)
    for post, each in zip(posts, people, strict=True):
        who = Staff.objects.get(account__login=each["login"])
        for session in Session:
            there = [day for day in days if span_of(day, session, venue.weekly_hours) is not None]
            if there:
                rostering.assign(roster, post, days=there, sessions=[session], staff=who, by=by, at=at)
    rostering.publish(roster, by=by, at=at)


def _open(venue: Venue, days: list[date]) -> list[date]:
    return [day for day in days if span_of(day, Session.MORNING, venue.weekly_hours) is not None]
