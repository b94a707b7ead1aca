"""Titles and citations: one file however it is written, every clause that quotes it."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tongban.registers.catalog.tests.samples import option
from tongban.registers.norms.rules.citations import clauses
from tongban.registers.norms.rules.titles import ByTitle, Level, level_of, named, normal


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("《中华人民共和国食品安全法》", "食品安全法"),
        ("中华人民共和国食品安全法（2021年修正）", "食品安全法"),
        ("食品安全法(2021修正)", "食品安全法"),
        ("中华人民共和国食品安全法（第三次修正）", "食品安全法"),
        ("食品安全法 2021年", "食品安全法"),
        (" 食品 安全法 ", "食品安全法"),
        ("不动产登记操作规范(试行)", "不动产登记操作规范（试行）"),
        ("某办法（样例）（2024年修订）", "某办法（样例）"),
        ("关于〈某办法〉的决定", "关于《某办法》的决定"),
    ],
)  # fmt: skip
def test_one_file_is_found_however_its_title_is_written(written, same):
    assert normal(written) == same


def test_what_belongs_to_the_name_stays():
    assert normal("公租房办法（试行）") != normal("公租房办法")
    assert normal("中华人民共和国") == "中华人民共和国"


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text("法规条例（）2021年修正 试行《》中华人民共和国", max_size=30))
def test_normalising_again_changes_nothing(title):
    assert normal(normal(title)) == normal(title)


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("中华人民共和国民法典", Level.LAW),
        ("全国人民代表大会常务委员会关于实施渐进式延迟法定退休年龄的决定", Level.LAW),
        ("中华人民共和国道路运输条例", Level.STATE_REGULATION),
        ("城市道路管理条例", Level.STATE_REGULATION),
        ("甘肃省老年人权益保障条例", Level.LOCAL_REGULATION),
        ("嘉峪关市某条例（2025年修订）", Level.LOCAL_REGULATION),
        ("国务院办公厅关于加强孤儿保障工作的意见", Level.NORMATIVE),
        ("公共租赁住房管理办法", Level.PENDING),
    ],
)
def test_the_level_is_read_from_the_title_only_where_it_leaves_no_doubt(title, level):
    assert level_of(title) is level


def test_a_mapping_by_title_finds_every_way_of_writing():
    said = ByTitle({"中华人民共和国样例法（2019年修订）": "已废止"})
    assert said["《样例法》"] == "已废止"
    assert "样例法（2024年修正）" in said
    assert said.get("另一部法") is None
    assert len(said) == 1


def test_titles_in_a_sentence_are_found():
    assert list(named("依照《甲法》第一条和《乙条例》办理")) == ["甲法", "乙条例"]


@pytest.mark.req("R-194")
def test_every_place_in_an_option_that_quotes_a_file_is_a_clause():
    one = option(
        legal_basis=[{"law": "甲法", "article": "第一条", "gist": "依《乙条例》"}],
        fees=[{"name": "工本费", "standard": "免", "basis": {"law": "丙办法"}}],
        remedy="可以依《丁法》申请复议",
        stages=[{"code": "accept", "name": "受理", "post": "counter", "standard": "按《戊规定》审"}],
    )
    found = {(each.pointer, each.law) for each in clauses(one)}
    assert found == {
        ("/legal_basis/0", "甲法"),
        ("/legal_basis/0/gist", "乙条例"),
        ("/conditions/has_subject/basis", "食品安全法"),
        ("/materials/license/basis", "食品安全法"),
        ("/fees/0/basis", "丙办法"),
        ("/remedy", "丁法"),
        ("/stages/accept/standard", "戊规定"),
    }
    [wheres] = [each.where for each in clauses(one) if each.pointer.startswith("/materials")]
    assert wheres == "申请材料“营业执照”"
