"""Showing licences (P20 亮证): which ones, what of them, for how long; then the code of `my_code`."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined
from tongban.registers.codes.commands import Chosen, present
from tongban.registers.codes.commands.showing import MINUTES, MOST_LICENSES
from tongban.registers.codes.queries import usable_for_showing
from tongban.registers.licenses.models import License
from tongban.registers.licenses.rules.faces import is_masked, label, ordered
from tongban.web.portal import inputs
from tongban.web.portal.pages import errors_by_anchor, page, told
from tongban.web.ui.audience import applicants
from tongban.web.ui.once import done_once
from tongban.web.ui.sessions import actor_of

MOST_FIELDS = 60


@applicants
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def choose(request: HttpRequest) -> HttpResponse:
    """GET with `license` has that one chosen; POST makes the code."""
    actor, at = actor_of(request), now()
    found = usable_for_showing(actor, on=local_day(at))
    sent = request.POST if request.method == "POST" else request.GET
    chosen = {each.public_id for each in found if str(each.public_id) in sent.getlist("license")[:100]}
    context: dict[str, Any] = {"problems": [], "errors": {}, "most": MOST_LICENSES}
    status = 200
    if request.method == "POST":
        picked = [Chosen(each, _fields(request, each)) for each in found if each.public_id in chosen]
        try:
            made = present(picked, minutes=inputs.number(request.POST, "minutes"), by=actor, at=at)
        except Declined as refusal:
            problems, status = told(refusal), int(refusal.status)
            context |= {"problems": problems, "errors": errors_by_anchor(problems)}
        else:
            return redirect("code-showing", key=made.public_id)
    context |= {
        "rows": [_row(request, each, chosen) for each in found],
        "minutes": [(str(each), f"{each} 分钟" if each < 60 else "1 小时") for each in MINUTES],
        "chosen_minutes": inputs.text(request.POST, "minutes") or str(MINUTES[0]),
    }
    return page(request, "code_present", context, status=status)


def _fields(request: HttpRequest, license: License) -> tuple[str, ...]:
    """What was ticked of this licence's fields; anything else is left to the command, which refuses it."""
    ticked = [each[:60] for each in request.POST.getlist(f"field-{license.public_id}")[:MOST_FIELDS]]
    return tuple(dict.fromkeys(ticked))


def _row(request: HttpRequest, license: License, chosen: set[UUID]) -> dict[str, Any]:
    schema = license.type.face
    was_sent = request.method == "POST"
    ticked = set(_fields(request, license)) if was_sent else {n for n in ordered(schema) if not is_masked(schema, n)}
    return {
        "license": license,
        "is_chosen": license.public_id in chosen,
        "choices": [(name, label(schema, name)) for name in ordered(schema)],
        "ticked": sorted(ticked),
    }
