"""Bundles are found in plain words, and an item leads to those that hold it (一件事搜索)."""

import pytest

from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.kept import Kept
from tongban.registers.bundles.queries import bundles_of, edition_on, found_by, linked_to
from tongban.registers.bundles.queries.shelf import FRESH_SECONDS, standing
from tongban.registers.bundles.rules.content import Content
from tongban.registers.bundles.rules.finding import fitness, words_of


@pytest.mark.parametrize(
    ("q", "code"),
    [
        ("开个小饭馆", "restaurant"),
        ("我想开饭馆", "restaurant"),
        ("孩子出生", "newborn"),
        ("新生儿", "newborn"),
        ("新生儿出身", "newborn"),
        ("二手房过户怎么办", "real-estate"),
        ("不动产登记", "real-estate"),
        ("水电气报装", "utilities"),
    ],
)
@pytest.mark.django_db
@pytest.mark.req("R-117")
def test_who_says_it_in_plain_words_finds_the_bundle(q: str, code: str):
    assert found_by(q, on=local_day(now()))[0].code == code


@pytest.mark.parametrize("q", ["开饭店", "开火锅店", "开个小饭馆"])
@pytest.mark.django_db
@pytest.mark.req("R-117")
def test_a_trade_that_a_bundle_may_hold_is_not_what_it_is_about(q: str):
    assert [each.code for each in found_by(q, on=local_day(now()))] == ["restaurant"]


@pytest.mark.django_db
@pytest.mark.req("R-117")
def test_a_bundle_is_found_by_two_of_its_matters_too():
    today = local_day(now())
    members = [each.option_code for each in edition_on("newborn", today).content.members]
    assert found_by("娃落地了", on=today, hits=members[:1]) == ()
    assert [each.code for each in found_by("娃落地了", on=today, hits=["other", *members[:2]])] == ["newborn"]
    assert found_by("娃落地了", on=today, hits=["1", "2", "3", *members]) == ()


@pytest.mark.parametrize(
    "q", ["", "身份证丢了", "老年人优待证", "12345", "办", "一件事", "%' OR 1=1 --", "驾照换证", "公积金提取"]
)
@pytest.mark.django_db
def test_a_bundle_that_was_not_asked_for_stands_above_nothing(q: str):
    assert found_by(q, on=local_day(now())) == ()


def test_one_pair_of_characters_alone_is_no_reason():
    words = words_of(Content(title="退休一件事", summary="退休要办的手续"))
    assert fitness(words, ["退休"]) == 1.0
    assert fitness(words, ["公务员退休前能不能出国旅游"]) == 0.0
    assert fitness(words, []) == 0.0


@pytest.mark.django_db
@pytest.mark.req("R-117")
def test_an_item_leads_to_the_bundles_that_hold_it_and_thousands_of_readers_ask_once(django_assert_num_queries):
    today = local_day(now())
    member = edition_on("newborn", today).content.members[0]
    expected = [(each.code, each.title) for each in bundles_of(member.option_code, on=today)]
    assert ("newborn", "新生儿出生一件事") in expected
    ticks = [0.0]
    shelf = Kept(standing, seconds=FRESH_SECONDS, tick=lambda: ticks[0])
    with django_assert_num_queries(2):
        for _ in range(1000):
            shelf.of(today)
        ticks[0] = FRESH_SECONDS
        for _ in range(1000):
            found = shelf.of(today).by_option[member.option_code]
    assert [(each.code, each.title) for each in found] == expected
    assert linked_to("no such option", on=today) == ()
