"""Limits of one option, tried out (A06 时限试算): what its clocks would say for a day, with the reckoning."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tongban.foundation.kernel.clock import LOCAL, local_day, now
from tongban.foundation.kernel.errors import Declined, Fault, Invalid
from tongban.foundation.worktime.queries import calendar
from tongban.foundation.worktime.rules import Due, Pause, due, explain
from tongban.foundation.worktime.rules.limits import Counting
from tongban.handling.cases.rules.clocks import ClockKind, ClockPlan, on_acceptance, on_decision, on_receipt
from tongban.handling.cases.rules.reckoning import limit_of
from tongban.registers.catalog import vocabulary
from tongban.registers.catalog.content import Option
from tongban.registers.catalog.queries import guide
from tongban.registers.catalog.search.engine import search
from tongban.web.ui.audience import staff
from tongban.web.ui.problems import Problem, problems_of

from .frame import READERS, show

_MOST_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Asked:
    """What is tried out: received and accepted on these days, and one stretch that does not count."""

    received_on: date
    accepted_on: date
    pause: Pause | None


@dataclass(frozen=True, slots=True)
class Told:
    """One clock in words."""

    label: str
    limit: str
    due_on: date
    is_provisional: bool
    basis: str
    why: str


@require_safe
@staff(*READERS)
def choose(request: HttpRequest) -> HttpResponse:
    """Find the option whose limits are to be tried out."""
    text = request.GET.get("q", "").replace("\x00", "").strip()[:60]
    found = search(text).hits[:_MOST_SHOWN] if text else ()
    return show(request, "console/limits_choose.html", {"q": text, "found": found}, current="limits")


@require_safe
@staff(*READERS)
def limits(request: HttpRequest, code: str) -> HttpResponse:
    """The limits as listed, and what they come to from the chosen days."""
    found = guide(code)
    given = {name: request.GET.get(name, "")[:10] for name in ("received", "accepted", "from", "to")}
    problems: list[Problem] = []
    told: list[Told] = []
    try:
        told = _tried(found.option, _asked(given))
    except Declined as refusal:
        problems = problems_of(refusal)
    context = {
        "guide": found,
        "given": given,
        "problems": problems,
        "told": told,
        "stages": [
            (each.name, vocabulary.POSTS.get(each.post, ""), each.limit.words if each.limit else "—")
            for each in found.option.stages
        ],
        "special": [
            (each.name, vocabulary.EFFECTS.get(each.effect, ""), each.limit.words, each.organiser)
            for each in found.option.special_procedures
        ],
    }
    return show(request, "console/limits.html", context, current="limits", status=422 if problems else 200)


def _asked(given: dict[str, str]) -> Asked:
    """The days; today where none is given. Every wrong one is told at once."""
    faults: list[Fault] = []
    days = {name: _day(name, text, faults) for name, text in given.items()}
    received = days["received"] or local_day(now())
    accepted = days["accepted"] or received
    if accepted < received:
        faults.append(Fault("/accepted", "order", "受理日不能早于收件日。"))
    if bool(days["from"]) != bool(days["to"]):
        faults.append(Fault("/to", "half", "不计时的日子，开始和结束都要填，或者都不填。"))
    if faults:
        raise Invalid(faults=faults)
    pause = Pause(days["from"], days["to"]) if days["from"] and days["to"] else None
    return Asked(received, accepted, pause)


def _day(name: str, text: str, faults: list[Fault]) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        faults.append(Fault(f"/{name}", "format", "日期要写成 2026-11-23 这样。"))
        return None


def _tried(option: Option, asked: Asked) -> list[Told]:
    received, accepted = (_morning(each) for each in (asked.received_on, asked.accepted_on))
    plans = [*on_receipt(option, at=received), *on_acceptance(option, received_at=received, accepted_at=accepted)]
    told = [_told(each, asked) for each in plans]
    promised = next(each for each in told if each.label == ClockKind.PROMISED.label)
    return [*told, _told(on_decision(at=_morning(promised.due_on)), asked)]


def _told(plan: ClockPlan, asked: Asked) -> Told:
    pauses = [asked.pause] if asked.pause and plan.kind.is_paused_by_special else []
    found = _due(plan, pauses)
    return Told(plan.kind.label, plan.limit.words, found.due_on, found.is_provisional, plan.basis, explain(found))


def _due(plan: ClockPlan, pauses: list[Pause]) -> Due:
    try:
        return due(
            plan.started_at,
            limit_of(plan.limit),
            counting=Counting(plan.counting),
            pauses=pauses,
            calendar=calendar(),
        )
    except OverflowError as error:
        sentence = "日期超出了可以计算的范围，请换一个日期。"
        raise Invalid(sentence, faults=[Fault("/received", "outside_calendar", sentence)]) from error


def _morning(on: date) -> datetime:
    return datetime.combine(on, time(9), LOCAL)
