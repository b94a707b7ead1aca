"""Signing on and off (签到、签退, W01): the last note first, what is unfinished, and what the next one has to know."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined
from tongban.handling.contacts import ports
from tongban.handling.contacts.commands import shifts
from tongban.handling.contacts.queries.contacts import holding_up, offered_to, unfinished_of
from tongban.handling.contacts.queries.shifts import last_notes, last_window, open_shift
from tongban.handling.contacts.rules.flow import HOLDERS
from tongban.oversight.workforce.queries.opening import window_now
from tongban.registers.documents.rendering.sheet import typeset
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once
from tongban.web.ui.problems import Problem, problems_of
from tongban.web.ui.sessions import actor_of

from .contacts import plain
from .frame import show

MOST = 30


@require_http_methods(["GET", "HEAD", "POST"])
@staff(*sorted(HOLDERS))
@done_once
def shift(request: HttpRequest) -> HttpResponse:
    """One page for both: who is not on signs on, who is on signs off: what is left to do before stands there."""
    actor, problems, status = actor_of(request), [], 200
    typed = {name: plain(request.POST.get(name, ""))[:1000] for name in ("window", "note")}
    if request.method == "POST":
        try:
            if request.POST.get("do") == "off":
                shifts.sign_off(note=typed["note"], by=actor, at=now())
            else:
                shifts.sign_on(typed["window"], by=actor, at=now())
        except Declined as refusal:
            status = int(refusal.status)
            problems = [Problem("", typeset(refusal.message))] if not refusal.faults else []
            problems += [Problem(each.anchor, typeset(each.text)) for each in problems_of(refusal) if refusal.faults]
        else:
            return redirect("desk-shift")
    staff_id = actor.staff_id or 0
    found = open_shift(staff_id)
    others = [words for each in ports.BOUND for words in each(staff_id)] if found is not None and not problems else []
    context = {
        "shift": found,
        "others": [typeset(each) for each in others],
        "today": local_day(now()),
        "notes": last_notes(actor, window=found.window if found is not None else ""),
        "unfinished": list(unfinished_of(staff_id)[:MOST]),
        "holding_up": {each.pk for each in holding_up(staff_id)[:MOST]},
        "offered": list(offered_to(staff_id)[:MOST]),
        "window": typed["window"] or (_proposed(staff_id) if found is None else ""),
        "note": typed["note"],
        "problems": problems,
        "wrong": {each.anchor: each.text for each in problems if each.anchor},
    }
    return show(request, "workbench/shift.html", context, current="shift", status=status)


def _proposed(staff_id: int) -> str:
    """The window that the roster says, else where one sat the last time."""
    return window_now(staff_id, now()) or last_window(staff_id)
