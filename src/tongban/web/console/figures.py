"""What the pages of indicators share (指标页面共用): months asked for, numbers in words, links to the cases behind."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day, now
from tongban.oversight.supervision.queries.period import Period, period, recent_months
from tongban.web.ui.sessions import actor_of

NONE = "—"


@dataclass(frozen=True, slots=True)
class Asked:
    """Which months, read when, by whom; and how a number leads to its cases for who may see cases."""

    months: Period
    at: datetime
    by: Actor

    @property
    def first(self) -> str:
        return f"{self.months.first:%Y-%m}"

    @property
    def last(self) -> str:
        return f"{self.months.last:%Y-%m}"

    @property
    def choices(self) -> list[tuple[str, str]]:
        """The months to choose from, the newest first."""
        return [(f"{each:%Y-%m}", f"{each.year}年{each.month}月") for each in recent_months(local_day(self.at))]

    @property
    def may_open(self) -> bool:
        return Role.SUPERVISOR in self.by.roles

    def address(self, name: str, *args: str, **more: str | int) -> str:
        """Another page of the same months."""
        told = {"from": self.first, "to": self.last, **{key: str(value) for key, value in more.items() if value}}
        return f"{reverse(name, args=args)}?{urlencode(told)}"

    def behind(self, which: str = "ended", **more: str | int) -> str:
        """The cases that a number counts; empty for who may not see cases."""
        return self.address("console-indicators-cases", which=which, **more) if self.may_open else ""


def asked_of(request: HttpRequest) -> Asked:
    """The months in the address; the last twelve when they are none."""
    at = now()
    given = {name: request.GET.get(name, "")[:10] for name in ("from", "to")}
    return Asked(period(given["from"], given["to"], on=local_day(at)), at, actor_of(request))


def link(value: object, href: str = "") -> Mapping[str, Any]:
    """A cell: a number, and where its cases are."""
    return {"text": str(value), "href": href if value not in (0, "0", NONE) else ""}


def percent(share: float | None) -> str:
    return NONE if share is None else f"{share * 100:.1f}%"


def decimal(value: float | None, digits: int = 2) -> str:
    return NONE if value is None else f"{value:.{digits}f}"


def signed(value: float | None, digits: int = 1) -> str:
    """A difference with its sign; the minus of print, which no spreadsheet takes for a formula."""
    return NONE if value is None else f"{value:+.{digits}f}".replace("-", "−")
