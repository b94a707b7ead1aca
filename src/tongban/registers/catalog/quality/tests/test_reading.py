"""Readability: plain words score high, officialese low, and the sentences that cost most are shown with a remedy."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tongban.registers.catalog.content import Option
from tongban.registers.catalog.quality import judge, read_guide, read_text
from tongban.registers.catalog.quality.reading import words
from tongban.registers.catalog.tests.city_rules import ALL, SURROUNDINGS

from .defects import DEFECTS, SOUND

PLAIN = "带身份证来，当场就能办。办好以后，电子证照马上能用。"
OFFICIAL = (
    "凡属本办法所称之申请人，均须自有关规定施行之日起十五日以内向该项行政机关呈报真实性、完整性符合法定形式的"
    "加盖公章的原件及复印件各一式三份，未按有关规定提交的，不予以办理。"
)


@pytest.mark.req("R-089")
def test_officialese_scores_low_and_plain_words_high():
    assert read_text(PLAIN).score >= 95
    assert read_text(PLAIN).hard == ()
    assert read_text(OFFICIAL).score <= 40
    assert read_text(OFFICIAL).hard[0].said == OFFICIAL


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("申请人在办理本事项时需要提前准备好自己和配偶以及未成年子女的全部户籍资料还有房屋情况", "字没有停顿"),
        ("先到窗口，再到银行，然后回来，交回执，领凭证，再等通知。", "个分句"),
        ("符合规定的（含外地户口（不含集体户口）的）可以办。", "括号里还有括号"),
        ("不能不交。", "双重否定"),
        ("未提交授权书的，不予受理。", "双重否定"),
        ("办理您的房子的产权的证明的窗口。", "连用4个“的”"),
        ("请先完成ABC认证。", "没解释“ABC”"),
        ("按双随机的要求检查。", "没解释“双随机”"),
        ("每次最多不超过20，超过的分次办。", "数字没有单位"),
        ("均须加盖公章。", "有官话"),
    ],
)
def test_each_difficulty_is_named(text, reason):
    reasons = "；".join(each for sentence in read_text(text).sentences for each in sentence.reasons)
    assert reason in reasons


@pytest.mark.parametrize(
    "text",
    [
        "户口在本市、满60岁的老人，当场就能办。",
        "窗口上班时间是8:30到12:00，周六也开门。",
        "按《城市道路管理条例》第三十条办。",
        "请上传PDF或者JPG，每个不超过20MB。",
        "个人所得税（IIT）按月算，IIT可以在网上交。",
        "没有营业执照的，先办营业执照。",
        "不用交复印件，也不用自己跑别的部门。",
        "身份证丢了的，先挂失，再来补领。",
    ],
)
def test_plain_sentences_lose_nothing(text):
    assert [each.reasons for each in read_text(text).sentences if each.cost] == []


def test_plain_words_stand_beside_officialese():
    [sentence] = read_text("均须加盖公章，逾期未办的，应自受理之日起重新计算。").sentences
    assert dict(sentence.suggestions) == {
        "均须": "都要",
        "加盖公章": "盖章",
        "逾期未": "到期没有",
        "应自": "要从",
        "受理之日起": "受理那天起",
    }
    assert sentence.rewritten == "都要盖章，到期没有办的，要从受理那天起重新计算。"


def test_no_plain_word_is_officialese_itself():
    known = words().plain
    assert [(word, plain) for word, plain in known.items() if plain in known] == []
    assert all(len(word) > 1 for word in known)


@pytest.mark.req("R-089")
def test_a_hard_guide_needs_a_word_and_an_unreadable_one_is_refused():
    hard, around = DEFECTS["guide_hard_to_read"].lay()
    assert "guide_hard_to_read" in {each.code for each in judge(hard, around)}
    refused, around = DEFECTS["guide_unreadable"].lay()
    [found] = [each for each in judge(refused, around) if each.code == "guide_unreadable"]
    assert "最难的一句" in found.message
    assert words().limits.refuse_below < words().limits.warn_below


@pytest.mark.req("R-089")
def test_the_citys_own_guides_are_readable():
    scores = [read_guide(each.option).score for each in ALL]
    assert min(scores) >= 85
    assert not [each for each in scores if each < words().limits.warn_below]


def test_one_dreadful_text_is_not_drowned_in_many_good_ones():
    good = SOUND.options["01"]
    bad = Option(**{**{name: getattr(good, name) for name in good.__struct_fields__}, "summary": OFFICIAL})
    assert read_guide(bad).score < read_guide(good).score - 5
    assert read_guide(bad).worst[0][0] == "/summary"
    assert read_guide(bad).texts["/summary"] <= 40


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_has_a_score(text):
    found = read_text(text)
    assert 0 <= found.score <= 100
    assert found == read_text(text)
    assert all(0 <= each.cost <= 100 and bool(each.reasons) == bool(each.cost) for each in found.sentences)


@settings(deadline=None)
@given(st.integers(0, 80), st.integers(0, 80))
def test_a_longer_sentence_is_never_easier(length, more):
    assert read_text("甲" * (length + more)).score <= read_text("甲" * length).score


def test_a_guide_is_read_within_five_milliseconds():
    assert judge(SOUND, SURROUNDINGS) == []
    largest = max((each.option for each in ALL), key=lambda each: len(each.materials) + len(each.questions))
    words.cache_clear()
    words()
    began = time.process_time()
    for _ in range(20):
        read_guide(largest)
    assert (time.process_time() - began) / 20 < 0.005
