"""Online is the rule, not online the exception (上网常态、不上网例外, plan 二(二), R-015); pure."""

from collections.abc import Iterator
from datetime import date

from tongban.registers.catalog.vocabulary import ONLINE_DEPTHS, ONLINE_TO_THE_END

from .listed import Listed, Spot, spot


def offline_without_exception(here: Listed) -> Iterator[Spot]:
    if not here.is_online and here.option.online_exception is None:
        yield spot("online_exception")


def exception_incomplete(here: Listed) -> Iterator[Spot]:
    exception = here.option.online_exception
    if exception is None:
        return
    parts = {
        "理由类别": exception.ground,
        "依据": exception.basis.law,
        "批准人": exception.approved_by,
        "复审日期": exception.review_on,
    }
    missing = [name for name, value in parts.items() if not value.strip()]
    if missing:
        yield spot("online_exception", missing="、".join(missing))


def exception_review_is_no_day(here: Listed) -> Iterator[Spot]:
    exception = here.option.online_exception
    if exception is not None and exception.review_on.strip() and read_day(exception.review_on) is None:
        yield spot("online_exception", "review_on", day=exception.review_on)


def exception_review_overdue(here: Listed) -> Iterator[Spot]:
    exception = here.option.online_exception
    day = read_day(exception.review_on) if exception is not None else None
    if day is not None and here.around.on is not None and day < here.around.on:
        yield spot("online_exception", "review_on", day=day.isoformat())


def exception_on_other_ground(here: Listed) -> Iterator[Spot]:
    exception = here.option.online_exception
    if exception is not None and exception.ground == "other":
        yield spot("online_exception", "ground", basis=exception.basis.text)


def exception_though_online(here: Listed) -> Iterator[Spot]:
    if here.is_online and _is_whole(here) and here.option.online_exception is not None:
        yield spot("online_exception")


def below_the_whole_way(here: Listed) -> Iterator[Spot]:
    """It can be begun online and not finished there, and no law is named that wants it so (R-094)."""
    exception = here.option.online_exception
    if here.is_online and not _is_whole(here) and not (exception is not None and exception.is_legal):
        depth = here.option.online_depth
        yield spot("online_depth", depth=ONLINE_DEPTHS.get(depth, depth))


def _is_whole(here: Listed) -> bool:
    return here.option.online_depth in ONLINE_TO_THE_END


def read_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


CHECKS = (
    offline_without_exception,
    exception_incomplete,
    exception_review_is_no_day,
    exception_review_overdue,
    exception_on_other_ground,
    exception_though_online,
    below_the_whole_way,
)
