"""How alike two enterprises look, and from which source a field is taken (R-175)."""

from datetime import timedelta
from typing import Any

import pytest
from conftest import MONDAY
from hypothesis import given
from hypothesis import strategies as st

from tongban.exchange.resolving.rules.likeness import LIKELY, Look, blocks, core, marks, score, site
from tongban.exchange.resolving.rules.precedence import MergedField, Said, merged

pytestmark = pytest.mark.req("R-175")
SHOP = Look("明月餐饮有限公司", "嘉峪关市雄关区样例路1号", "2020-01-15")
WORDS = st.text("明月餐饮样例企业路号1234嘉峪关市有限公司店（）", max_size=12)


def alike(left: Look, right: Look) -> float:
    return score(marks(left, right))


@pytest.mark.parametrize(
    ("other", "is_likely"),
    [
        (Look("嘉峪关市明月餐饮店", "雄关区样例路1号"), True),
        (Look("明月餐饮（样例）有限公司", "嘉峪关市雄关区样例路1号"), True),
        (Look("明月餐饮有限公司", "嘉峪关市雄关区样例路11号"), False),
        (Look("明月餐饮有限公司", "", "2020-01-15"), True),
        (Look("明月餐饮有限公司", "", "2020-01-16"), False),
        (Look("明月餐饮有限公司"), False),
        (Look("", "嘉峪关市雄关区样例路1号", "2020-01-15"), False),
        (Look("清风书店", "嘉峪关市雄关区样例路1号", "2020-01-15"), False),
        (Look(), False),
    ],
)
def test_what_is_shown_to_a_person_looks_alike_in_two_fields_at_least(other: Look, is_likely: bool):
    assert (alike(SHOP, other) >= LIKELY) is is_likely


def test_a_number_is_not_nearly_the_same():
    first, second = Look("样例企业1号", "样例路1号"), Look("样例企业11号", "样例路11号")
    assert alike(first, first) == 1
    assert alike(first, second) < LIKELY


def test_each_mark_says_both_values_and_what_it_weighs():
    found = marks(SHOP, Look("明月餐饮店", "样例路1号"))
    assert [(each.field, each.left, each.right) for each in found] == [
        ("name", SHOP.name, "明月餐饮店"),
        ("address", SHOP.address, "样例路1号"),
    ]
    assert sum(each.weight for each in found) == 1


def test_place_and_legal_form_are_not_what_tells_names_apart():
    assert core("甘肃嘉峪关市明月餐饮（有限公司）") == core("明月餐饮店") == "明月餐饮"
    assert core("店") == "店"
    assert site("甘肃省嘉峪关市雄关区1号") == "雄关区1号"


@given(WORDS, WORDS, WORDS, WORDS)
def test_the_score_is_the_same_from_both_sides_and_between_nothing_and_one(
    name: str, place: str, other: str, site_: str
):
    left, right = Look(name, place), Look(other, site_)
    assert alike(left, right) == pytest.approx(alike(right, left))
    assert 0 <= alike(left, right) <= 1
    assert blocks(left) == blocks(Look(name, place, "2020-01-15"))


def said(dataset: str, key: str, days: int = 0, **content: str) -> Said:
    return Said(dataset, key, content, {}, 7, 3, MONDAY + timedelta(days=days), 5)


FIELDS = (
    MergedField("name", "名称", "登记的为准", ("registry.name", "water.title")),
    MergedField("account", "户号", "最新一批的", ("water.account",)),
)


def test_a_field_is_taken_from_the_first_source_that_tells_it_and_names_the_others():
    rows = [said("water", "1", title="甲店", account="S1"), said("registry", "x", name="甲有限公司")]
    name, account = merged(FIELDS, rows)
    assert (name.words, name.said.dataset, name.said.batch, name.said.line) == ("甲有限公司", "registry", 7, 5)
    assert [(words, each.dataset) for words, each in name.others] == [("甲店", "water")]
    assert (account.words, account.others) == ("S1", ())
    assert merged(FIELDS, rows[:1])[0].words == "甲店"
    assert merged(FIELDS, []) == []


def test_within_a_source_the_newest_batch_counts_then_the_lesser_key():
    rows: list[Any] = [said("water", "2", 0, account="S2"), said("water", "3", 1, account="S3")]
    rows += [said("water", "1", 0, account="S1"), said("water", "0", 2, account="")]
    [account] = merged(FIELDS[1:], rows)
    assert account.words == "S3"
    assert [words for words, _ in account.others] == ["S1", "S2"]
