"""The assistant on all questions that were written for it: right, with its source, honest, quick."""

from dataclasses import replace

import pytest

from tongban.registers.answers.rules.elements import Element
from tongban.registers.answers.rules.replying import Doubt, ReplyKind, reply
from tongban.registers.answers.rules.situations import choices, told
from tongban.registers.answers.rules.wording import heard_out, same, terse
from tongban.registers.answers.tests import judging
from tongban.registers.answers.tests.judging import (
    BUILT_WITH,
    FRESH,
    HELD_OUT,
    INDEPENDENT,
    LAST,
    MENDING,
    SECOND,
    THIRD,
    UNUSUAL,
    judged,
    tail,
)
from tongban.registers.catalog.guides import Place
from tongban.registers.catalog.loading import read_frequent, read_items, read_synonyms
from tongban.registers.catalog.search.index import Index
from tongban.registers.catalog.tests.samples import CITY, guides_of

HALL = Place("city-center", "市政务服务中心", "city", "样例路1号", "周一至周五 8:30—12:00", "0937-6220000", None, None)
ALL, LEAST_RIGHT, LEAST_REFUSED = 300, 0.90, 0.95
P95_SECONDS = 0.200
FILES = (BUILT_WITH, FRESH, LAST, MENDING, HELD_OUT, SECOND, THIRD)
FLOORS = {
    HELD_OUT: (0.92, 0.95),
    SECOND: (0.97, 0.95),
    THIRD: (0.84, 0.95),
    UNUSUAL: (0.82, 0.87),
    INDEPENDENT: (0.73, 0.91),
}
"""What the held-out questions come to now; docs/answers.md tells their first score, before anything was mended.

Of the unusual ones that no guide answers, most name a matter; the independent ones were asked once and nothing was
mended for them. Both stand apart, with floors of their own.
"""


@pytest.fixture(scope="module")
def guides():
    return {each.option_code: replace(each, places=(HALL,)) for each in guides_of(read_items(CITY / "items"))}


@pytest.fixture(scope="module")
def index(guides):
    said = list(read_synonyms(CITY / "synonyms.yaml").items())
    return Index(guides.values(), said, read_frequent(CITY / "frequent.yaml"))


@pytest.fixture(scope="module")
def answered(index, guides):
    return {each.stem: list(judged(each, index, guides.values())) for each in (*FILES, UNUSUAL, INDEPENDENT)}


@pytest.fixture
def ask(index, guides):
    def ask(q, kept=None, **situation):
        return reply(q, index=index, guide_of=guides.__getitem__, kept=kept, situation=situation)

    return ask


@pytest.mark.req("R-092")
def test_of_all_questions_nine_in_ten_are_answered_right_and_nearly_all_that_no_guide_answers_are_refused(answered):
    """The figures of every file with -s; docs/answers.md tells which were asked for the first time, and what came."""
    for name, each in answered.items():
        print(f"\n{name:12s}{judging.marks(each)}", *(f"\n  {one.kind} {one.q}" for one in each if not one.is_right))
    marks = judging.marks([one for each in FILES for one in answered[each.stem]])
    assert marks.count >= ALL
    assert (marks.right >= LEAST_RIGHT, marks.refused >= LEAST_REFUSED) == (True, True), str(marks)
    assert marks.p95 < P95_SECONDS


@pytest.mark.req("R-092")
def test_the_held_out_questions_of_ordinary_people_do_not_fall_below_what_was_measured(answered):
    for file, (right, refused) in FLOORS.items():
        marks = judging.marks(answered[file.stem])
        assert (marks.right >= right, marks.refused >= refused) == (True, True), f"{file.stem} {marks}"


def test_short_words_people_use_for_one_thing_are_compared_as_one():
    assert same("户口本找不见") == same("户口簿丢失")
    assert terse("想开个小诊所") == "想开诊所"
    assert terse("饭馆不想开了") == "饭馆不开了"
    assert heard_out("jie hun zheng yao dai shen me") == "jie hun zheng 要带什么"


def test_who_and_how_it_came_to_it_is_not_what_is_asked(ask):
    got = ask("单位搬家把证件都弄丢了，补身份证要带什么")
    assert (got.kind, tail(got.guide)) == (ReplyKind.ANSWER, "000709110003-02")


@pytest.mark.req("R-092")
def test_every_answer_says_something_and_where_it_stands(answered):
    got = [one.got for each in answered.values() for one in each if one.got.kind is ReplyKind.ANSWER]
    assert got
    for each in got:
        assert each.guide is not None
        assert each.parts
        for part in each.parts:
            assert part.guide == each.guide
            assert part.text
            assert part.section.label


def test_the_matter_stays_until_another_one_is_named(ask):
    passport = ask("办护照要带什么").guide
    assert tail(ask("多少钱", passport).guide) == tail(passport)
    assert tail(ask("驾照到期了要带什么", passport).guide) != tail(passport)


def test_it_asks_back_when_a_verb_or_a_purpose_is_missing(ask):
    got = ask("提公积金要带什么")
    assert got.kind is ReplyKind.ASK_BACK
    assert {"购买自住住房提取公积金", "租房提取公积金"} <= {each.name for each in got.choices}


def test_it_asks_for_the_situation_that_decides_and_takes_the_answer_into_account(ask):
    first = ask("补结婚证要带什么")
    assert first.question is not None
    value = choices(first.question)[0][0]
    again = ask("补结婚证要带什么", **{first.question.code: value})
    assert again.question != first.question
    assert again.parts[0].text != first.parts[0].text


def test_what_no_guide_says_is_owned_up_to(ask):
    got = ask("护照去泰国免签吗")
    assert (got.kind, got.doubt, got.guide.name) == (ReplyKind.UNSURE, Doubt.NOT_IN_GUIDE, "普通护照申领（首次）")
    assert "免签" in got.unsaid
    assert ask("今天天气怎么样").doubt is Doubt.NO_MATTER
    assert ask("？？？").doubt is Doubt.NOTHING_ASKED


@pytest.mark.req("R-092")
def test_whether_one_may_have_a_matter_is_answered_and_what_may_be_done_with_it_is_not(ask):
    got = ask("我妈七十九，高龄津贴能领了吧")
    assert (got.kind, tail(got.guide)) == (ReplyKind.ANSWER, "620511001W00-01")
    assert Element.CAN in got.elements
    assert ask("居住证能在上海用吗").doubt is Doubt.NOT_IN_GUIDE


@pytest.mark.req("R-092")
def test_what_the_list_says_is_not_offered_is_refused_however_it_is_put(ask):
    assert ask("我要办离婚，材料是啥").doubt is Doubt.NO_MATTER
    assert ask("改名字需要什么手续").doubt is Doubt.NO_MATTER


def test_options_of_one_item_are_told_apart_by_what_only_one_is_called(ask):
    assert tail(ask("公积金提取多久到账，我是买房").guide) == "622017001W00-01"
    assert tail(ask("租房的公积金怎么取，材料要哪些").guide) == "622017001W00-08"


@pytest.mark.parametrize("q", ["", " ", "\x00" * 50, "𠮷𪚥🀄" * 90, "9" * 4000, "<script>", "(?:", "怎么办" * 40])
def test_whatever_is_typed_is_answered(ask, q):
    assert ask(q).kind in ReplyKind


def test_a_situation_that_is_not_asked_is_passed_over(guides):
    option = next(each for each in guides.values() if each.name == "补发婚姻登记证").option
    code = next(each.code for each in option.questions if each.kind == "yes_no")
    assert told(option, [f"{code}:yes", f"{code}x:yes", "a", "", f"{option.questions[-1].code}:nonsense"]) == {
        code: "yes"
    }
