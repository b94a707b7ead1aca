"""What a stranger's files may be like (难缠的文件): envelopes, encodings, days for words, merged ranges without end."""

import json
import re
import time
import zipfile
from datetime import date
from io import BytesIO

import pytest

from tongban.registers.catalog.importing import reading
from tongban.registers.catalog.importing.remarks import field_of
from tongban.registers.catalog.importing.tests.samples import SETTING, blob, one_thing, ordinary, places
from tongban.registers.catalog.importing.tests.test_workbook import ITEMS, ROW, book, only, read
from tongban.registers.catalog.importing.tests.test_workbook import blob as saved

GUIDE = ordinary()["data"]
OTHER = ordinary(rightsCode="000131998000", unifyName="样例：钓鱼场登记")["data"]


def read_json(plain, name="a.json"):
    return reading.read_blob(name, blob(plain), SETTING)


@pytest.mark.parametrize(
    "envelope",
    [
        {"code": 0, "msg": "ok", "data": [GUIDE]},
        {"code": 0, "data": {"records": [GUIDE], "total": 1}},
        {"code": 0, "data": {"code": 0, "data": GUIDE}},
        {"status": 200, "result": GUIDE},
        {"status": 200, "result": {"page": 1, "list": [None, GUIDE]}},
        {"code": 0, "msg": "ok", "data": json.dumps(GUIDE, ensure_ascii=False)},
    ],
)
def test_a_guide_is_found_whatever_it_is_wrapped_in(envelope):
    found = read_json(envelope)
    assert [each.option_code for each in found.guides] == ["000131999000-01"]
    assert found.guides[0].source_hash == read_json(ordinary()).guides[0].source_hash


def test_what_an_envelope_says_besides_is_kept():
    guide = read_json({"status": 200, "traceId": "T-1", "result": GUIDE}).guides[0]
    assert guide.kept["#envelope"] == {"status": 200, "traceId": "T-1"}


def test_a_list_in_an_envelope_gives_all_its_guides_and_tells_what_is_none():
    found = read_json({"code": 0, "msg": "ok", "data": [GUIDE, {"x": 1}, OTHER]})
    assert [each.option_code for each in found.guides] == ["000131999000-01", "000131998000-01"]
    assert [each.code for each in found.findings] == ["shape_unknown"]


def test_an_envelope_within_envelopes_without_end_is_told():
    wrapped = GUIDE
    for _ in range(30):
        wrapped = {"data": wrapped, "code": 0}
    found = read_json(wrapped)
    assert (found.guides, [each.code for each in found.findings]) == ([], ["shape_unknown"])


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32", "utf-16", "utf-8-sig", "gb18030"])
def test_encodings_are_recognised_with_and_without_their_mark(encoding):
    found = reading.read_blob("a.json", json.dumps(ordinary(), ensure_ascii=False).encode(encoding), SETTING)
    assert [each.item["name"] for each in found.guides] == ["样例：露营地登记"]


def test_traditional_characters_in_big5_are_refused_and_not_turned_into_nonsense():
    text = json.dumps(ordinary(unifyName="露營地登記"), ensure_ascii=False).encode("big5", "replace")
    found = reading.read_blob("a.json", text, SETTING)
    assert (found.guides, [each.code for each in found.findings]) == ([], ["unreadable"])


def test_a_record_a_line_is_read_under_any_name():
    found = reading.read_blob("a.json", blob(ordinary()) + b"\n\n" + blob(one_thing()) + b"\n", SETTING)
    assert len(found.guides) == 2


def test_a_member_of_an_archive_that_points_outside_is_read_and_written_nowhere():
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("../../etc/a.json", blob(ordinary()))
    found = reading.read_blob("a.zip", target.getvalue(), SETTING)
    assert [each.source for each in found.guides] == ["../../etc/a.json"]


def test_a_day_that_a_spreadsheet_made_of_something_else_is_told():
    row = list(ROW)
    row[7] = date(2026, 3, 5)
    found = read(saved(book(事项=[ITEMS, row])))
    assert {("cell_date", "事项!H2"), ("cell_invalid", "事项!H2")} <= places(found.all_findings)
    assert "45" not in json.dumps(found.guides[0].item["options"]["01"].get("statutory_limit", {}))


def test_a_column_of_days_takes_days():
    guide = only(saved(book(事项=[[*ITEMS, "生效日期"], [*ROW, date(2026, 3, 5)]])))
    assert guide.item["version"]["effective_on"] == "2026-03-05"
    assert "cell_date" not in {each.code for each in guide.findings}


def test_numbers_in_colour_or_with_a_unit_are_no_days():
    made = book(事项=[ITEMS, ROW])
    for style in ('[Red]0"日"', "0.00", '0"天(d)"', "@"):
        made["事项"]["H2"].number_format = style
        assert only(saved(made)).item["options"]["01"]["statutory_limit"]["value"] == 20


def test_what_a_later_row_says_otherwise_is_kept():
    other = [*ROW]
    other[1], other[5] = "另一个名字", "02"
    guide = only(saved(book(事项=[ITEMS, ROW, other])))
    assert "另一个名字" in json.dumps(guide.kept, ensure_ascii=False)
    assert ("rows_contradict", "事项!B3") in places(guide.findings)


def test_two_tables_under_each_other_are_one():
    other = [*ROW]
    other[0], other[1] = "000131998000", "样例：钓鱼场"
    found = read(saved(book(事项=[ITEMS, ROW, ITEMS, other, [None, None, None, None, None, None, None, None, "x"]])))
    assert [each.item["name"] for each in found.guides][:2] == ["样例：露营地", "样例：钓鱼场"]
    assert [field_of(each) for each in found.all_findings if each.code == "row_header"] == ["事项!第3行"]


def test_a_material_names_its_option_by_the_number_alone_where_there_is_only_one():
    guide = only(
        saved(book(事项=[ITEMS, ROW], 材料=[["办理项", "材料代码", "材料名称"], ["01", "M1", "样例：平面图"]]))
    )
    assert [each["name"] for each in guide.item["options"]["01"]["materials"]] == ["样例：平面图"]


def test_merged_ranges_without_end_are_refused_at_once():
    ranges = b'<mergeCell ref="A1:I1048576"/>' * 100_000
    content = saved(book(事项=[ITEMS, ROW]))
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as before, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            part = before.read(name)
            after.writestr(name, re.sub(b"</sheetData>", b"</sheetData><mergeCells>%s</mergeCells>" % ranges, part))
    start = time.process_time()
    found = read(target.getvalue())
    assert time.process_time() - start < 15  # it was a minute; about one second where nothing else runs
    assert [each.code for each in found.findings] == ["workbook_refused"]
