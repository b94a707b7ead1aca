"""Any path: any encoding, folders, archives, lines; every file is accounted for, none stops the others."""

import io
import json
import os
import time
import zipfile

import pytest

from tongban.registers.catalog.importing import reading
from tongban.registers.catalog.importing.reading import Unusable
from tongban.registers.catalog.importing.remarks import file_of
from tongban.registers.catalog.importing.template import template
from tongban.registers.catalog.importing.tests.samples import SETTING, blob, many, one_thing, ordinary


def read(name, content):
    return reading.read_blob(name, content, SETTING)


def codes(found):
    return {each.code for each in found.findings}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_every_encoding_gives_the_same_guide(encoding):
    text = json.dumps(ordinary(), ensure_ascii=False)
    found = read("a.json", text.encode(encoding))
    assert found.guides[0].item == read("a.json", text.encode()).guides[0].item
    assert ("encoding" in codes(found)) == (encoding in ("gb18030", "utf-16"))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "unreadable"),
        (b"   ", "unreadable"),
        (b"{", "unreadable"),
        (b"\xff\xff\xff\xff", "unreadable"),
        (b"null", "shape_unknown"),
        (b"[]", "shape_unknown"),
        (b"[1]", "shape_unknown"),
        (b'"text"', "shape_unknown"),
        (b'{"a": 1}', "shape_unknown"),
        (b"[" * 100_000, "too_deep"),
        (b'{"unifyName": ' + b"[" * 60 + b"]" * 60 + b"}", "too_deep"),
        ('{"code": 500, "msg": "系统繁忙", "data": null}'.encode(), "portal_error"),
        (b'{"code": 0, "data": {}}', "portal_error"),
        (b"1" * 5000, "shape_unknown"),
    ],
)
def test_what_is_no_guide_is_a_finding(content, code):
    found = read("a.json", content)
    assert found.guides == []
    assert code in codes(found)


def test_a_key_that_stands_twice_is_told_and_both_values_kept():
    found = read("a.json", b'{"rightsCode": "000131999000", "unifyName": "A", "unifyName": "B"}')
    assert "duplicate_key" in codes(found)
    assert found.guides[0].item["name"] == "A"
    assert "B" in found.guides[0].kept.values()


def test_characters_that_no_database_holds_are_replaced():
    found = read("a.json", b'{"rightsCode": "000131999000", "unifyName": "A\\u0000\\ud800B"}')
    assert "character_replaced" in codes(found)
    assert found.guides[0].item["name"] == "A��B"


def test_numbers_beyond_everything_are_kept_as_text():
    found = read("a.json", b'{"unifyName": "A", "x": 1e999, "y": NaN, "z": 12345678901234567890, "w": -Infinity}')
    assert {found.guides[0].kept[each] for each in "xyzw"} == {"1e999", "NaN", "12345678901234567890", "-Infinity"}


def test_a_list_of_guides_and_lines_of_guides_are_read_one_by_one():
    other = ordinary(rightsCode="000131998000")
    assert len(read("a.json", blob([ordinary(), other, 7])).guides) == 2
    lines = b"\n".join([blob(ordinary()), b"{broken", b"", blob(other)])
    found = read("a.jsonl", lines)
    assert [each.source for each in found.guides] == ["a.jsonl:1", "a.jsonl:4"]
    assert [each.source for each in found.findings] == ["a.jsonl#第2行"]


def test_a_folder_is_read_whole_and_one_bad_file_stops_no_other(tmp_path):
    (tmp_path / "deep").mkdir()
    (tmp_path / "a.json").write_bytes(blob(ordinary()))
    (tmp_path / "deep" / "b.json").write_bytes(blob(one_thing()))
    (tmp_path / "bad.json").write_bytes(b"{")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    (tmp_path / ".hidden").write_bytes(b"x")
    seen = []
    found = reading.read_path(tmp_path, SETTING, lambda done, total: seen.append((done, total)))
    assert [each.source for each in found.guides] == ["a.json", "deep/b.json"]
    assert {(each.code, each.source) for each in found.findings} == {
        ("unreadable", "bad.json#"),
        ("not_a_guide", "picture.png#"),
    }
    assert seen[-1] == (4, 4)


def test_a_name_that_lies_or_says_nothing_is_no_hindrance():
    assert read("guide", blob(ordinary())).guides
    assert read("guide.txt", blob(ordinary())).guides
    assert codes(read("list.json", template())) == {"row_sample", "sheet_missing"}
    assert codes(read("letter.docx", b"PK\x03\x04")) == {"not_a_guide"}
    assert codes(read("notes.txt", "随手记的".encode())) == {"not_a_guide"}


def test_a_name_that_cannot_be_printed_is_told_all_the_same(tmp_path):
    (tmp_path / os.fsdecode(b"\xff\xfe.json")).write_bytes(blob(ordinary()))
    (tmp_path / "with#mark.json").write_bytes(b"{")
    found = reading.read_path(tmp_path, SETTING)
    json.dumps([each.source for each in found.guides], ensure_ascii=False).encode()
    assert [file_of(each) for each in found.findings] == ["with#mark.json"]


def test_an_archive_is_read_and_a_broken_one_refused(tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("指南/a.json", blob(ordinary()))
        archive.writestr("__MACOSX/a.json", b"x")
    assert [each.source for each in reading.read_path(path, SETTING).guides] == ["指南/a.json"]
    assert len(read("a.zip", path.read_bytes()).guides) == 1
    path.write_bytes(b"PK\x03\x04broken")
    with pytest.raises(Unusable, match="不是完整的压缩包"):
        reading.read_path(path, SETTING)
    assert codes(read("a.zip", b"PK broken")) == {"unreadable"}


def test_an_archive_that_would_burst_is_refused(monkeypatch):
    monkeypatch.setattr(reading, "LARGEST_TOTAL", 1000)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.json", b" " * 100_000)
    assert codes(read("a.zip", target.getvalue())) == {"too_large"}


def test_a_path_that_is_none_is_refused_with_a_sentence(tmp_path):
    with pytest.raises(Unusable, match="没有"):
        reading.read_path(tmp_path / "nothing", SETTING)
    with pytest.raises(Unusable, match="里没有文件"):
        reading.read_path(tmp_path, SETTING)


def test_a_code_that_stands_twice_is_told_and_both_are_kept_apart(tmp_path):
    (tmp_path / "a.json").write_bytes(blob(ordinary()))
    (tmp_path / "b.json").write_bytes(blob(ordinary()))
    (tmp_path / "c.json").write_bytes(blob(ordinary(unifyName="样例：另一个")))
    found = reading.read_path(tmp_path, SETTING)
    assert [each.source for each in found.guides] == ["a.json", "c.json"]
    assert len({each.key for each in found.guides}) == 2
    told = [each.source for each in found.all_findings if each.code == "duplicate_code"]
    assert told == ["b.json#rightsCode", "c.json#rightsCode"]


def test_options_of_one_item_know_of_each_other(tmp_path):
    (tmp_path / "a.json").write_bytes(blob(ordinary()))
    (tmp_path / "b.json").write_bytes(blob(ordinary(ywCode="02")))
    found = reading.read_path(tmp_path, SETTING)
    assert [each.code for each in found.all_findings].count("item_has_siblings") == 2


def test_reading_again_gives_the_same_however_the_keys_are_ordered():
    plain = ordinary()
    turned = {"data": dict(reversed(plain["data"].items())), "code": 0, "error": False}
    first, second = read("a.json", blob(plain)).guides[0], read("a.json", blob(turned)).guides[0]
    assert first.source_hash == second.source_hash
    assert first.item == second.item


def test_three_thousand_guides_are_read_in_time(tmp_path):
    for name, content in many(3000):
        (tmp_path / name).write_bytes(content)
    begun = time.process_time()
    found = reading.read_path(tmp_path, SETTING)
    assert len(found.guides) == 3000
    assert time.process_time() - begun < 45
