"""The cases behind a number (指标明细): what `indicators` counted, one by one, newest end first, page by page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, F, IntegerField, OuterRef, Q, QuerySet, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Concat

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.ledger.models import Entry
from tongban.handling.cases.models import Case
from tongban.handling.cases.queries.visible import visible_to
from tongban.oversight.supervision.rules.visits import ONLINE_CHANNELS, VISIT_VALUES

from .indicators import VISITS_OF
from .period import Period

PAGE = 50
WHICH = {
    "ended": "办结",
    "zero": "零跑动",
    "visits": "到过现场",
    "online": "网上申办",
    "offline": "不在网上申办",
    "whole": "全程网办",
    "once": "一次办成",
    "again": "没有一次办成",
}
_CHAIN = Concat(Value("case:"), OuterRef("number"))


@dataclass(frozen=True, slots=True)
class Sought:
    """Which cases: of which count, department, matter and months; that met an act or a state; empty is any.

    `as_of` is when the months were counted: what ended since is not in the number either.
    """

    which: str
    period: Period
    agency_id: int | None = None
    option_code: str = ""
    verb: str = ""
    state: str = ""
    as_of: datetime | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """One case and how often somebody came for it."""

    number: str
    option_code: str
    option_version_id: int
    agency: str
    channel: str
    status: str
    ended_at: datetime
    visits: int


@dataclass(frozen=True, slots=True)
class CountedPage:
    """A page of them, and after which case the next one begins (empty at the end)."""

    rows: Sequence[Counted]
    next: str


def cases_behind(actor: Actor, sought: Sought, *, after: str = "") -> CountedPage:
    """The cases that this actor may see of those that were counted (one statement)."""
    rows = _sought(visible_to(actor), sought)
    if (key := _key(after)) is not None:
        ended_at, pk = key
        rows = rows.filter(Q(ended_at__lt=ended_at) | Q(ended_at=ended_at, id__lt=pk))
    found = list(
        rows.order_by("-ended_at", "-id").values(
            *("id", "number", "option_code", "option_version_id", "channel", "status", "ended_at", "visits"),
            agency_name=F("agency__short_name"),
        )[: PAGE + 1]
    )
    more = f"{found[PAGE - 1]['ended_at'].isoformat()}~{found[PAGE - 1]['id']}" if len(found) > PAGE else ""
    return CountedPage([_counted(each) for each in found[:PAGE]], more)


def _sought(rows: QuerySet[Case], sought: Sought) -> QuerySet[Any]:
    found: QuerySet[Any] = rows.filter(ended_at__gte=sought.period.since, ended_at__lt=sought.period.until)
    if sought.agency_id is not None:
        found = found.filter(agency_id=sought.agency_id)
    if sought.option_code:
        found = found.filter(option_code=sought.option_code)
    found = found.annotate(visits=_visits())
    found = _narrowed(found, sought.which)
    if sought.as_of is not None:
        found = found.filter(ended_at__lt=sought.as_of)
    met = {name: value for name, value in (("verb", sought.verb), ("to_status", sought.state)) if value}
    if met:
        found = found.filter(Exists(Entry.objects.filter(chain=_CHAIN, **met)))
    return found


def _narrowed(rows: QuerySet[Any], which: str) -> QuerySet[Any]:
    """Of these cases, those of one count."""
    online = Q(channel__in=ONLINE_CHANNELS)
    once = Q(visits__lte=1) & ~Q(Exists(Entry.objects.filter(chain=_CHAIN, verb="ask_correction")))
    kept = {
        "zero": Q(visits=0),
        "visits": Q(visits__gt=0),
        "online": online,
        "offline": ~online,
        "whole": online & Q(visits=0),
        "once": once,
        "again": ~once,
    }
    return rows.filter(kept[which]) if which in kept else rows


def _visits() -> RawSQL:
    """The same count as the indicators' own, as a column of a queryset."""
    names = list(VISIT_VALUES)
    text = VISITS_OF.replace("c.number", "cases_case.number")
    order = sorted(names, key=lambda name: text.index(f"%({name})s"))
    for name in names:
        text = text.replace(f"%({name})s", "%s")
    return RawSQL(text, [VISIT_VALUES[name] for name in order], output_field=IntegerField())  # noqa: S611


def _counted(row: dict[str, Any]) -> Counted:
    return Counted(
        number=row["number"],
        option_code=row["option_code"],
        option_version_id=row["option_version_id"],
        agency=row["agency_name"],
        channel=row["channel"],
        status=row["status"],
        ended_at=row["ended_at"],
        visits=row["visits"],
    )


def _key(after: str) -> tuple[datetime, int] | None:
    when, _, case = after.partition("~")
    try:
        return (datetime.fromisoformat(when), int(case)) if case.isascii() and case.isdigit() else None
    except ValueError:
        return None
