"""Is this code ours, and alive (验码): what anybody may learn of it, which is nothing about anybody."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from tongban.foundation.kernel.statements import Statement
from tongban.registers.codes.models import Doorplate, Showing
from tongban.registers.codes.rules.codes import LASTS, Age, Code, Kind, NotACode, age_of, is_genuine, is_shown, read
from tongban.registers.documents.sealing.provider import BOUND

STATEMENT = Statement(
    "SELECT used_until, ended_at, expires_at FROM codes_showing WHERE handle = %(handle)s AND kind = %(kind)s"
)


class Standing(NamedTuple):
    """Of a showing what a check needs, and nothing of anybody."""

    used_until: int
    ended_at: datetime | None
    expires_at: datetime

    def is_open(self, at: datetime) -> bool:
        return is_shown(self.ended_at, self.expires_at, at=at)


class Verdict(StrEnum):
    """What the check says (验码结果)."""

    LIVE = "live"
    STALE = "stale"
    USED = "used"
    ENDED = "ended"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        return {
            "live": "真码，现在有效",
            "stale": "这个码过期了：动态码只有60秒有效，截图、照片不能用。请对方打开页面重新亮码",
            "used": "这个码已经用过一次了。请对方打开页面重新亮码",
            "ended": "对方已经收起了这个码。请对方重新亮码",
            "unknown": "这不是本市的码，或者被改动过",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Checked:
    """The verdict, and of a genuine code its kind, what can be read on it, and until when it lives."""

    verdict: Verdict
    kind: Kind | None = None
    words: str = ""
    expires_at: datetime | None = None


def checked(typed: str, *, at: datetime) -> Checked:
    """Check a code without using it up (one statement; none for a code that is not ours or too old)."""
    code = genuine(typed)
    if code is None:
        return Checked(Verdict.UNKNOWN)
    verdict = _of_age(age_of(code, at=at))
    if verdict is Verdict.LIVE:
        verdict = _of_plate(code) if not code.kind.is_live else standing_of(code, _standing(code), at=at)
    if verdict is Verdict.UNKNOWN:
        return Checked(Verdict.UNKNOWN)
    expires_at = code.issued_at + LASTS if code.kind.is_live else None
    return Checked(verdict, code.kind, code.words, expires_at)


def genuine(typed: str) -> Code | None:
    """The code, if the city signed it; None for anything else (no query)."""
    try:
        code = read(typed)
    except NotACode:
        return None
    return code if is_genuine(code, trusted=BOUND[0].trusted()) else None


def showing_of(code: Code) -> Showing | None:
    """The showing in which this code was made (one query)."""
    return Showing.objects.filter(handle=code.handle, kind=code.kind.value).select_related("party").first()


def standing_of(code: Code, showing: Showing | Standing | None, *, at: datetime) -> Verdict:
    """Whether a code of this showing may still be used, as far as it is not too old."""
    if showing is None:
        return Verdict.UNKNOWN
    if code.issued <= showing.used_until:
        return Verdict.USED
    return Verdict.LIVE if showing.is_open(at) else Verdict.ENDED


def _standing(code: Code) -> Standing | None:
    row = STATEMENT.row({"handle": code.handle, "kind": code.kind.value})
    return Standing(*row) if row is not None else None


def _of_age(age: Age) -> Verdict:
    return {Age.LIVE: Verdict.LIVE, Age.STALE: Verdict.STALE, Age.EARLY: Verdict.UNKNOWN}[age]


def _of_plate(code: Code) -> Verdict:
    found = Doorplate.objects.filter(handle=code.handle).first()
    if found is None or found.address != code.words:
        return Verdict.UNKNOWN
    return Verdict.LIVE if found.ended_at is None else Verdict.ENDED
