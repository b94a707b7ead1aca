"""Sums of money (金额): kept in fen, typed and read in yuan; what may be charged, and what is given back as change."""

import re

from tongban.foundation.kernel.errors import Declined, Fault
from tongban.registers.catalog.content import Fee

MOST = 100_000_000
_TYPED = re.compile(r"^(?P<yuan>\d{1,7})(?:\.(?P<fen>\d{1,2}))?$")


class NotEnough(Declined):
    """What was given is less than what is owed (给的钱不够)."""

    code = "not_enough"
    status = 422
    sentence = "给的钱不够。"


def fen_of(typed: str) -> int | None:
    """Fen from yuan as typed, such as 20 or 19.5; None if it is no sum of money."""
    found = _TYPED.match(typed.strip().removesuffix("元").strip())
    if found is None:
        return None
    return int(found["yuan"]) * 100 + int((found["fen"] or "0").ljust(2, "0"))


def yuan(fen: int) -> str:
    """A sum in words that people read (20元、19.50元、-3元)."""
    whole, rest = divmod(abs(fen), 100)
    sign = "-" if fen < 0 else ""
    return f"{sign}{whole}.{rest:02d}元" if rest else f"{sign}{whole}元"


def charge_faults(fee: Fee, amount: int | None, words: str) -> list[Fault]:
    """Everything that is wrong with charging so much for this fee: never more than the list, less with its reason.

    `words` say how it was reckoned where the list has a standard only, or why it is reduced.
    """
    if not fee.basis.law.strip():
        return [Fault("/fee", "no_basis", f"清单没有写“{fee.name}”的收费依据，没有依据不能收费。")]
    if amount is None or not 0 < amount <= MOST:
        return [Fault("/amount", "amount", "请写收多少元，例如：20 或者 19.50。")]
    if fee.amount is None:
        return [] if words else [Fault("/words", "missing", f"请写明怎么算的。清单的标准是：{fee.standard}。")]
    if amount > fee.amount:
        return [Fault("/amount", "above_the_list", f"清单只收{yuan(fee.amount)}，不能多收。")]
    if amount == fee.amount:
        return []
    if not fee.reduction.strip():
        return [Fault("/amount", "no_reduction", f"清单没有减免的规定，应当收{yuan(fee.amount)}。")]
    return [] if words else [Fault("/words", "missing", f"请写明为什么减收。清单的规定是：{fee.reduction}。")]


def change_for(owed: int, given: int) -> int:
    """The change (找零); `NotEnough` if what was given does not cover what is owed."""
    if given < owed:
        raise NotEnough(f"要收{yuan(owed)}，给了{yuan(given)}，还差{yuan(owed - given)}。")
    return given - owed
