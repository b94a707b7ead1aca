"""Appointments (预约, P22): matter, place, day, time; changed and cancelled as one likes. Nobody needs one. R-100."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.foundation.kernel.clock import LOCAL, local_day, now
from tongban.foundation.kernel.errors import Declined, NotFound
from tongban.handling.cases.rules.slots import slot_words
from tongban.handling.halls.bound import BOUND
from tongban.handling.halls.commands import booking
from tongban.handling.halls.models import Appointment
from tongban.handling.halls.queries.appointments import appointment_for, days_of, free_on, visible_to
from tongban.handling.halls.queries.best_time import best_times
from tongban.handling.halls.queries.tickets import own_number
from tongban.handling.halls.queries.zones import domain_of_option
from tongban.handling.halls.rules.best_time import is_quiet
from tongban.handling.halls.rules.flow import APPOINTMENTS
from tongban.handling.halls.rules.states import AppointmentStatus
from tongban.registers.agencies.models import Venue
from tongban.registers.catalog.queries import guide
from tongban.registers.catalog.standing import suspension
from tongban.web.portal import inputs
from tongban.web.portal.pace import Pace
from tongban.web.portal.pages import errors_by_anchor, page, told
from tongban.web.portal.papers import calendar_text, ics
from tongban.web.ui.audience import applicants
from tongban.web.ui.once import done_once
from tongban.web.ui.problems import Problem
from tongban.web.ui.sessions import actor_of

BOOKINGS = Pace(12, 3600)
PAGE = 20


@applicants
@require_safe
def appointments(request: HttpRequest) -> HttpResponse:
    """One's own, those to come first, and the number of today (two statements)."""
    after = inputs.number(request.GET, "after")
    rows = visible_to(actor_of(request)).select_related("slot__venue").order_by("-pk")
    found = list((rows.filter(pk__lt=after) if after else rows)[: PAGE + 1])
    shown = sorted(found[:PAGE], key=lambda each: (each.status != AppointmentStatus.BOOKED, -each.pk))
    following = f"{reverse('appointments')}?after={found[PAGE - 1].pk}" if len(found) > PAGE else ""
    number = own_number(actor_of(request), at=now())
    context = {"rows": shown, "following": following, "slot_words": slot_words, "number": number}
    return page(request, "appointments", context)


@applicants
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def new(request: HttpRequest) -> HttpResponse:
    """Which place, which day, which time: one question after the other, each in the address."""
    data = request.POST if request.method == "POST" else request.GET
    item, key = inputs.text(data, "item")[:33], inputs.text(data, "venue")[:60]
    if not item:
        return page(request, "appointment_matter", {})
    problems: list[Problem] = []
    if request.method == "POST":
        actor = actor_of(request)
        try:
            BOOKINGS.keep(actor.ref)
            made = booking.book(item, venue=key, starts_at=_moment(request), by=actor, at=now())
        except Declined as refusal:
            problems = told(refusal) or [Problem("", refusal.message)]
        else:
            return redirect("appointment", code=made.code)
    return _choose(request, item, key, problems)


@applicants
@require_safe
def appointment(request: HttpRequest, code: UUID) -> HttpResponse:
    """When and where, what one may still do, and the number once one has come."""
    found = appointment_for(actor_of(request), code)
    return page(request, "appointment", _shown(request, found))


@applicants
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def change(request: HttpRequest, code: UUID) -> HttpResponse:
    """Another time at the same place."""
    actor = actor_of(request)
    found = appointment_for(actor, code)
    problems: list[Problem] = []
    if request.method == "POST":
        try:
            booking.rebook(found, starts_at=_moment(request), by=actor, at=now())
        except Declined as refusal:
            problems = told(refusal) or [Problem("", refusal.message)]
            found = appointment_for(actor, code)
        else:
            return redirect("appointment", code=code)
    context = {
        **_shown(request, found),
        **_times(request, found.slot.venue, domain_of_option(found.option_code)),
        "address": reverse("appointment-change", args=[code]) + "?",
        "problems": problems,
        "errors": errors_by_anchor(problems),
    }
    return page(request, "appointment_change", context, status=422 if problems else 200)


@applicants
@require_POST
@done_once
def cancel(request: HttpRequest, code: UUID) -> HttpResponse:
    """It does not suit any more: no reason asked."""
    actor = actor_of(request)
    booking.cancel(appointment_for(actor, code), by=actor, at=now())
    return redirect("appointments")


@applicants
@require_safe
def calendar_file(request: HttpRequest, code: UUID) -> HttpResponse:
    """The appointment for one's own calendar (RFC 5545)."""
    found = appointment_for(actor_of(request), code)
    if found.state is not AppointmentStatus.BOOKED:
        raise NotFound("这个预约已经取消或者过了。")
    slot = found.slot
    text = calendar_text(
        uid=f"appointment-{found.code.hex}",
        times=(f"DTSTART:{_utc(slot.starts_at)}", f"DTEND:{_utc(slot.ends_at)}"),
        summary=f"到窗口办：{found.option_name}",
        description=f"{slot.venue.name}，{slot.venue.address}。到了先在导办台取号。咨询 12345",
        at=now(),
    )
    return ics(text, f"appointment-{found.pk}")


def _choose(request: HttpRequest, item: str, key: str, problems: list[Problem]) -> HttpResponse:
    found = guide(item)
    closed = suspension(found)
    may_book = found.option.may_book and found.has_offline_way and not closed
    here = next((each for each in found.places if each.key == key), None)
    if here is None and len(found.places) == 1:
        here = found.places[0]
    venue = Venue.objects.get(key=here.key) if here is not None and may_book else None
    address = f"{reverse('appointment-new')}?item={found.option_code}"
    context: dict[str, Any] = {
        "guide": found,
        "may_book": may_book,
        "closed": closed,
        "places": found.places,
        "place_address": address,
        "venue": venue,
        "address": f"{address}&venue={venue.key}&" if venue is not None else "",
        "problems": problems,
        "errors": errors_by_anchor(problems),
        **(_times(request, venue, BOUND.policy.domain_of(found.agency_key)) if venue is not None else {}),
    }
    return page(request, "appointment_new", context, status=422 if problems else 200)


def _times(request: HttpRequest, venue: Venue, domain: str) -> dict[str, Any]:
    """The days, the slots of the one that is looked at, and when one waits least (six statements)."""
    at, data = now(), request.POST if request.method == "POST" else request.GET
    days = days_of(venue, at=at)
    wanted = inputs.text(data, "day")[:10]
    day = next((each for each in days if each.isoformat() == wanted), None)
    slots = free_on(venue, domain, day, at=at) if day else []
    for each in () if day else days:
        day, slots = each, free_on(venue, domain, each, at=at)
        if any(slot.left for slot in slots):
            break
    best = best_times(venue.pk, at=at)
    here = [each.starts_at.astimezone(LOCAL) for each in slots]
    return {
        "days": days,
        "day": day,
        "slots": slots,
        "slot_words": slot_words,
        "chosen": inputs.text(data, "slot"),
        "best": best,
        "quiet": {each for each in here if is_quiet(each.isoweekday(), each.hour, best)},
        "emptiest": max(slots, key=lambda each: each.left, default=None),
    }


def _shown(request: HttpRequest, found: Appointment) -> dict[str, Any]:
    at = now()
    may = {each.verb for each in APPOINTMENTS.open_to(found, by=actor_of(request))}
    return {
        "found": found,
        "slot_words": slot_words,
        "may": may if found.slot.starts_at > at else set(),
        "is_today": local_day(found.slot.starts_at) == local_day(at),
        "ticket": getattr(found, "ticket", None),
    }


def _moment(request: HttpRequest) -> datetime:
    """What was chosen; the beginning of time when it was nothing, which no place offers."""
    try:
        return datetime.fromisoformat(inputs.text(request.POST, "slot")[:25]).astimezone(LOCAL)
    except (ValueError, OverflowError):
        return datetime.combine(date(2000, 1, 1), datetime.min.time(), LOCAL)


def _utc(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
