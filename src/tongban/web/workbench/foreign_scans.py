"""A code of others at the window (扫电子健康卡、电子社保卡、医保电子凭证): the same person is asked on their screen."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.errors import Declined
from tongban.registers.codes.ports import WINDOW
from tongban.registers.foreigncodes.commands import kind_of_foreign, scan_foreign
from tongban.web.ui.problems import Problem
from tongban.web.ui.sessions import actor_of

from .frame import show


def open_foreign(request: HttpRequest, typed: str) -> HttpResponse | None:
    """Ask its issuer and then its holder; a refusal says what else to do. None for what is no such code."""
    kind = kind_of_foreign(typed)
    if kind is None:
        return None
    try:
        made = scan_foreign(WINDOW, typed, by=actor_of(request), at=now())
    except Declined as refusal:
        problems = [Problem("", f"{kind.label}：{refusal.message}")]
        return show(
            request, "workbench/code_scan.html", {"scan": None, "problems": problems}, status=int(refusal.status)
        )
    return redirect("desk-code", key=made.public_id)
