"""Workbooks: the template, lists out and in again unchanged, and what people really send."""

import io
import zipfile
from typing import Any, get_args, get_type_hints

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from tongban.registers.catalog import content
from tongban.registers.catalog import item as items
from tongban.registers.catalog.importing import columns, reading, sheets, workbook, writing
from tongban.registers.catalog.importing.remarks import Remarks, field_of
from tongban.registers.catalog.importing.template import template
from tongban.registers.catalog.importing.tests.samples import SETTING, places
from tongban.registers.catalog.tests.samples import document

ITEMS = [
    "基本编码",
    "事项名称",
    "事项类型",
    "部门标识",
    "行使层级",
    "办理项序号",
    "办理项名称",
    "法定时限",
    "法定时限单位",
]
ROW = ["000131999000", "样例：露营地", "行政许可", "market-regulation", 3, "01", "样例：露营地登记", 20, "工作日"]
MATERIALS = ["办理项", "材料代码", "材料名称", "必要性", "复印件份数"]


def book(**tables: list[list[Any]]) -> Workbook:
    made = Workbook()
    del made["Sheet"]
    for name, rows in tables.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return made


def blob(made: Workbook) -> bytes:
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def read(content_: bytes):
    return reading.read_blob("a.xlsx", content_, SETTING)


def simple(*materials: list[Any], items_row: list[Any] = ROW) -> bytes:
    return blob(book(事项=[ITEMS, items_row], 材料=[MATERIALS, *materials]))


def only(content_: bytes):
    found = read(content_)
    assert len(found.guides) == 1, found.findings
    return found.guides[0]


def test_what_is_written_is_read_again_unchanged():
    whole = document()
    found = read(writing.write([whole]))
    assert [items.from_plain(each.item) for each in found.guides] == [whole]
    assert found.all_findings == []


def test_the_same_item_of_two_agencies_is_told_apart():
    both = [document(), document(agency="health")]
    found = read(writing.write(both))
    assert [items.from_plain(each.item) for each in found.guides] == both


TEXTS = st.text("甲乙 ab=+-@|\\\n，1", max_size=8).map(str.strip)


def strategy(kind: Any) -> st.SearchStrategy[Any]:
    """Any value of an element's type."""
    if kind is str:
        return TEXTS.filter(lambda each: each not in ("（空）",))
    if kind is bool:
        return st.booleans()
    if kind is int:
        return st.integers(0, 10**6)
    arguments = get_args(kind)
    if type(None) in arguments:
        return st.none() | strategy(next(each for each in arguments if each is not type(None)))
    if arguments:
        return st.lists(strategy(arguments[0]), max_size=2).map(tuple)
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return st.builds(kind, **{name: of_field(kind, name, each) for name, each in get_type_hints(kind).items()})
    return st.sampled_from(list(kind))


def of_field(owner: Any, name: str, kind: Any) -> st.SearchStrategy[Any]:
    """Fixed words stand for themselves; a choice has a label; a date is one."""
    path = next(
        (each for table in columns.TABLES for each in table.columns if each.path[-1] == name and each.words), None
    )
    if path is not None and kind is str:
        words = [{**(each.words or {})} for table in columns.TABLES for each in table.columns if each.path[-1] == name]
        common = set(words[0]).intersection(*words[1:]) if words else set()
        return st.sampled_from(sorted(common)) if common else st.just("")
    if name in ("audience", "channels"):
        return st.just(()) | st.just(tuple((path.words if path else None) or ("web",))[:2])
    if owner is content.Choice and name == "value":
        return TEXTS.filter(bool)
    if owner is content.Choice and name == "label":
        return TEXTS.filter(bool)
    return strategy(kind)


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(strategy(content.Option), strategy(content.Option))
def test_any_two_options_go_out_and_come_back_equal(first, second):
    plain = msgspec.structs.replace(document(), options={"01": first, "07": second})
    found = read(writing.write([plain]))
    assert items.from_plain(found.guides[0].item) == plain


def test_every_element_has_a_column():
    def paths(kind: Any, above: tuple[str, ...] = ()) -> set[tuple[str, ...]]:
        found: set[tuple[str, ...]] = set()
        for name, each in get_type_hints(kind).items():
            inner = next(
                (
                    part
                    for part in (each, *get_args(each))
                    if isinstance(part, type) and issubclass(part, msgspec.Struct)
                ),
                None,
            )
            is_list = each not in (inner, None) and type(None) not in get_args(each) and inner is not None
            if inner is None or (is_list and kind is not content.Option):
                found.add((*above, name))
            elif not is_list:
                found |= paths(inner, (*above, name))
        return found

    hints = get_type_hints(content.Option)
    assert paths(content.Option) == {each.path for each in columns.OPTION}
    for table in columns.DETAILS:
        assert paths(get_args(hints[table.element])[0]) == {each.path for each in table.columns}, table.name
    details = {
        name
        for name, each in hints.items()
        if any(isinstance(part, type) and issubclass(part, msgspec.Struct) for part in get_args(each))
        and type(None) not in get_args(each)
    }
    assert details == {each.element for each in columns.DETAILS}


def test_the_template_has_its_sheets_lists_and_a_sample_that_is_not_imported():
    made = load_workbook(io.BytesIO(template()))
    for name in ("事项", "材料", "情形问题", "环节", "收费", "常见问题", "填写说明"):
        assert name in made.sheetnames
    assert made["材料"].data_validations.dataValidation
    found = read(template())
    assert found.guides == []
    assert {each.code for each in found.findings} == {"row_sample", "sheet_missing"}


def test_a_filled_template_is_imported():
    made = load_workbook(io.BytesIO(template()))
    made["事项"].append(ROW[:2] and ["000131999000", "样例：露营地", "行政许可", "", "market-regulation", 3])
    made["事项"].cell(3, 14).value = "01"
    made["事项"].cell(3, 15).value = "样例：露营地登记"
    made["材料"].append(["000131999000-01", "plan", "样例：平面图", "必要"])
    guide = only(blob(made))
    assert guide.option_code == "000131999000-01"
    assert [each["name"] for each in guide.item["options"]["01"]["materials"]] == ["样例：平面图"]


def test_columns_may_stand_in_any_order_under_other_words_with_full_width_digits():
    tables: dict[str, list[list[Any]]] = {
        "1. 事项清单": [
            ["某市事项清单（样例）"],
            ["办理项名称*", "序号", "权力类型", "主项名称", "基本编码（必填）", "法定时限", "法定时限单位", "层级"],
            ["样例：登记", "１", "行政许可", "样例", "０００１３１９９９０００", "２０个工作日", "工作日", "３"],
            [None, None, None],
        ],
        "申请材料": [["是否必要", "名称", "编号", "事项编码"], ["必要", "样例：图", "plan", "00013199900001"]],
        "备注": [["这里随便写"], ["什么"]],
    }
    guide = only(blob(book(**tables)))
    option = guide.item["options"]["01"]
    assert (guide.item["basic_code"], option["statutory_limit"]) == ("000131999000", {"value": 20, "unit": "workday"})
    assert option["materials"] == [{"necessity": "required", "name": "样例：图", "code": "plan"}]
    assert guide.kept["#sheets"]["备注"][1]["A"] == "什么"


def test_zeros_that_the_spreadsheet_dropped_come_back():
    guide = only(simple(items_row=[131999000, *ROW[1:]]))
    assert guide.item["basic_code"] == "000131999000"
    assert ("code_shape", "事项!A2") in places(guide.findings)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (["000131999000-01", "a", "图", "看情况", 0], ("cell_invalid", "材料!D2")),
        (["000131999000-01", "a", "图", "必要", "很多"], ("cell_invalid", "材料!E2")),
        (["000131999000-01", None, "图", "必要", 0], ("content_invalid", "材料!第2行")),
        (["000131999000-09", "a", "图", "必要", 0], ("row_without_option", "材料!第2行")),
    ],
)
def test_errors_are_told_row_by_row_and_nothing_is_lost(row, expected):
    found = read(simple(row))
    assert expected in {(each.code, field_of(each)) for each in found.all_findings}
    assert found.guides[0].kept["材料"][0]["材料名称"] == "图"


def test_rows_below_each_other_belong_to_the_option_above():
    guide = only(
        blob(
            book(
                事项=[ITEMS, ROW, [*ROW[:5], "02", "样例：换证", 20, "工作日"]],
                材料=[MATERIALS, ["000131999000-02", "a", "甲"], [None, "b", "乙"]],
            )
        )
    )
    assert guide.option_codes == ["000131999000-01", "000131999000-02"]
    assert [each["code"] for each in guide.item["options"]["02"]["materials"]] == ["a", "b"]
    assert "row_assumed" in {each.code for each in guide.findings}


def test_merged_cells_count_for_every_row():
    made = book(事项=[ITEMS, ROW], 材料=[MATERIALS, ["000131999000-01", "a", "甲"], [None, "b", "乙"]])
    made["材料"].merge_cells("A2:A3")
    guide = only(blob(made))
    assert [each["code"] for each in guide.item["options"]["01"]["materials"]] == ["a", "b"]


def test_rows_that_contradict_each_other_are_told():
    guide = only(blob(book(事项=[ITEMS, ROW, [ROW[0], "另一个名称", *ROW[2:5], "02", "样例：换证"]])))
    assert ("rows_contradict", "事项!B3") in places(guide.findings)


def test_an_ex_officio_power_is_told():
    guide = only(simple(items_row=[*ROW[:2], "行政处罚", *ROW[3:]]))
    assert guide.is_ex_officio


def with_formula(cached: str) -> bytes:
    """openpyxl writes no cached values; so one is put in by hand."""
    made = book(事项=[ITEMS, [*ROW[:7], "=10+10", "工作日"]])
    source, target = zipfile.ZipFile(io.BytesIO(blob(made))), io.BytesIO()
    with zipfile.ZipFile(target, "w") as out:
        for each in source.infolist():
            part = source.read(each)
            if each.filename.endswith("sheet1.xml"):
                part = part.replace(b"<f>10+10</f><v></v>", f"<f>10+10</f>{cached}".encode())
                part = part.replace(b"<f>10+10</f><v />", f"<f>10+10</f>{cached}".encode())
            out.writestr(each, part)
    return target.getvalue()


def test_a_formula_is_read_as_its_last_value_and_told():
    guide = only(with_formula("<v>20</v>"))
    assert guide.item["options"]["01"]["statutory_limit"]["value"] == 20
    assert ("cell_formula", "事项!H2") in places(guide.findings)


def test_a_formula_without_a_value_is_told():
    guide = only(with_formula(""))
    assert ("cell_formula_empty", "事项!H2") in places(guide.findings)


def test_what_looks_like_a_formula_goes_out_as_text():
    nasty = '=HYPERLINK("http://x","点我")'
    option = msgspec.structs.replace(document().options["01"], name=nasty, summary="+1", hours="@x", remedy="-1")
    written = writing.write([msgspec.structs.replace(document(), options={"01": option})])
    sheet = load_workbook(io.BytesIO(written))["事项"]
    cells = [each for row in sheet.iter_rows() for each in row if each.value is not None]
    assert [each.value for each in cells if each.data_type == "f"] == []
    assert nasty in [each.value for each in cells]
    assert only(written).item["options"]["01"]["name"] == nasty


def test_what_does_not_fit_into_a_cell_is_refused_with_its_place():
    option = msgspec.structs.replace(document().options["01"], summary="长" * 40_000)
    with pytest.raises(writing.CannotWrite) as refused:
        writing.write([msgspec.structs.replace(document(), options={"01": option})])
    assert refused.value.faults[0].pointer == "事项!第2行"


def repacked(change, add=()):
    source, target = zipfile.ZipFile(io.BytesIO(simple())), io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for each in source.infolist():
            out.writestr(each.filename, change(each.filename, source.read(each)))
        for name, part in add:
            out.writestr(name, part)
    return target.getvalue()


def same(_name, part):
    return part


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENTITIES = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]>'


@pytest.mark.parametrize(
    ("content_", "sentence"),
    [
        (b"", "不是Excel工作簿"),
        (b"PK\x03\x04", "不是Excel工作簿"),
        (OLE + b"\0" * 600, "旧格式.xls"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "加了密码"),
        (repacked(same, [("xl/vbaProject.bin", b"x")]), "有宏"),
        (repacked(same, [("xl/externalLinks/externalLink1.xml", b"<a/>")]), "引用了别的文件"),
        (repacked(same, [("big.bin", b"\0" * 60_000_000)]), "展开后太大"),
        (repacked(lambda name, part: b"<broken" if name.endswith("sheet1.xml") else part), "已损坏"),
        (repacked(lambda name, part: ENTITIES + b"<a>&c;</a>" if name.endswith("sheet1.xml") else part), "已损坏"),
        (repacked(lambda name, part: b"" if name == "xl/workbook.xml" else part), "已损坏"),
    ],
    ids=["empty", "cut", "xls", "encrypted", "macros", "links", "bomb", "broken", "entities", "no workbook"],
)
def test_a_workbook_that_cannot_be_is_refused_with_a_sentence(content_, sentence):
    found = read(content_)
    assert found.guides == []
    assert [each.code for each in found.findings] == ["workbook_refused"]
    assert sentence in found.findings[0].message


def test_a_workbook_of_too_many_rows_is_refused(monkeypatch):
    monkeypatch.setattr(sheets, "MOST_ROWS", 10)
    remarks = Remarks("a.xlsx")
    rows = [["000131999000-01", f"m{each}", "甲"] for each in range(20)]
    assert workbook.read(simple(*rows), "a.xlsx", SETTING, remarks) == []
    assert "行太多" in remarks.findings[0].message


def test_a_cell_far_away_costs_nothing():
    made = book(事项=[ITEMS, ROW])
    made["事项"].cell(1_048_576, 1).value = "远"
    assert read(blob(made)).guides


def test_a_workbook_without_the_sheet_is_told():
    found = read(blob(book(别的=[["甲", "乙"], [1, 2]])))
    assert "sheet_missing" in {each.code for each in found.findings}
