"""A batch of imported guides looked at together (整批核对): codes that stand twice, siblings, conflicting licences."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from tongban.registers.catalog.findings import Finding

from .imported import ImportedGuide, digest
from .remarks import CODES, MOST_CHARACTERS

MOST_NAMED = 12


def assembled(guides: Iterable[ImportedGuide]) -> list[ImportedGuide]:
    """The guides with what only the whole batch can show; a code that stands twice gets a mark of its own."""
    batch = _told_apart(list(guides))
    licenses = _licenses(batch)
    siblings = _siblings(batch)
    found = []
    for each in batch:
        more = [*_conflicts(each, licenses), *_others(each, siblings)]
        found.append(replace(each, findings=(*each.findings, *more)) if more else each)
    return found


def _told_apart(batch: list[ImportedGuide]) -> list[ImportedGuide]:
    """Two guides of one code: the same content again is only told, other content is kept apart under a mark."""
    standing: dict[str, ImportedGuide] = {}
    for each in batch:
        before = standing.get(each.key)
        if before is None:
            standing[each.key] = each
            continue
        is_same = before.source_hash == each.source_hash
        message = f"编码{each.option_code}在“{before.source[-60:]}”里已有，内容{'完全相同' if is_same else '不同'}。"
        assumed = "只导入一份" if is_same else "另存一份，请人工核对用哪一份"
        finding = _finding(each, "duplicate_code", "/basic_code", message, assumed, _code_field(each))
        if is_same:
            standing[each.key] = replace(before, findings=(*before.findings, finding))
        else:
            mark = f"{each.option_code}~{digest(each.source)[:8]}"
            apart = replace(each, option_code=mark, findings=(*each.findings, finding))
            standing[apart.key] = apart
    return list(standing.values())


def _code_field(guide: ImportedGuide) -> str:
    return {"guide": "rightsCode", "bundle": "yjsSsqdbm"}.get(guide.kind, "事项")


def _licenses(batch: list[ImportedGuide]) -> dict[str, dict[str, str]]:
    """For every licence name its codes, each with a guide that uses it."""
    found: dict[str, dict[str, str]] = {}
    for guide in batch:
        for _, name, code in _linked(guide):
            found.setdefault(name, {}).setdefault(code, guide.option_code)
    return found


def _linked(guide: ImportedGuide) -> Iterator[tuple[str, str, str]]:
    """The licences that the materials name: the place, the name, the code."""
    for number, option in guide.item["options"].items():
        for material in option.get("materials", ()):
            by = material.get("spared_by") or {}
            if by.get("license_type") and by.get("license_name"):
                yield f"/options/{number}/materials/{material['code']}", by["license_name"], by["license_type"]


def _conflicts(guide: ImportedGuide, licenses: dict[str, dict[str, str]]) -> Iterator[Finding]:
    for pointer, name, code in _linked(guide):
        codes = licenses[name]
        if len(codes) > 1:
            others = "、".join(f"{each}（{where}）" for each, where in codes.items() if each != code)
            message = f"“{name[:40]}”这里的编码是{code[:40]}，别处是{others[:200]}。"
            yield _finding(
                guide,
                "license_code_conflict",
                f"{pointer}/spared_by/license_type",
                message,
                "照来源",
                _field(guide, pointer),
            )


def _field(guide: ImportedGuide, pointer: str) -> str:
    """The key of the source behind a material's licence."""
    own = pointer.rpartition("/")[2]
    for place, each in enumerate(guide.kept.get("materialList") or ()):
        if isinstance(each, dict) and own in (each.get("materialCode"), each.get("bzclId")):
            return f"materialList[{place}].{'materialCode' if guide.kind == 'bundle' else 'standardMaterialsCode'}"
    return "materialList"


def _siblings(batch: list[ImportedGuide]) -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    for each in batch:
        if each.kind == "guide" and each.item["basic_code"]:
            found.setdefault((each.item["basic_code"], each.item["agency"]), []).append(each.option_code)
    return found


def _others(guide: ImportedGuide, siblings: dict[tuple[str, str], list[str]]) -> Iterator[Finding]:
    together = siblings.get((guide.item["basic_code"], guide.item["agency"]), []) if guide.kind == "guide" else []
    if len(together) > 1:
        others = [each for each in together if each != guide.option_code]
        named = "、".join(others[:MOST_NAMED])
        message = f"同一事项还有{len(others)}个办理项一起导入：{named}。发布前要合成一份清单。"
        yield _finding(guide, "item_has_siblings", "/options", message, "各成一份文稿", "rightsCode")


def _finding(guide: ImportedGuide, code: str, pointer: str, message: str, assumed: str, field: str) -> Finding:
    return Finding(
        code=code,
        severity=CODES[code][0],
        pointer=pointer,
        message=message[:MOST_CHARACTERS],
        assumed=assumed,
        option_code=guide.option_code,
        source=f"{guide.source}#{field}",
    )
