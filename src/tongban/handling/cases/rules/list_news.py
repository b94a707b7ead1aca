"""What is told to whoever is filling in an application when its list changes (清单变更提示); pure, R-026."""

from collections.abc import Sequence
from datetime import date

from tongban.registers.catalog.lifecycle import ListState

LONGEST, MOST_CHANGES = 500, 5
_READ = "您没有提交的申请还在，提交前请先看一眼改了什么，按新清单补充。"


def list_news(
    name: str, *, state: ListState, effective_on: date, until: date | None, changes: Sequence[str], reason: str
) -> str:
    """One message: what changes from when, and what becomes of the application; empty when nothing is asked of anybody.

    `changes` are the sentences for applicants; `until`: the transition that was chosen at the publication.
    """
    since = f"{_day(effective_on)}起"
    finish = f"您没有提交的申请，{_day(until)}以前可以按原清单提交。" if until is not None else ""
    why = f"，原因：{reason.rstrip('。')}" if reason else ""
    if state is ListState.CANCELLED:
        return _short(f"“{name}”{since}取消{why}。", finish or "您没有提交的申请不能再提交，填过的内容还看得到。")
    if state is ListState.SUSPENDED:
        return _short(f"“{name}”{since}暂停办理{why}。", "您没有提交的申请会保留，恢复后可以接着办。")
    if not changes:
        return ""
    said = "；".join(changes[:MOST_CHANGES])
    more = f"；等{len(changes)}处" if len(changes) > MOST_CHANGES else ""
    return _short(f"“{name}”的办事清单{since}有变化：{said}{more}。", finish or _READ)


def _short(said: str, last: str) -> str:
    """What becomes of the application is always said; what goes before gives way."""
    room = LONGEST - len(last)
    return (said if len(said) <= room else said[: room - 2] + "…。") + last


def _day(on: date) -> str:
    return f"{on.year}年{on.month}月{on.day}日"
