"""An editor's words: synonyms added and dropped on record, misses settled, lists page by page."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.errors import Invalid, NotFound, NotYours
from tongban.foundation.ledger.models import Entry
from tongban.registers.catalog.commands import keep_misses, load_synonyms
from tongban.registers.catalog.models import Miss, Revision, Synonym
from tongban.registers.catalog.search import search
from tongban.registers.catalog.search.editing import (
    CHAIN,
    add_synonym,
    dismiss_miss,
    drop_synonym,
    load_frequent,
    unedited,
)
from tongban.registers.catalog.search.editorial import frequent_matters, open_misses, synonyms
from tongban.registers.catalog.tests.test_guides import AT

pytestmark = pytest.mark.django_db
EDITOR = Actor(name="孙编", roles=frozenset({Role.CATALOG_EDITOR}), channel="console")
OUTSIDER = replace(EDITOR, name="周游", roles=frozenset({Role.APPLICANT}))
TODAY = AT.date()


@pytest.fixture(autouse=True)
def nothing_missed():
    Miss.objects.all().delete()


def test_a_synonym_is_added_on_record_and_served_at_once():
    before = Revision.objects.get().number
    assert search("跑江湖的牌牌").is_empty or search("跑江湖的牌牌").is_unsure
    add_synonym("跑江湖的牌牌", meant="导游证", by=EDITOR, at=AT)
    assert search("跑江湖的牌牌").hits[0].card.name == "导游证核发"
    assert search("跑江湖的牌牌").hits[0].why == "按“跑江湖的牌牌”找到"
    assert Revision.objects.get().number == before + 1
    entry = Entry.objects.filter(chain=CHAIN).latest("seq")
    assert (entry.verb, entry.by_name, entry.facts["said"]) == ("add_synonym", "孙编", "跑江湖的牌牌")


def test_adding_the_same_again_is_no_act_and_another_meaning_is_one():
    add_synonym("跑江湖的牌牌", meant="导游证", by=EDITOR, at=AT)
    count = Entry.objects.filter(chain=CHAIN).count()
    add_synonym(" 跑江湖的牌牌。", meant="导游证", by=EDITOR, at=AT)
    assert Entry.objects.filter(chain=CHAIN).count() == count
    add_synonym("跑江湖的牌牌", meant="营业性演出", by=EDITOR, at=AT)
    assert Entry.objects.filter(chain=CHAIN).latest("seq").facts["before"] == "导游证"
    assert Synonym.objects.get(said="跑江湖的牌牌").meant == "营业性演出"


def test_what_an_editor_decided_outlives_the_citys_file():
    load_synonyms({"甲话": "导游证", "乙话": "导游证"})
    drop_synonym("甲话", by=EDITOR, at=AT)
    add_synonym("乙话", meant="居住证", by=EDITOR, at=AT)
    load_synonyms(unedited({"甲话": "导游证", "乙话": "导游证", "丙话": "导游证"}))
    said = dict(Synonym.objects.filter(said__endswith="话").values_list("said", "meant"))
    assert {each: said.get(each) for each in ("甲话", "乙话", "丙话")} == {
        "甲话": None,
        "乙话": "居住证",
        "丙话": "导游证",
    }


@pytest.mark.parametrize(
    ("said", "meant", "codes"),
    [
        ("", "", {"length"}),
        ("长" * 61, "居住证", {"length"}),
        ("620200199001011234", "居住证", {"number"}),
        ("居住证", "居住证", {"same"}),
        ("。。。", "居住证", {"length"}),
    ],
)
def test_a_pair_that_is_none_is_refused_with_every_fault(said, meant, codes):
    with pytest.raises(Invalid) as caught:
        add_synonym(said, meant=meant, by=EDITOR, at=AT)
    assert {each.code for each in caught.value.faults} == codes


def test_only_editors_read_and_write_the_words():
    for act in (
        lambda: add_synonym("甲话", meant="居住证", by=OUTSIDER, at=AT),
        lambda: drop_synonym("甲话", by=OUTSIDER, at=AT),
        lambda: dismiss_miss("甲话", by=OUTSIDER, at=AT),
        lambda: synonyms(OUTSIDER),
        lambda: open_misses(OUTSIDER),
    ):
        with pytest.raises(NotYours):
            act()


def test_what_is_not_there_cannot_be_dropped_or_dismissed():
    with pytest.raises(NotFound):
        drop_synonym("从来没有的话", by=EDITOR, at=AT)
    with pytest.raises(NotFound):
        dismiss_miss("从来没有的话", by=EDITOR, at=AT)


def test_misses_are_listed_most_often_first_page_by_page():
    keep_misses({"养恐龙": 3, "开飞碟": 1, "造火箭": 3}, on=TODAY)
    keep_misses({"开飞碟": 1}, on=TODAY + timedelta(days=1))
    first, second = open_misses(EDITOR, size=2)
    (third,) = open_misses(EDITOR, after=second.cursor, size=2)
    assert [each.text for each in (first, second, third)] == [*sorted(["养恐龙", "造火箭"]), "开飞碟"]
    assert (third.times, third.days, third.first_on, third.last_on) == (2, 2, TODAY, TODAY + timedelta(days=1))
    assert open_misses(EDITOR, after=third.cursor) == []
    assert [each.text for each in open_misses(EDITOR, since=TODAY + timedelta(days=1))] == ["开飞碟"]
    assert len(open_misses(EDITOR, after="不是游标")) == 3


def test_a_miss_is_settled_by_a_synonym_until_it_is_missed_again():
    keep_misses({"养恐龙": 3}, on=TODAY)
    add_synonym("养恐龙", meant="居住证", by=EDITOR, at=AT)
    assert open_misses(EDITOR) == []
    keep_misses({"养恐龙": 1}, on=TODAY + timedelta(days=1))
    assert [each.text for each in open_misses(EDITOR)] == ["养恐龙"]


def test_a_dismissed_miss_stays_away_and_is_on_record_once():
    keep_misses({"养恐龙": 3}, on=TODAY)
    dismiss_miss("养恐龙", by=EDITOR, at=AT)
    dismiss_miss("养恐龙", by=EDITOR, at=AT)
    keep_misses({"养恐龙": 1}, on=TODAY + timedelta(days=9))
    assert open_misses(EDITOR) == []
    assert Entry.objects.filter(chain=CHAIN, verb="dismiss_miss").count() == 1


def test_synonyms_are_listed_by_what_is_said(django_assert_num_queries):
    load_synonyms({"甲样例话": "导游证", "乙样例话": "居住证"})
    with django_assert_num_queries(1):
        found = synonyms(EDITOR, holding="样例话")
    assert [each.said for each in found] == sorted(["甲样例话", "乙样例话"])
    assert [each.said for each in synonyms(EDITOR, holding="样例话", after=found[0].said)] == [found[1].said]


def test_frequent_matters_are_taken_over_in_order_and_wrong_codes_are_refused():
    codes = ["00013102400001", "00013100400001"]
    assert load_frequent(codes) > 0
    assert frequent_matters() == codes
    assert load_frequent(codes) == 0
    assert load_frequent(codes[::-1]) > 0
    for wrong in (["1"], codes + codes):
        with pytest.raises(Invalid):
            load_frequent(wrong)
