"""What is told to whoever booked a time for a matter that is suspended or cancelled (预约事项停办提示); pure, R-022."""

from datetime import date

from tongban.foundation.worktime.rules import describe
from tongban.registers.catalog.lifecycle import ListState

LONGEST = 500
_TODO = "请不要专门跑一趟；这个预约请在“我的预约”里取消，名额留给别人。"


def falls_into(day: date, *, effective_on: date, until: date | None) -> bool:
    """Is the matter closed on this day, as far as the edition says (`until`: when it is expected to be open again)?"""
    return effective_on <= day and (until is None or day < until)


def closing_news(name: str, slot: str, *, state: ListState, effective_on: date, until: date | None, reason: str) -> str:
    """One message: which appointment, since when and why there is nothing to do there, and what to do now."""
    ends = state is ListState.CANCELLED
    since = f"{describe(effective_on)}起{'取消' if ends else '暂停办理'}"
    back = f"，预计{describe(until)}恢复" if until is not None else ""
    last = f"您约的{slot}办不了。{_TODO}"
    why = f"，原因：{reason.rstrip('。')}" if reason else ""
    said = f"“{name}”{since}{back}{why}。"
    room = LONGEST - len(last)
    return (said if len(said) <= room else said[: room - 2] + "…。") + last
