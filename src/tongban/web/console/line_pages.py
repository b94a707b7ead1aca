"""Pages of the lines to other systems (对接线路): what was reported, what was handed to us, the pretended systems.

What differs is data: the address, the words of the template, what is read, and the command behind a button.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from tongban.exchange.lines.handed import Handed
from tongban.exchange.lines.misbehaving import Knobs
from tongban.exchange.lines.ports import KEEPERS, OtherSystem
from tongban.exchange.lines.reported import PAGE, Health, Reported
from tongban.exchange.lines.reports import Lane, Report
from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.errors import Declined, NotFound
from tongban.web.ui.once import once_input
from tongban.web.ui.sessions import actor_of

from .frame import show
from .misbehaving import faults_sent, faults_shown
from .narrowing import narrowed
from .stepping import NOT_SENT, Refused, refused

Kind = TypeVar("Kind", bound=Report)
_RECEIPTS = [("waiting", "等回执"), ("received", "已收到")]


@dataclass(frozen=True, slots=True)
class SimulatorPage:
    """The pretended system of the demo city (模拟系统), and how badly it behaves; `acts` says what one can watch.

    `line` is what the address names beside `name`, where several share it.
    """

    name: str
    current: str
    system: Callable[[], OtherSystem | None]
    knobs: Knobs
    acts: str
    back: tuple[str, str]
    saves_at: str = ""
    template: str = "console/line_simulator.html"
    line: tuple[str, ...] = ()

    def is_there(self) -> bool:
        system = self.system()
        return bool(settings.TONGBAN_DEMO and system is not None and system.is_simulated)

    def needed(self) -> None:
        """`NotFound` where nothing is pretended."""
        if not self.is_there():
            raise NotFound(f"这里没有模拟的{self.knobs.called}。")

    def shown(self, request: HttpRequest, sent: Refused = NOT_SENT, **more: Any) -> HttpResponse:
        self.needed()
        system = self.system()
        context = {
            "called": self.knobs.called,
            "name": system.name if system is not None else "",
            "acts_seen": self.acts,
            "back": self.back,
            "saves_at": reverse(self.saves_at or self.name, args=self.line),
            **faults_shown(self.knobs.faults()),
            "sent": sent,
            "problems": sent.problems,
            "once": once_input(),
        }
        return show(request, self.template, context | more, current=self.current, status=sent.status)

    def taken(self, request: HttpRequest, **more: Any) -> HttpResponse:
        """The faults that were typed are set."""
        self.needed()
        sent, wanted = faults_sent(request)
        try:
            self.knobs.set_faults(wanted, by=actor_of(request), at=now())
        except Declined as refusal:
            return self.shown(request, refused("faults", refusal, sent), **more)
        return redirect(self.name, *self.line)


@dataclass(frozen=True, slots=True)
class ReportedPage(Generic[Kind]):
    """What was reported to another system (上报情况), the newest first, and how it stands."""

    name: str
    template: str
    current: str
    lane: Lane[Kind]
    visible_to: Callable[[Actor], QuerySet[Kind]]
    health: Callable[[Actor], Health]
    reported: Callable[..., Sequence[Reported]]
    simulator: SimulatorPage

    def shown(self, request: HttpRequest, sent: Refused = NOT_SENT, **more: Any) -> HttpResponse:
        actor = actor_of(request)
        asked = narrowed(request, self.name, "show")
        rows = self.reported(actor, show=asked["show"], before=asked.after_key, most=PAGE + 1)
        is_keeper = bool(KEEPERS & actor.roles)
        context = {
            "called": self.lane.called,
            "act": self.lane.act,
            "health": self.health(actor),
            "asked": asked,
            "page": asked.page(rows, PAGE),
            "filters": [("回执", asked.chips("show", _RECEIPTS))],
            "may_resend": is_keeper,
            "simulator": self.simulator.name if is_keeper and self.simulator.is_there() else "",
            "problems": sent.problems,
            "once": once_input,
        }
        return show(request, self.template, context | more, current=self.current, status=sent.status)

    def sent_anew(self, request: HttpRequest, pk: int, **more: Any) -> HttpResponse:
        """A report without a receipt goes anew."""
        actor = actor_of(request)
        found = self.visible_to(actor).filter(pk=pk).first()
        if found is None:
            raise NotFound(f"没有找到这条{self.lane.act}。")
        try:
            self.lane.resend(found, by=actor, at=now())
        except Declined as refusal:
            return self.shown(request, refused("resend", refusal, {}), **more)
        return redirect(self.name)


@dataclass(frozen=True, slots=True)
class HandedPage:
    """What another system handed to the city (转办、交办), the newest first, with how it stands on both sides."""

    name: str
    template: str
    current: str
    system: Callable[[], OtherSystem | None]
    handed: Callable[..., Sequence[Handed]]
    collect: Callable[..., int]

    def shown(self, request: HttpRequest, sent: Refused = NOT_SENT) -> HttpResponse:
        asked, system = narrowed(request, self.name), self.system()
        rows = self.handed(actor_of(request), before=asked.after_key, most=PAGE + 1, at=now())
        context = {
            "system": system.name if system is not None else "",
            "is_simulated": bool(settings.TONGBAN_DEMO and system is not None and system.is_simulated),
            "page": asked.page(rows, PAGE),
            "problems": sent.problems,
            "once": once_input(),
        }
        return show(request, self.template, context, current=self.current, status=sent.status)

    def collected(self, request: HttpRequest) -> HttpResponse:
        """Without waiting for the timer."""
        try:
            self.collect(at=now())
        except Declined as refusal:
            return self.shown(request, refused("collect", refusal, {}))
        return redirect(self.name)
