"""What stands below the whole way online needs a law that says so (网办深度不倒退、新事项全程网办); R-094."""

from collections.abc import Iterator, Mapping
from datetime import date

from tongban.registers.catalog.content import Option
from tongban.registers.catalog.excused import is_legal
from tongban.registers.catalog.findings import Finding, Severity
from tongban.registers.catalog.quality.pointers import at
from tongban.registers.catalog.vocabulary import ONLINE_DEPTHS, ONLINE_TO_THE_END

CLAUSE = "实施方案 三(三)3"
_ORDER = {depth: place for place, depth in enumerate(ONLINE_DEPTHS)}
_TODO = "做到全程网办，或者在不上网例外里写明法律依据。"


def falls_short(option: Option) -> bool:
    """Below the whole way, and no law is named."""
    is_whole = option.online_depth in ONLINE_TO_THE_END and "web" in option.channels
    return not is_whole and not is_legal(option.online_exception)


def shortfalls(
    before: Mapping[str, Option], after: Mapping[str, Option], *, on: date, closing_on: date | None
) -> Iterator[Finding]:
    """What keeps options from being published: new ones and those set back at once, inherited gaps after their day.

    A gap that the edition before had already stays in the gap list until `closing_on`, the day of the city's plan to
    close what the founding left (补齐期限); without a plan none is inherited.
    """
    for number, option in after.items():
        if not falls_short(option):
            continue
        old, name, reached = before.get(number), option.name, _words(option)
        if old is None:
            yield _error(number, "depth_new_without_law", f"新增的“{name}”{reached}，没有写明法律依据。{_TODO}")
        elif not falls_short(old) or _reach(option) < _reach(old):
            said = f"“{name}”原来{_words(old)}，现在{reached}，没有写明法律依据。{_TODO}"
            yield _error(number, "depth_set_back", said)
        elif closing_on is None:
            yield _error(number, "depth_without_plan", f"“{name}”{reached}，没有补齐的期限。{_TODO}")
        elif on > closing_on:
            said = f"“{name}”{reached}，补齐期限{closing_on.isoformat()}已经过了。{_TODO}"
            yield _error(number, "depth_gap_overdue", said)


def _reach(option: Option) -> int:
    """How far it goes online, to be compared; -1: not at all, or to a depth that there is not."""
    return _ORDER.get(option.online_depth, -1) if "web" in option.channels else -1


def _words(option: Option) -> str:
    depth = ONLINE_DEPTHS.get(option.online_depth, option.online_depth)
    return f"网上办到“{depth}”" if "web" in option.channels else "不能在网页上办"


def _error(number: str, code: str, said: str) -> Finding:
    return Finding(code, Severity.ERROR, at("options", number, "online_depth"), said, CLAUSE)
