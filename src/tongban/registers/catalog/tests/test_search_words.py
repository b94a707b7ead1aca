"""How a question is taken apart: codes, politeness, ages, clauses, departments, synonyms; all pure."""

import pytest

from tongban.registers.catalog.search import actions, words
from tongban.registers.catalog.search.codes import code_in, nearness
from tongban.registers.catalog.search.departments import Agencies
from tongban.registers.catalog.search.noise import aged, bare, clauses
from tongban.registers.catalog.search.saying import ABSENT, Sayings
from tongban.registers.catalog.tests.samples import document, guides_of

OPTION = "11620200717000171K" + "3" + "000131024000" + "03"


@pytest.mark.parametrize(
    ("q", "code"),
    [
        ("000131024000", "000131024000"),
        ("0001-3102-4000 03", "00013102400003"),
        ("编码622036006w03怎么办", "622036006W03"),
        ("１１６２０２００７１７０００１７１Ｋ", "11620200717000171K"),
        ("iPhone15", ""),
        ("60岁", ""),
        ("", ""),
    ],
)
def test_a_code_is_found_with_separators_and_in_a_sentence(q, code):
    assert code_in(q) == code


@pytest.mark.parametrize(
    ("code", "near"),
    [
        (OPTION, 1.0),
        ("00013102400003", 1.0),
        ("000131024000", 1.0),
        (OPTION[:-2], 1.0),
        ("000131", 0.5),
        ("131024000", 0.4),
        ("00013102400099", 0.4),
        ("620200", 0.0),
    ],
)
def test_a_code_is_near_when_it_is_whole_begun_or_held(code, near):
    assert nearness(code, OPTION) == near


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("请问身份证怎么办理啊", "身份证"),
        ("我想问一下居住证", "居住证"),
        ("个体户", "个体户"),
        ("异地就医", "异地就医"),
        ("怎么办", "怎么办"),
        ("去年在嘉峪关买了房子现在想过户", "买 房子 过户"),
    ],
)
def test_politeness_goes_and_words_stay_whole(said, left):
    assert bare(said) == left


@pytest.mark.parametrize(
    ("said", "aged_to"),
    [
        ("八十二岁", "80岁"),
        ("今年八十三了", "今年80岁了"),
        ("99周岁", "80岁"),
        ("一百零二岁", "一百零二岁"),
        ("65岁", "60岁"),
        ("十六岁", "16岁"),
        ("7岁", "7岁"),
        ("每个月", "每月"),
    ],
)
def test_ages_are_told_as_the_rights_begin(said, aged_to):
    assert aged(said) == aged_to


def test_clauses_are_those_that_say_something():
    assert clauses("您好，我和对象都是外地户口，怎么办呢？") == ["我和对象都是外地户口"]
    assert clauses("身份证丢了") == []


@pytest.mark.parametrize(
    ("q", "wanted"),
    [
        ("换身份证", {actions.RENEW}),
        ("身份证丢了", {actions.REPLACE, actions.FREEZE}),
        ("店不开了", {actions.END}),
        ("公司换法人", {actions.CHANGE}),
        ("公积金贷款", {actions.BORROW}),
        ("公积金取出来", {actions.WITHDRAW}),
        ("户口迁过来", {actions.MOVE}),
        ("交养老保险手续费", set()),
        ("租房补贴", set()),
    ],
)
def test_verbs_say_what_is_to_be_done(q, wanted):
    assert actions.asked(q) == wanted


def test_a_verb_typed_in_pinyin_is_understood():
    assert actions.REPLACE in actions.asked("shenfenzheng diu le", words.sounds("身份证丢了"))


SAID = Sayings([("馆子", "餐饮"), ("开馆子", "食品经营许可"), ("离婚登记", ABSENT), ("C1本", "驾驶证"), ("", "空")])


def test_the_longest_synonym_wins_wherever_it_begins():
    assert SAID.translated("想开馆子") == "想 食品经营许可"
    assert SAID.translated("下馆子c1本") == "下 餐饮 驾驶证"
    assert SAID.known_in("想开馆子") == "开馆子"
    assert SAID.translated("") == ""


def test_a_synonym_is_heard_and_an_absent_matter_is_known():
    assert SAID.misheard("开管子", words.sounds("开管子")) == {0: "开馆子"}
    assert SAID.misheard("开馆子", words.sounds("开馆子")) == {}
    assert (SAID.absent("办离婚登记"), SAID.absent("结婚登记")) == ("离婚登记", "")
    assert SAID.translated("离婚登记") == "离婚登记"


def test_a_department_is_known_by_its_nickname_and_taken_away():
    agencies = Agencies(guides_of([document()]))
    assert agencies.named("工商局办照") == {"market-regulation"}
    assert agencies.without("工商局办照片") == "办照片"
    assert agencies.without("工商局办事") == ""
    assert agencies.named("别处") == frozenset()
