"""Lists in a workbook and back (工作簿): what departments fill in becomes lists, and lists become the same workbook."""

from dataclasses import replace
from typing import Any, get_args, get_type_hints

import msgspec

from tongban.foundation.kernel.errors import Declined
from tongban.registers.catalog.content import Option
from tongban.registers.catalog.elements.words import LEVELS
from tongban.registers.catalog.findings import Finding
from tongban.registers.catalog.item import refuse_ex_officio

from . import heading, sheets, spans, tables
from .cells import plain
from .columns import DETAILS, ITEMS, NUMBER, SAMPLE
from .heading import Setting
from .imported import ImportedGuide, digest
from .remarks import Remarks, field_of
from .tables import Row

_ELEMENTS = {name: get_args(hint)[0] for name, hint in get_type_hints(Option).items() if get_args(hint)}
LONG_CODE = 33
MOST_FINDINGS = 50_000


class Draft:
    """One list while its rows are being gathered: item × agency."""

    def __init__(self, row: Row, item: dict[str, Any]) -> None:
        self.row = row
        self.item = item
        self.options: dict[str, dict[str, Any]] = {}
        self.kept: dict[str, Any] = {}
        self.rows: set[tuple[str, int]] = set()

    def keep(self, row: Row) -> None:
        held = self.kept.setdefault(row.sheet, [])
        if row.kept not in held[-1:]:
            held.append(row.kept)


def read(blob: bytes, name: str, setting: Setting, remarks: Remarks) -> list[ImportedGuide]:
    """The lists of a workbook; what is wrong is told row by row in the findings of the list, or of the file."""
    own = Remarks(name, most=MOST_FINDINGS)
    try:
        found = tables.read(sheets.read(blob), own)
    except sheets.WorkbookRefused as refused:
        remarks.add("workbook_refused", "", refused.message, assumed="没有导入")
        return []
    drafts = _drafts(found.by_table.get(ITEMS.name, []), setting, own)
    for table in DETAILS:
        _details(table.element, found.by_table.get(table.name, []), drafts, own)
    if drafts and found.others:
        drafts[0].kept["#sheets"] = found.others
    if not drafts and ITEMS.name in found.by_table:
        own.add("sheet_missing", ITEMS.name, "“事项”工作表里没有可以导入的行。", assumed="没有导入")
    by_row = {place: draft for draft in drafts for place in draft.rows}
    theirs: dict[int, list[Finding]] = {}
    for each in own.findings:
        draft = by_row.get(_row_of(each))
        (remarks.findings if draft is None else theirs.setdefault(id(draft), [])).append(each)
    return [_guide(each, name, theirs.get(id(each), [])) for each in drafts]


def _row_of(finding: Finding) -> tuple[str, int]:
    """The sheet and the row that a finding speaks of."""
    sheet, _, place = field_of(finding).rpartition("!")
    digits = "".join(each for each in place if each.isdigit())
    return sheet, int(digits) if digits.isascii() and digits else 0


def _drafts(rows: list[Row], setting: Setting, remarks: Remarks) -> list[Draft]:
    """The lists, each with its options; rows of the same item and agency belong together."""
    drafts: dict[tuple[str, str], Draft] = {}
    _tell_running_numbers(rows, remarks)
    for row in rows:
        if _is_sample(row):
            remarks.add("row_sample", row.at(), f"第{row.number}行是样例，没有导入。")
            continue
        item = _item(row, setting, remarks)
        key = (item["basic_code"] or f"#{row.number}", item["agency"])
        draft = drafts.get(key)
        if draft is None:
            draft = drafts[key] = Draft(row, item)
        else:
            _compare(draft, item, row, remarks)
        draft.rows.add((row.sheet, row.number))
        _add_option(draft, row, remarks)
    return list(drafts.values())


def _tell_running_numbers(rows: list[Row], remarks: Remarks) -> None:
    """1, 2, 3 down a list of different items counts the rows; it is no number of an option."""
    numbers = [plain(str(row.values.get(NUMBER.path, ""))) for row in rows]
    items = {row.values.get(("item", "basic_code")) for row in rows}
    if len(rows) > 1 and len(items) == len(rows) and numbers == [str(place) for place in range(1, len(rows) + 1)]:
        for row in rows:
            row.values[NUMBER.path] = "01"
        message = "“序号”只是一行行往下数，不是办理项序号。"
        remarks.add("code_shape", rows[0].at(NUMBER.path), message, pointer="/options", assumed="都按办理项01")


def _is_sample(row: Row) -> bool:
    """A row that only shows how it is done."""
    said = str(row.values.get(("item", "basic_code"), "")) + row.reference
    return said.lstrip("（(【[").startswith(SAMPLE)


def _item(row: Row, setting: Setting, remarks: Remarks) -> dict[str, Any]:
    """The head of the list that the row belongs to."""
    values = {path[1:]: value for path, value in row.values.items() if path[0] == "item"}
    code = _code(row, remarks)
    item: dict[str, Any] = {
        "basic_code": code,
        "name": values.get(("name",)) or row.values.get(("name",), ""),
        "kind": values.get(("kind",), ""),
    }
    _tell_kind(row, item, remarks)
    said = plain(str(values.get(("agency",), "")))
    item["agency"] = said or heading.agency(setting, code, row.at(("item", "agency")), remarks)
    item["level"] = values.get(("level",), heading.CITY_LEVEL)
    if ("level",) not in values:
        message = f"第{row.number}行没有写行使层级。"
        remarks.add(
            "level_assumed", row.at(("item", "level")), message, pointer="/level", assumed=LEVELS.get(item["level"], "")
        )
    version = {path[1]: value for path, value in values.items() if path[0] == "version"}
    item["version"] = {**heading.edition(setting, []), **version}
    for key in ("field", "department_code", "is_local_feature"):
        if (key,) in values:
            item[key] = values[(key,)]
    return item


def _code(row: Row, remarks: Remarks) -> str:
    """The basic code; a spreadsheet drops leading zeros from what looks like a number, and they count."""
    said = plain(str(row.values.get(("item", "basic_code"), ""))).upper()
    if said.isascii() and said.isdigit() and 8 <= len(said) < 12:
        full = said.zfill(12)
        message = f"第{row.number}行的基本编码只有{len(said)}位，开头的0可能被表格去掉了。"
        remarks.add("code_shape", row.at(("item", "basic_code")), message, pointer="/basic_code", assumed=full)
        said = full
    return heading.basic_code(said, row.at(("item", "basic_code")), remarks)


def _tell_kind(row: Row, item: dict[str, Any], remarks: Remarks) -> None:
    written = row.unread.get("事项类型", "")
    try:
        refuse_ex_officio(written.strip(), item["basic_code"])
    except Declined as refused:
        remarks.add("ex_officio", row.at(("item", "kind")), refused.message, pointer="/kind", assumed="不生成文稿")
        return
    if not item["kind"]:
        what = f"事项类型“{written[:30]}”不认识。" if written else "没有写事项类型。"
        remarks.add(
            "kind_unknown",
            row.at(("item", "kind")),
            f"第{row.number}行{what}",
            pointer="/kind",
            assumed="留空，由人选择",
        )


def _compare(draft: Draft, item: dict[str, Any], row: Row, remarks: Remarks) -> None:
    """What a later row says otherwise of the same item: told, and kept, because one of the two is right."""
    if any(value != draft.item.get(key) for key, value in item.items()):
        draft.keep(row)
    for key, value in item.items():
        if value != draft.item.get(key):
            message = f"第{row.number}行与第{draft.row.number}行是同一事项，内容却不一致。"
            remarks.add(
                "rows_contradict",
                row.at(("item", key)),
                message,
                pointer=f"/{key}",
                assumed=f"按第{draft.row.number}行",
            )


def _add_option(draft: Draft, row: Row, remarks: Remarks) -> None:
    said = plain(str(row.values.get(NUMBER.path, "")))
    number = heading.option_number(said, row.at(NUMBER.path), remarks)
    if number in draft.options:
        message = f"第{row.number}行的办理项{number}已经有了，这一行没有导入。"
        remarks.add("duplicate_code", row.at(NUMBER.path), message, pointer=f"/options/{number}", assumed="原样保留")
        draft.keep(row)
        return
    spans.settle(row, f"/options/{number}", remarks)
    option: dict[str, Any] = {"name": ""}
    for path, value in row.values.items():
        if path[0] != "item" and path != NUMBER.path:
            _set(option, path, value)
    if ("name",) not in row.values and draft.item["name"]:
        option["name"] = draft.item["name"]
        message = f"第{row.number}行没有办理项名称。"
        remarks.add(
            "item_name_assumed", row.at(), message, pointer=f"/options/{number}/name", assumed=draft.item["name"]
        )
    draft.options[number] = _sound_option(option, row, remarks, f"/options/{number}", draft)
    if row.unread:
        draft.keep(row)


def _sound_option(option: dict[str, Any], row: Row, remarks: Remarks, pointer: str, draft: Draft) -> dict[str, Any]:
    """Element by element, so that one bad element never costs the others."""
    sound: dict[str, Any] = {"name": option["name"]}
    if not option["name"]:
        remarks.add(
            "name_missing", row.at(), f"第{row.number}行没有办理项名称。", pointer=f"{pointer}/name", assumed="留空"
        )
    for key, value in option.items():
        said = _defect({**sound, key: value}, Option)
        if said:
            message = f"第{row.number}行的要素不完整：{said}。"
            remarks.add(
                "content_invalid", row.at((key,)), message, pointer=f"{pointer}/{key}", assumed="没有采用，原样保留"
            )
            draft.keep(row)
        else:
            sound[key] = value
    return sound


def _details(element: str, rows: list[Row], drafts: list[Draft], remarks: Remarks) -> None:
    index = _index(drafts)
    before = ""
    for row in rows:
        if _is_sample(row):
            remarks.add("row_sample", row.at(), f"第{row.number}行是样例，没有导入。")
            continue
        said = row.reference or before
        if not row.reference and len(index) and not before and sum(len(each.options) for each in drafts) == 1:
            said = next(iter(index))
        elif not row.reference and before:
            remarks.add("row_assumed", row.at(), f"第{row.number}行没有写办理项。", assumed=f"按上一行的{before[:60]}")
        target = index.get(_key(said))
        if target is None:
            what = f"办理项“{said[:40]}”不在“事项”表里" if said else "没有写办理项"
            remarks.add("row_without_option", row.at(), f"第{row.number}行{what}，这一行没有导入。", assumed="原样保留")
            if drafts:
                drafts[0].keep(row)
            continue
        before = said
        _add_detail(element, row, target, remarks)


def _add_detail(element: str, row: Row, target: tuple[Draft, str], remarks: Remarks) -> None:
    draft, number = target
    draft.rows.add((row.sheet, row.number))
    spans.settle(row, f"/options/{number}/{element}/{row.values.get(('code',), row.number)}", remarks)
    made: dict[str, Any] = {}
    for path, value in row.values.items():
        if not path[0].startswith("#"):
            _set(made, path, value)
    pointer = f"/options/{number}/{element}/{made.get('code', len(draft.options[number].get(element, ())))}"
    said = _defect(made, _ELEMENTS[element])
    if said:
        remarks.add(
            "content_invalid",
            row.at(),
            f"第{row.number}行不完整：{said}。",
            pointer=pointer,
            assumed="没有采用，原样保留",
        )
        draft.keep(row)
        return
    draft.options[number].setdefault(element, []).append(made)
    if row.unread:
        draft.keep(row)


def _index(drafts: list[Draft]) -> dict[str, tuple[Draft, str]]:
    """Every way of naming an option: code and number, with the agency, each alone, its name."""
    found: dict[str, list[tuple[Draft, str]]] = {}
    for draft in drafts:
        code, agency = draft.item["basic_code"], draft.item["agency"]
        for number, option in draft.options.items():
            ways = (f"{code}-{number}@{agency}", f"{code}-{number}", f"{code}{number}", code, number, option["name"])
            for said in ways:
                found.setdefault(_key(said), []).append((draft, number))
    return {key: targets[0] for key, targets in found.items() if key and len(targets) == 1}


def _key(said: str) -> str:
    word = plain(said).upper()
    if len(word) == LONG_CODE and word.isalnum() and word.isascii():
        return f"{word[19:31]}-{word[31:]}"
    return word


def _guide(draft: Draft, name: str, findings: list[Finding]) -> ImportedGuide:
    item = {**draft.item, "options": draft.options}
    code, number = item["basic_code"], next(iter(draft.options))
    identity = f"{code}-{number}" if len(draft.options) == 1 else code
    identity = identity if code else f"~{digest([name, draft.row.number])[:16]}"
    content = {key: value for key, value in item.items() if key != "version"}
    written = {path: value for path, value in draft.row.values.items() if path[:2] == ("item", "version")}
    version = {path[2]: value for path, value in written.items()}
    return ImportedGuide(
        source=name,
        source_hash=digest([content, version, draft.kept]),
        option_code=identity,
        kind="list",
        item=item,
        kept=draft.kept,
        findings=tuple(replace(each, option_code=identity) for each in findings),
    )


def _set(into: dict[str, Any], path: tuple[str, ...], value: Any) -> None:
    for part in path[:-1]:
        into = into.setdefault(part, {})
    into[path[-1]] = value


def _defect(made: dict[str, Any], into: Any) -> str:
    """What keeps it from being an element: what is missing, in the words of the columns."""
    try:
        msgspec.convert(made, into)
    except msgspec.ValidationError as error:
        return _said(str(error))
    return ""


def _said(error: str) -> str:
    missing = error.partition("missing required field `")[2].partition("`")[0]
    labels = {each.path[-1]: each.header for table in DETAILS for each in table.columns}
    return f"缺少“{labels.get(missing, missing)}”" if missing else "内容的类型不对"
