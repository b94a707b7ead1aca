"""Reports with frozen numbers (情况报告、通报): what they say, and the paper that is made of it; pure.

What is frozen is the lines: a report is set from them and from nothing else, so that it says the same for ever.
"""

import hashlib
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

import msgspec

from tongban.registers.documents.rules.papers import Body, DocumentKind, Line

READERS: Final = "各有关单位、社会公众"
LATEST: Final = timedelta(days=7)
"""So long after its day a report may still be frozen by the timer; a later one would not tell of that day."""
YEAR_END: Final = (12, 31)


class ReportKind(StrEnum):
    """What is reported (报告种类)."""

    WINDOWS = "windows"
    CROSSING = "crossing"
    BULLETIN = "bulletin"
    RESULTS = "results"

    @property
    def label(self) -> str:
        return {
            "windows": "综合窗口覆盖情况报告",
            "crossing": "经常办理事项跨省通办覆盖情况报告",
            "bulletin": "政务服务督查通报",
            "results": "政务服务改革进展成效报告",
        }[self.value]

    @property
    def clause(self) -> str:
        return {
            "windows": "实施方案 一 政务服务中心综合窗口实现全覆盖",
            "crossing": "实施方案 一 经常办理的政务服务事项实现跨省通办",
            "bulletin": "实施方案 三(五)2 定期督查、通报",
            "results": "实施方案 五(五) 宣传推介进展成效、经验做法",
        }[self.value]

    @property
    def document(self) -> DocumentKind:
        return DocumentKind.BULLETIN if self is ReportKind.BULLETIN else DocumentKind.STATUS_REPORT


AT_YEAR_END: Final = (ReportKind.WINDOWS, ReportKind.CROSSING)


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a report (一行): what, how much, and of what it was made; `part` and `whole` are counts."""

    label: str
    value: str
    part: int | None = None
    whole: int | None = None


class Frozen(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that a report says (冻结的数字): about which day or month, as of which instant."""

    kind: ReportKind
    about_on: date
    as_of: datetime
    lines: tuple[Said, ...]
    notes: tuple[str, ...] = ()


def encode(frozen: Frozen) -> bytes:
    """The canonical bytes, of which the hash is."""
    return msgspec.json.encode(frozen)


def decode(content: bytes | str) -> Frozen:
    return msgspec.json.decode(content, type=Frozen)


def digest(frozen: Frozen) -> str:
    return hashlib.sha256(encode(frozen)).hexdigest()


def body(frozen: Frozen, *, agency: str, on: date) -> Body:
    """The paper of a report."""
    about = f"{frozen.about_on.year}年{frozen.about_on.month}月"
    if frozen.kind is not ReportKind.BULLETIN:
        about += f"{frozen.about_on.day}日"
    return Body(
        title=f"{frozen.kind.label}（{about}）",
        addressee=READERS,
        agency=agency,
        signed_on=on,
        paragraphs=(
            f"依据：{frozen.kind.clause}。",
            f"下列数字由系统从办件和清单算出，在{frozen.as_of:%Y-%m-%d %H:%M}冻结，以后不再变动。",
            *frozen.notes,
        ),
        lines=(
            *(Line(label=each.label, value=each.value) for each in frozen.lines),
            Line(label="数字校验值", value=digest(frozen)[:32]),
        ),
    )


def about_of(kind: ReportKind, on: date) -> date:
    """What a report that is frozen on a day is about: that day; a bulletin the month before, by its last day."""
    return on.replace(day=1) - timedelta(days=1) if kind is ReportKind.BULLETIN else on


def cut_offs(on: date, planned: Sequence[date]) -> list[date]:
    """The days that a report of year's end is due for: those of the plan and every year's end, not over for long."""
    ends = {date(year, *YEAR_END) for year in (on.year - 1, on.year)} | set(planned)
    return sorted(day for day in ends if timedelta(0) <= on - day <= LATEST)
