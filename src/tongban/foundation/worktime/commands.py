"""Publishing a year's working calendar."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Final

from django.db import IntegrityError, transaction

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.errors import Fault, Invalid, NotYours, Stale
from tongban.foundation.worktime import queries
from tongban.foundation.worktime.models import CalendarEdition
from tongban.foundation.worktime.rules.calendar import FIRST_YEAR, LAST_YEAR, Edition, Standing, computed, describe
from tongban.foundation.worktime.rules.shipped import shipped_editions

PUBLISHERS: Final = frozenset({Role.SYSTEM_ADMIN, Role.SYSTEM})
_SATURDAY: Final = 5
_REACH: Final = timedelta(days=15)
"""How far a year's notice may reach into its neighbours: New Year's bridges, never more than two weeks."""


@transaction.atomic
def publish_edition(
    year: int,
    *,
    holidays: Mapping[date, str] | None = None,
    workdays: Iterable[date] | None = None,
    closures: Mapping[date, str] | None = None,
    standing: Standing = Standing.OFFICIAL,
    source: str = "",
    published_on: date | None = None,
    note: str = "",
    by: Actor,
    at: datetime,
) -> CalendarEdition:
    """Publish the next edition of a year's calendar (发布年度日历); it is in force everywhere within half a minute.

    What is left out is taken over from the edition in force, so a local closure needs no copy of the holidays.
    `NotYours` for all but the system administrator, `Invalid` with every defect, `Stale` if another came first.
    """
    if not by.roles & PUBLISHERS:
        raise NotYours("年度日历由系统管理员发布。")
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise _invalid([Fault("/year", "year_out_of_range", f"年度应在{FIRST_YEAR}到{LAST_YEAR}之间。")])
    newest = queries.editions(year).first()
    known = newest.edition() if newest else shipped_editions().get(year) or computed(year)
    edition = Edition(
        year=year,
        holidays=known.holidays if holidays is None else holidays,
        workdays=known.workdays if workdays is None else frozenset(workdays),
        closures=known.closures if closures is None else closures,
        standing=standing,
        source=source or (known.source if known.standing is standing else ""),
        number=newest.number + 1 if newest else 1,
    )
    faults = [*_faults(edition), *_faults_of_source(edition, published_on)]
    if faults:
        raise _invalid(faults)
    row = _written(edition, published_on=published_on, note=note, by=by, at=at)
    transaction.on_commit(queries.forget)
    return row


def _written(edition: Edition, *, published_on: date | None, note: str, by: Actor, at: datetime) -> CalendarEdition:
    try:
        with transaction.atomic():
            return CalendarEdition.objects.create(
                year=edition.year,
                number=edition.number,
                standing=edition.standing.value,
                source=edition.source,
                published_on=published_on,
                holidays=_rows(edition.holidays),
                workdays=sorted(day.isoformat() for day in edition.workdays),
                closures=_rows(edition.closures),
                note=note,
                content_hash=edition.fingerprint,
                recorded_at=at,
                recorded_by=by.ref,
            )
    except IntegrityError as error:
        raise Stale(f"{edition.year}年日历第{edition.number}版刚刚由别人发布，请看过再发。") from error


def _rows(days: Mapping[date, str]) -> list[dict[str, str]]:
    return [{"date": day.isoformat(), "name": name} for day, name in sorted(days.items())]


def _faults(edition: Edition) -> Iterator[Fault]:
    first, last = date(edition.year, 1, 1) - _REACH, date(edition.year, 12, 31) + _REACH
    lists = {"holidays": edition.holidays, "workdays": edition.workdays, "closures": edition.closures}
    for name, days in lists.items():
        for day in sorted(days):
            if not first <= day <= last:
                yield Fault(f"/{name}", "day_of_another_year", f"{describe(day)}不在{edition.year}年。")
    for name, named in (("holidays", edition.holidays), ("closures", edition.closures)):
        for day in sorted(day for day, label in named.items() if not label.strip()):
            yield Fault(f"/{name}", "name_missing", f"{describe(day)}没有写明名称。")
    for day in sorted(edition.workdays):
        if day.weekday() < _SATURDAY:
            yield Fault("/workdays", "not_a_weekend", f"{describe(day)}不是周末，不用列为调休上班。")
        if day in edition.holidays:
            yield Fault("/workdays", "holiday_and_workday", f"{describe(day)}既放假又上班，请核对通知。")


def _faults_of_source(edition: Edition, published_on: date | None) -> Iterator[Fault]:
    if edition.standing is not Standing.OFFICIAL:
        return
    if not edition.source.strip():
        yield Fault("/source", "source_missing", "正式日历要写明放假通知的文号。")
    if published_on is None:
        yield Fault("/published_on", "published_on_missing", "正式日历要写明通知的发布日期。")


def _invalid(faults: list[Fault]) -> Invalid:
    return Invalid("日历有需要改正的地方：" + "".join(fault.message for fault in faults), faults=faults)
