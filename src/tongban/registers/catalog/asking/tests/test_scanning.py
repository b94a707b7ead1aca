"""The scanner of asks beyond the list (清单外要求): recall and false alarms, and that the list itself passes."""

import time
from collections.abc import Iterable

import pytest

from tongban.registers.catalog.asking import asks_in, unlisted_asks
from tongban.registers.catalog.checklist import checklist
from tongban.registers.catalog.checklist.situations import situations as every_situation
from tongban.registers.catalog.loading import read_items
from tongban.registers.catalog.tests.samples import CITY

from .sayings import HELD_OUT, Saying, more_sayings, roundabout_sayings, sayings, situations


def recall_and_alarms(rows: Iterable[Saying]) -> tuple[float, float]:
    """The share of asks that are found, and of listed or harmless sentences that are stopped."""
    found, stopped = [], []
    for each in rows:
        option, answers = situations()[each.situation]
        if each.beyond:
            found.append(each.is_seen(option, answers))
        else:
            stopped.append(bool(unlisted_asks(each.text, option, answers)))
    return sum(found) / len(found), sum(stopped) / len(stopped)


@pytest.mark.req("R-047")
def test_of_200_sentences_nine_in_ten_asks_are_found_and_one_in_twenty_harmless_ones_at_most_is_stopped():
    assert len(sayings()) >= 200
    recall, alarms = recall_and_alarms(sayings())
    assert recall >= 0.9
    assert alarms <= 0.05


@pytest.mark.req("R-047")
def test_so_it_is_of_the_sentences_that_were_held_out():
    recall, alarms = recall_and_alarms(sayings()[-HELD_OUT:])
    assert recall >= 0.9
    assert alarms <= 0.05


def test_so_it_is_of_sentences_in_other_words():
    recall, alarms = recall_and_alarms(more_sayings())
    assert recall >= 0.95
    assert alarms <= 0.02


@pytest.mark.req("R-047")
def test_so_it_is_of_asks_in_roundabout_ways():
    recall, alarms = recall_and_alarms(roundabout_sayings())
    assert recall >= 0.9
    assert alarms <= 0.05


@pytest.mark.req("R-047")
def test_the_sentence_of_the_plan_is_found_where_the_list_does_not_ask_for_it():
    option, answers = situations()["food"]
    (found,) = unlisted_asks("请再提供居住证明", option, answers)
    assert (found.words, found.kind, found.is_listed) == ("居住证明", "material", False)
    assert "请再提供居住证明"[found.start : found.end] == "居住证明"


def test_what_one_situation_asks_for_is_beyond_the_list_of_another():
    option, answers = situations()["shop"]
    words = "请补交邻居们签的业主同意书。"
    assert unlisted_asks(words, option, answers)
    assert not unlisted_asks("请补交有利害关系的业主同意书。", option, {**answers, "premises_kind": "home"})


def test_a_listed_ask_is_found_as_listed_with_its_name():
    option, answers = situations()["food"]
    (found,) = asks_in("请补交健康证。", option, answers)
    assert found.is_listed
    assert "健康证明" in found.nearest


@pytest.mark.parametrize(
    "words", ["", "。。。", "请", "请提供", "证证证证证证证证", "请提供" * 400, "《《（（请交", "\x00请交\n\n证"]
)
def test_no_text_breaks_it(words):
    option, answers = situations()["food"]
    assert isinstance(unlisted_asks(words, option, answers), tuple)


def test_what_the_list_itself_says_is_never_stopped():
    stopped = []
    for folder in sorted((CITY / "items").iterdir()):
        for item in read_items(folder):
            for option in item.options.values():
                answers = next(every_situation(option, bound=1), {})
                found = checklist(option, answers)
                for material in (*(each.material for each in found.needed), *(each.material for each in found.spared)):
                    said = f"请提交{material.name}" + "".join(f"，注意：{each}" for each in material.points[:1]) + "。"
                    for words in (
                        said,
                        f"缺少“{material.name}”。",
                        *(f"请提供{each}。" for each in material.alternatives),
                    ):
                        if unlisted_asks(words, option, answers):
                            stopped.append(words)
    assert stopped == []


def test_a_sentence_is_read_in_less_than_five_milliseconds():
    texts = [(each.text, *situations()[each.situation]) for each in sayings()]
    begun = time.perf_counter()
    for each in texts:
        unlisted_asks(*each)
    assert (time.perf_counter() - begun) / len(texts) < 0.005
