"""Originals at the desk (W18 收存的原件): what was typed as a list, and the receipt on paper."""

import re
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.clock import now
from tongban.handling.outreach.commands.papers import MOST_AT_ONCE, Original
from tongban.handling.outreach.queries.papers import papers_of
from tongban.handling.outreach.queries.requests import request_for
from tongban.web.ui.audience import staff
from tongban.web.ui.outreach import plain
from tongban.web.ui.sessions import actor_of

from .frame import show

_LINE = re.compile(r"(.*?)[\s×xX*，,]*(\d{1,4})?\s*[份本张件]?")


@require_safe
@staff(Role.COUNTER, Role.SUPERVISOR)
def receipt(request: HttpRequest, code: UUID) -> HttpResponse:
    """The list of originals on paper: signed when they are taken, signed again when they are back."""
    found = request_for(actor_of(request), code)
    context = {"found": found, "held": papers_of(found), "printed_at": now()}
    return show(request, "workbench/outreach_receipt.html", context, current="outreach")


def originals_of(text: str) -> list[Original]:
    """One paper a line, how many behind it: «房产证 1份»; one where nothing is said."""
    found = []
    for line in plain(text).splitlines()[: MOST_AT_ONCE + 1]:
        if not (words := line.strip(" \t-·、，。；")):
            continue
        matched = _LINE.fullmatch(words)
        name, number = (matched[1], matched[2]) if matched is not None else (words, None)
        found.append(Original(name.strip() or words, int(number) if number else 1))
    return found


def codes_of(typed: list[str]) -> list[UUID]:
    """The ticked papers; what is no code of a paper is left out."""
    found = []
    for each in typed[:200]:
        try:
            found.append(UUID(each))
        except ValueError:
            continue
    return found
