"""What a code of the province looks like (省码的样子), and what of its answers is believed; pure."""

from collections.abc import Callable
from typing import Any

from tongban.exchange.lines import LineBroken
from tongban.foundation.kernel.codes import check
from tongban.registers.codes.ports import NotRecognised, Recognised

from .contract import RECOGNISE, CodeAnswer
from .ports import CodesUnavailable

PREFIX = "GSYM1"  # of the contract that we propose; the province's own is not public
LONGEST = 400
TRIES = 2
CHANNEL = "provincial-code"
CHAIN = "doorplate"
VERBS = frozenset({"issue_plate", "end_plate"})
_LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
REFUSALS = {
    "forged": "这不是省一码通的码，或者被改动过。请对方打开页面重新亮码。",
    "expired": "这个码过期了，截图、照片不能用。请对方打开页面重新亮码。",
    "used": "这个码已经用过一次了。请对方打开页面重新亮码。",
}


def plain(typed: str) -> str:
    """The code in what was typed or scanned; empty when it does not look like one."""
    text = "".join(typed[: 2 * LONGEST].split()).upper()
    body = text.removeprefix(PREFIX)
    is_one = text != body and bool(body) and len(text) <= LONGEST and set(body) <= _LETTERS
    return text if is_one else ""


def believed(answer: Any, *, request: str) -> Recognised | None:
    """Whose code it is, out of an answer over the line; None for one that cannot be read or is not to this request.

    `NotRecognised` when the platform says why it tells nobody.
    """
    try:
        said: CodeAnswer = RECOGNISE.understood(answer) if not isinstance(answer, CodeAnswer) else answer
    except LineBroken:
        return None
    if said.request != request:
        return None
    if said.refused:
        raise NotRecognised(REFUSALS[said.refused], code=f"code_{said.refused}")
    found = check(said.id_kind, said.id_number) if said.id_kind else None
    return Recognised(said.id_kind, found.normalized) if found is not None and found.valid else None


def asked_again(ask: Callable[[], Recognised | None]) -> Recognised:
    """The answer, asked for once more when none came that can be read; `CodesUnavailable` after that."""
    for turn in range(TRIES):
        try:
            found = ask()
        except CodesUnavailable:
            if turn + 1 == TRIES:
                raise
        else:
            if found is not None:
                return found
    raise CodesUnavailable()


def notice_number(entry_id: int) -> str:
    """The number of the notice about one entry of the ledger: one entry, one notice."""
    return f"DP-{entry_id}"
