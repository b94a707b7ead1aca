"""Ratings that departments kept in their own layouts, made one (部门评价资源、统一规范): pure; R-109.

A file is read by the layout whose columns it has. What comes out is the same row whichever it was, or the faults of the
line; nothing is guessed.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any, Final

from .grades import Grade

LARGEST: Final = 1_000_000
MOST_ROWS: Final = 500
LONGEST: Final = 500
_OURS: Final = re.compile(r"\d{17}")
Resolve = Callable[[str, str], str]
"""The code of a matter from its name and its department's; empty for none or more than one."""


@dataclass(frozen=True, slots=True)
class Collected:
    """One rating of another system; `grade` is 1 for very satisfied to 5, `case_number` of ours where there is one."""

    source_ref: str
    option_code: str
    grade: int
    rated_at: datetime
    case_number: str = ""
    tags: Sequence[str] = ()
    words: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """How one kind of system writes a rating (来源格式): its columns, its grades, its times."""

    key: str
    label: str
    ref: str
    grade: str
    grades: Mapping[str, Grade]
    times: tuple[str, ...]
    time_form: str
    code: str = ""
    name: str = ""
    agency: str = ""
    case: str = ""
    words: str = ""

    @property
    def needed(self) -> frozenset[str]:
        """The columns by which the layout is known."""
        return frozenset({self.ref, self.grade, *self.times, self.code or self.name})


LAYOUTS: Final = (
    Layout(
        key="national",
        label="国家政务服务平台格式（CSV，1是非常满意）",
        ref="评价编号",
        grade="评价等级",
        grades={str(each.code): each for each in Grade},
        times=("评价时间",),
        time_form="%Y-%m-%d %H:%M:%S",
        code="业务办理项编码",
        case="办件编号",
        words="评价内容",
    ),
    Layout(
        key="provincial",
        label="省好差评接口格式（JSON，5是非常满意）",
        ref="assessNo",
        grade="satisfaction",
        grades={str(each.satisfaction): each for each in Grade},
        times=("assessTime",),
        time_form="%Y-%m-%d %H:%M:%S",
        code="taskHandleItem",
        case="projectNo",
        words="writingEvaluation",
    ),
    Layout(
        key="device",
        label="窗口评价器导出格式（CSV，等级是文字）",
        ref="流水号",
        grade="评价结果",
        grades={each.label: each for each in Grade},
        times=("评价日期", "评价时分"),
        time_form="%Y/%m/%d %H:%M",
        name="事项名称",
        agency="部门",
        words="意见",
    ),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a file: the row, or everything that is wrong with it."""

    place: int
    ref: str
    row: Collected | None
    faults: tuple[str, ...] = ()


class Unreadable(ValueError):  # noqa: N818 - it says what the file is
    """The file as a whole is none of ours (读不懂的文件); the sentence says what to do."""


def read(data: bytes, resolve: Resolve, zone: tzinfo) -> tuple[Layout, list[Line]]:
    """The layout of a file and its lines, the first being 1."""
    if len(data) > LARGEST:
        raise Unreadable("文件太大，最多1MB。请分成几个文件导入。")
    rows = _rows(data)
    if not rows:
        raise Unreadable("文件里没有评价。")
    if len(rows) > MOST_ROWS:
        raise Unreadable(f"一个文件最多{MOST_ROWS}条，这个有{len(rows)}条。请分成几个文件导入。")
    layout = next((each for each in LAYOUTS if each.needed <= set(rows[0])), None)
    if layout is None:
        raise Unreadable("认不出这种格式：列名和三种来源格式都不一样。请核对列名，不要改动导出的文件。")
    return layout, [_line(layout, place, row, resolve, zone) for place, row in enumerate(rows, start=1)]


def _rows(data: bytes) -> list[dict[str, str]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030", errors="replace")
    if not text.lstrip().startswith(("[", "{")):
        return [dict(each) for each in _table(text)]
    try:
        found: Any = json.loads(text)
    except ValueError as error:
        raise Unreadable("JSON文件读不出来，请重新导出。") from error
    plain = found if isinstance(found, list) else found.get("data")
    if not isinstance(plain, list) or not all(isinstance(each, dict) for each in plain):
        raise Unreadable("JSON文件要是一组评价。")
    return [{str(key): _text(value) for key, value in each.items()} for each in plain]


def _table(text: str) -> Iterator[dict[str, str]]:
    rows = csv.reader(io.StringIO(text.replace("\x00", ""), newline=""))
    header = [each.strip() for each in next(rows, [])]
    for cells in rows:
        if any(each.strip() for each in cells):
            yield dict(zip(header, (each.strip() for each in cells), strict=False))


def _line(layout: Layout, place: int, row: Mapping[str, str], resolve: Resolve, zone: tzinfo) -> Line:
    told = {name: row.get(column, "") if column else "" for name, column in _columns(layout)}
    faults = [f"没有“{column}”" for column in sorted(layout.needed) if not row.get(column, "")]
    grade, at = layout.grades.get(told["grade"]), _instant(layout, row, zone)
    code = told["code"] or (resolve(told["name"], told["agency"]) if told["name"] else "")
    if told["grade"] and grade is None:
        faults.append(f"“{layout.grade}”写的是“{told['grade'][:20]}”，不是这种格式的等级")
    if at is None and all(row.get(each, "") for each in layout.times):
        faults.append(f"“{layout.times[0]}”读不出来")
    if told["name"] and not code:
        faults.append(f"“{told['agency'][:40]}”没有叫“{told['name'][:60]}”的事项，或者不止一个")
    if faults or grade is None or at is None:
        return Line(place, told["ref"][:80], None, tuple(faults))
    case = told["case"] if _OURS.fullmatch(told["case"]) else ""
    made = Collected(told["ref"][:80], code, grade.code, at, case_number=case, words=told["words"][:LONGEST])
    return Line(place, made.source_ref, made)


def _columns(layout: Layout) -> tuple[tuple[str, str], ...]:
    return tuple((name, getattr(layout, name)) for name in ("ref", "grade", "code", "name", "agency", "case", "words"))


def _instant(layout: Layout, row: Mapping[str, str], zone: tzinfo) -> datetime | None:
    text = " ".join(row.get(each, "") for each in layout.times)
    try:
        return datetime.strptime(text, layout.time_form).replace(tzinfo=zone)
    except ValueError:
        return None


def _text(value: Any) -> str:
    return "" if value is None else str(value).replace("\x00", "").strip()
