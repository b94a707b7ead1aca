"""The one place where the clock is read; everybody else is told the time."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

LOCAL = ZoneInfo("Asia/Shanghai")


def now() -> datetime:
    """The present instant with local offset; for web, jobs, cli and running only."""
    return datetime.now(LOCAL)  # noqa: TID251 - this is the clock itself


def local_day(at: datetime) -> date:
    """The calendar day of an instant, as a person in the city reads it."""
    return at.astimezone(LOCAL).date()
