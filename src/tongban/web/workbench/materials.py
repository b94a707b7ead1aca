"""Materials on the case page (材料): each with what the list asks, its files, its verdict and reason phrases."""

from collections.abc import Mapping
from dataclasses import dataclass

from tongban.handling.cases.models import Material, MaterialState
from tongban.handling.cases.queries.one_case import FileRow, MaterialRow, WholeCase
from tongban.handling.cases.rules.telling import may_be_deferred
from tongban.registers.catalog.content import MaterialRequirement, Option

PHRASES = ("拍得不清楚，看不清字", "缺页", "没有签名或盖章", "已经过期", "与申请表填写的不一致")
_TAGS = {
    MaterialState.PROVIDED: ("info", "已提交"),
    MaterialState.SPARED: ("done", "免提交"),
    MaterialState.DEFERRED: ("warn", "容缺后补"),
    MaterialState.COMMITTED: ("done", "告知承诺"),
    MaterialState.MISSING: ("bad", "未提交"),
}


@dataclass(frozen=True, slots=True)
class MaterialView:
    """One material for the clerk's eyes."""

    code: str
    name: str
    state: str
    tag: tuple[str, str]
    source: str
    verdict: str
    problem: str
    files: tuple[FileRow, ...]
    points: tuple[str, ...]
    phrases: tuple[str, ...]
    is_deferrable: bool
    round: int
    is_licensed: bool = False


def material_views(whole: WholeCase, option: Option, typed: Mapping[str, str]) -> list[MaterialView]:
    """The materials in the order of the list; `typed` is what a form brought back that was not saved."""
    return [_view(row, option, typed) for row in whole.attached.materials]


def chosen_material(views: list[MaterialView], code: str) -> MaterialView | None:
    """The material to look at: the named one, else the first that still needs a look, else the first with a file."""
    named = next((each for each in views if each.code == code), None)
    waiting = next((each for each in views if each.files and not each.verdict), None)
    return named or waiting or next((each for each in views if each.files), None)


def read_verdicts(post: Mapping[str, str], rows: list[Material]) -> dict[str, dict[str, str]]:
    """The verdicts of the form that differ from what is on file."""
    changed: dict[str, dict[str, str]] = {}
    for row in rows:
        code = row.requirement_code
        verdict, problem = post.get(f"verdict-{code}", ""), post.get(f"problem-{code}", "").strip()
        if verdict and (verdict != row.verdict or (verdict == "bad" and problem != row.problem)):
            changed[code] = {"verdict": verdict, "problem": problem if verdict == "bad" else ""}
    return changed


def _view(row: MaterialRow, option: Option, typed: Mapping[str, str]) -> MaterialView:
    asked = option.material(row.requirement_code)
    points = asked.points if asked else ()
    is_good = row.state in (MaterialState.PROVIDED, MaterialState.SPARED, MaterialState.COMMITTED)
    return MaterialView(
        code=row.requirement_code,
        name=row.name,
        state=row.state,
        tag=_tag(row),
        source=_source(row, asked),
        verdict=typed.get(f"verdict-{row.requirement_code}", row.verdict) if is_good else "",
        problem=typed.get(f"problem-{row.requirement_code}", row.problem),
        files=row.files,
        points=points,
        phrases=(*(f"不符合要求：{each}" for each in points), *PHRASES),
        is_deferrable=row.state == MaterialState.MISSING and may_be_deferred(option, row.requirement_code),
        round=row.round,
        is_licensed=bool(row.license_identifier),
    )


def _tag(row: MaterialRow) -> tuple[str, str]:
    if row.verdict == "bad":
        return "bad", "不合格"
    if row.verdict == "good":
        return "done", "合格"
    return _TAGS[MaterialState(row.state)]


def _source(row: MaterialRow, asked: MaterialRequirement | None) -> str:
    if row.license_identifier:
        return f"电子证照 {row.license_identifier[:6]}…{row.license_identifier[-8:]}"
    if row.files:
        return f"{len(row.files)}个文件" + (f",第{row.round}次提交" if row.round > 1 else "")
    if row.state == MaterialState.SPARED and asked is not None and asked.spared_by is not None:
        return asked.spared_by.note or "本市能查到或系统生成，不用交"
    return "—"
