"""Search: people's own words, the same order every time, honest when there is nothing, quick at five thousand."""

import statistics
import threading
import time
from dataclasses import replace

import msgspec
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tongban.foundation.kernel.actors import SYSTEM
from tongban.registers.catalog.browsing import Filters
from tongban.registers.catalog.commands import publish
from tongban.registers.catalog.loading import read_items, read_synonyms
from tongban.registers.catalog.search import Engine, search, words
from tongban.registers.catalog.search.engine import found
from tongban.registers.catalog.search.index import Index
from tongban.registers.catalog.search.misses import take_misses
from tongban.registers.catalog.tests.samples import _OPTION, CITY, document, guides_of
from tongban.registers.catalog.tests.test_guides import AT

QUESTIONS = yaml.safe_load((CITY.parents[1] / "src/tongban/registers/catalog/tests/questions.yaml").read_text("utf-8"))
FIRST, FIVE = 0.85, 0.97


@pytest.fixture(scope="module")
def documents():
    return read_items(CITY / "items")


@pytest.fixture(scope="module")
def index(documents):
    return Index(guides_of(documents), list(read_synonyms(CITY / "synonyms.yaml").items()))


def ask(index, q, filters=None, size=5):
    return found(index, q, filters or Filters(), 1, size)


def tails(result):
    return [each.card.option_code[19:31] + "-" + each.card.option_code[31:] for each in result.hits]


@pytest.mark.req("R-089")
def test_the_first_answer_is_right_and_the_first_five_nearly_always(index):
    known = {each.option_code[19:31] + "-" + each.option_code[31:] for each in index.cards}
    asked: dict[str, set[str]] = {}
    for codes, questions in QUESTIONS.items():
        for q in questions:
            asked.setdefault(q, set()).update(codes.split())
    answers = [(right, tails(ask(index, q))) for q, right in asked.items() if right & known]
    assert len(answers) >= 100
    first = statistics.mean(bool(got) and got[0] in right for right, got in answers)
    five = statistics.mean(bool(right & set(got)) for right, got in answers)
    assert (first >= FIRST, five >= FIVE) == (True, True), (first, five)


@pytest.mark.parametrize(
    "q",
    ["宇宙飞船", "asdfgh", "股票行情", "核潜艇", "火星移民", "🚀", "'; drop table", "...", "12345678901234"],
)
def test_what_the_city_does_not_do_is_said_honestly(index, q):
    assert ask(index, q).is_empty


def test_an_empty_answer_suggests_what_is_near(index):
    assert ask(index, "宇宙飞船驾驶执照年审考试").suggestions or not ask(index, "宇宙飞船驾驶执照年审考试").is_empty
    assert ask(index, "🚀").suggestions == ()


@pytest.mark.parametrize("cut", [slice(None), slice(19, 31), slice(0, 31)])
def test_codes_come_first_whole_or_begun(index, cut):
    card = index.cards[0]
    result = ask(index, f" {card.option_code[cut].lower()} ", size=50)
    assert card.option_code in [each.card.option_code for each in result.hits]
    assert all(card.option_code[cut] in each.card.option_code for each in result.hits)
    assert result.hits[0].why.startswith("编码")


def test_the_order_is_the_same_every_time(documents, index):
    again = Index(guides_of(documents), index.said)
    for q in ("证", "登记", "补办", "营业执照", "gjj"):
        assert tails(ask(index, q, size=50)) == tails(ask(again, q, size=50))


def test_pages_do_not_overlap_and_total_counts_all(index):
    pages = [found(index, "登记", Filters(), page, 2) for page in (1, 2, 3)]
    codes = [code for page in pages for code in tails(page)]
    assert len(codes) == len(set(codes))
    assert {each.total for each in pages} == {pages[0].total}
    assert pages[0].total == len(tails(ask(index, "登记", size=200)))


def test_filters_narrow_and_counts_agree(index):
    whole = ask(index, "食品经营许可", size=100)
    for agency, count in whole.counts["agency"].items():
        narrowed = ask(index, "食品经营许可", Filters(agency=agency), size=100)
        assert narrowed.total >= count
        assert {each.card.agency_key for each in narrowed.hits} == {agency}


def test_no_words_is_the_catalogue_itself(index):
    assert ask(index, "  ").total == len(index.cards)
    assert ask(index, "", Filters(kind="license")).total == sum(each.kind == "license" for each in index.cards)


def test_the_hit_says_why_and_marks_what_was_asked_for(index):
    hit = ask(index, "食品经营许可").hits[0]
    assert "".join(each.text for each in hit.name) == hit.card.name
    assert "".join(each.text for each in hit.name if each.is_hit).startswith("食品经营许可")
    assert any(each.why.startswith("也叫") for each in ask(index, "开奶茶店").hits)


def test_a_homophone_is_understood_and_put_right(index):
    result = ask(index, "居注证")
    assert "居住证" in result.hits[0].card.name
    assert result.did_you_mean == "居住证"
    assert ask(index, "居住证").did_you_mean == ""


def test_people_call_departments_by_old_names(index):
    hits = ask(index, "工商局", size=50).hits
    assert {each.card.agency_key for each in hits} == {"market-regulation"}


@given(st.text(max_size=80))
def test_nothing_typed_makes_it_fail(text):
    sample = Index(guides_of([document()]), [("馆子", "食品经营")])
    assert ask(sample, text).total >= 0


@pytest.mark.parametrize(
    ("typed", "said"),
    [("shenfenzheng", "身份证"), ("kaifandian", "开饭店"), ("zhuce", "注册"), ("sengfenzhen", "身份证")],
)
def test_pinyin_is_spelled_out_with_blurred_sounds(typed, said):
    spelled = words.spelled(typed)
    assert len(spelled) == len(said)
    assert typed == "sengfenzhen" or spelled == words.sounds(said)


def test_homophones_sound_the_same_and_initials_are_taken():
    assert words.sounds("身份证") == words.sounds("身分正")
    assert words.initials("社保卡A1") == "sbkA1"
    assert words.spelled("gjj") == ""


@pytest.mark.django_db
def test_the_process_searches_what_stands_in_the_database():
    take_misses()
    before = search("养恐龙许可证")
    publish(document(options={"01": {**_OPTION, "name": "养恐龙许可"}}), by=SYSTEM, at=AT)
    assert search("养恐龙许可证").hits[0].card.name == "养恐龙许可"
    assert before.is_empty == ("养恐龙许可证" in take_misses())
    assert search("养恐龙", filters=Filters(agency="tax")).is_empty
    assert take_misses() == {}


def test_a_new_index_is_built_beside_while_the_old_one_serves():
    stamps, gate = [(1, 0)], threading.Event()
    gate.set()

    def build():
        gate.wait(5)
        return Index(guides_of([document()]), [])

    engine = Engine(stamp=lambda: stamps[-1], build=build, is_in_act=lambda: False)
    old = engine.index()
    gate.clear()
    stamps.append((2, 0))
    assert engine.index() is old
    assert engine.index() is old
    gate.set()
    engine.wait()
    new = engine.index()
    assert new is not old
    assert engine.index() is new


def test_inside_an_act_the_index_is_built_at_once():
    stamps = [(1, 0)]
    engine = Engine(stamp=lambda: stamps[-1], build=lambda: Index(guides_of([document()]), []), is_in_act=lambda: True)
    old = engine.index()
    stamps.append((1, 1))
    assert engine.index() is not old


def test_five_thousand_options_are_built_and_searched_quickly(documents):
    places = [f"第{number}号样例" for number in range(5000 // sum(len(each.options) for each in documents) + 1)]
    many = [each for place in places for each in _relabelled(guides_of(documents), place)][:5000]
    start = time.perf_counter()
    large = Index(many, list(read_synonyms(CITY / "synonyms.yaml").items()))
    built = time.perf_counter() - start
    spent = []
    for q in [q for each in QUESTIONS.values() for q in each][::4]:
        start = time.perf_counter()
        ask(large, q)
        spent.append(time.perf_counter() - start)
    p95 = statistics.quantiles(spent, n=20)[-1]
    assert (built < 12, p95 < 0.08) == (True, True), (built, p95)  # four times the target: the machine is shared
    print(f"built {built:.2f} s, p95 {p95 * 1000:.1f} ms")


def _relabelled(guides, place):
    """The same guides as another place would name them, so that texts differ."""
    for each in guides:
        option = each.option
        said = tuple(f"{word}{place}" for word in option.everyday_words)
        yield replace(each, option=msgspec.structs.replace(option, name=f"{place}{option.name}", everyday_words=said))
