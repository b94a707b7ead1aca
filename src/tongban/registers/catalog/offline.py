"""Online matters need an offline way (线上事项同步提供线下, plan 三(四)1): which have none; pure."""

from collections.abc import Iterable, Iterator

from .findings import Finding, Severity
from .guides import Guide

CLAUSE = "实施方案 三(四)1 无差别受理、同标准办理"


def without_offline_way(guides: Iterable[Guide]) -> Iterator[Finding]:
    """One finding for each matter that can be done on the web and at no window (R-097)."""
    for each in guides:
        if each.is_online and not each.has_offline_way:
            yield Finding(
                code="no_offline_way",
                severity=Severity.WARNING,
                pointer=f"/options/{each.option_code[-2:]}/channels",
                message=f"“{each.name}”能在网上办，却没有窗口可以办。请补上窗口渠道和办理地点，或者登记例外的依据。",
                clause=CLAUSE,
                option_code=each.option_code,
            )
