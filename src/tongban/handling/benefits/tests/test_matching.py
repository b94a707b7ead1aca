"""Whom policies fit, held against an oracle that knows nothing of the small language of conditions."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.handling.benefits.rules.content import Around, Clause, Content, content_hash, decode, encode, faults_of
from tongban.handling.benefits.rules.facts import Facts, Known, own_word, types_in, vocabulary
from tongban.handling.benefits.rules.matching import Matcher, Verdict, explain, period_of, period_words
from tongban.handling.benefits.rules.saying import LONGEST, pushed, reasons_of
from tongban.handling.benefits.rules.states import Audience, Every, Way

WORDS = vocabulary([("food_business_license", "食品经营许可证", ["enterprise"]), ("id_card", "居民身份证", ["person"])])
AROUND = Around(WORDS, lambda code: code == "matter")
Oracle = Callable[[dict[str, object]], bool | None]


def policy(*whens: str, **more: object) -> Content:
    given_words: dict[str, object] = {
        "title": "样例政策",
        "summary": "说明",
        "benefit": "给300元",
        "source_title": "样例文件",
        "source_number": "嘉样例〔2026〕1号",
        "source_clause": "第三条",
        "source_text": "原文",
        "contact": "0937-0000000",
        "from_on": date(2026, 1, 1),
    }
    clauses = tuple(Clause(f"条件{place}", when) for place, when in enumerate(whens, 1))
    return Content(**{**given_words, "clauses": clauses, **more})  # type: ignore[arg-type]


def _at_least(name: str, least: int) -> Oracle:
    return lambda facts: None if name not in facts else int(str(facts[name])) >= least


def _is(name: str, wanted: object) -> Oracle:
    return lambda facts: None if name not in facts else facts[name] == wanted


# Each policy in the small language, and the same as plain Python written by hand.
CASES: list[tuple[Content, list[Oracle]]] = [
    (policy("employees >= 10"), [_at_least("employees", 10)]),
    (
        policy("months_food_business_license >= 12", 'district == "620201"'),
        [_at_least("months_food_business_license", 12), _is("district", "620201")],
    ),
    (
        policy("has_food_business_license == 1", "new_hires >= 1", "is_small == 1"),
        [_is("has_food_business_license", True), _at_least("new_hires", 1), _is("is_small", True)],
    ),
    (
        policy('"A" in done', "employees < 300"),
        [
            lambda facts: None if "done" not in facts else "A" in str(facts["done"]),
            lambda facts: None if "employees" not in facts else int(str(facts["employees"])) < 300,
        ],
    ),
]

MATCHER = Matcher([content for content, _ in CASES])
"""One for all examples, so that what it remembers of one is held against the next."""

enterprises = st.fixed_dictionaries(
    {},
    optional={
        "employees": st.integers(0, 400),
        "new_hires": st.integers(0, 3),
        "is_small": st.booleans(),
        "district": st.sampled_from(["620201", "620102"]),
        "has_food_business_license": st.booleans(),
        "months_food_business_license": st.integers(0, 40),
        "done": st.sampled_from([(), ("A",), ("A", "B"), ("B",)]),
    },
)


def _expected(truths: list[bool | None]) -> Verdict:
    if any(each is False for each in truths):
        return Verdict.FITS_NOT
    return Verdict.UNSURE if any(each is None for each in truths) else Verdict.FITS


@pytest.mark.req("R-160")
@given(enterprises)
def test_the_matcher_and_the_oracle_never_differ(plain: dict[str, object]) -> None:
    """Precision and recall are both whole: not one too many, not one too few, and nothing guessed."""
    facts: Facts = {name: Known(value) for name, value in plain.items()}  # type: ignore[arg-type]
    expected = [_expected([ask(plain) for ask in oracle]) for _, oracle in CASES]
    assert MATCHER.verdicts(facts) == expected
    assert [explain(content, facts, WORDS).verdict for content, _ in CASES] == expected


@pytest.mark.req("R-160")
def test_each_condition_says_what_it_rests_on_and_what_is_missing() -> None:
    content = policy("months_food_business_license >= 12", "employees >= 10")
    facts = {"months_food_business_license": Known(14, "2025-09-01")}
    found = explain(content, facts, WORDS)
    assert found.verdict is Verdict.UNSURE
    assert found.missing == ("从业人数",)
    first, second = found.judged
    assert [(each.label, each.said, each.source, each.as_of) for each in first.used] == [
        ("食品经营许可证已有", "14个月", "电子证照", "2025-09-01")
    ]
    assert second.truth is None
    assert second.used == ()


def test_true_and_one_are_remembered_apart() -> None:
    matcher = Matcher([policy('new_hires in (1, "1")', audience=Audience.ENTERPRISE)])
    assert matcher.verdicts({"new_hires": Known("1")}) == matcher.verdicts({"new_hires": Known(1)}) == [Verdict.FITS]


@pytest.mark.req("R-159")
def test_everything_that_is_wrong_is_told_at_once() -> None:
    bad = Content(title="", clauses=(Clause("", "age >= 60"), Clause("多", "没有")), way=Way.APPLIED, notice_days=99)
    pointers = {each.pointer for each in faults_of(bad, AROUND)}
    assert {"/title", "/source_text", "/from_on", "/notice_days", "/option_code", "/words-1", "/when-1", "/when-2"} <= (
        pointers
    )
    assert faults_of(policy("employees >= 10"), AROUND) == []
    assert [each.pointer for each in faults_of(policy("__import__('os')"), AROUND)] == ["/when-1"]


@pytest.mark.req("R-160")
def test_nothing_is_given_unasked_on_ones_own_word_alone() -> None:
    found = faults_of(policy("employees >= 10", way=Way.UNAPPLIED), AROUND)
    assert [each.pointer for each in found] == ["/when-1"]
    assert "从业人数" in found[0].message


@pytest.mark.req("R-159")
def test_the_day_after_the_last_it_is_over() -> None:
    content = policy("employees >= 1", from_on=date(2026, 3, 1), to_on=date(2026, 11, 30))
    days = (date(2026, 2, 28), date(2026, 3, 1), date(2026, 11, 30), date(2026, 12, 1))
    assert [content.is_open(each) for each in days] == [False, True, True, False]


@pytest.mark.parametrize(
    ("every", "key", "words"),
    [
        ("once", "once", "一次"),
        ("year", "2026", "2026年"),
        ("quarter", "2026Q4", "2026年第4季度"),
        ("month", "2026-11", "2026年11月"),
    ],
)
def test_a_period_has_one_key(every: str, key: str, words: str) -> None:
    assert period_of(Every(every), date(2026, 11, 23)) == key
    assert period_words(key) == words


def test_a_document_comes_back_as_it_was() -> None:
    content = policy("employees >= 10", amount="300")
    assert decode(encode(decode(encode(content)))) == decode(encode(content))
    assert len(content_hash(content)) == 64


@pytest.mark.req("R-160")
def test_a_message_names_the_conditions_and_where_to_say_no() -> None:
    content = policy("employees >= 10", benefit="稳岗补贴" * 60)
    why = reasons_of(content, WORDS)
    assert why == [{"words": "条件1", "sources": ["自己填的"]}]
    said = pushed([(content, why)] * 5)
    assert len(said) <= LONGEST
    assert said.endswith("也可以关掉自动匹配。")
    assert "条件1" in pushed([(policy("employees >= 10"), why)])


def test_the_mark_of_a_disability_is_no_licence() -> None:
    assert types_in({"has_disability", "has_id_card", "months_food_business_license", "age"}) == {
        "id_card",
        "food_business_license",
    }


@pytest.mark.parametrize(
    ("typed", "value"), [("12", 12), ("１２", None), ("-1", None), ("99999999", None), ("x", None)]
)
def test_a_number_that_is_typed_is_one_or_none(typed: str, value: int | None) -> None:
    assert own_word(WORDS.kinds["employees"], typed) == value
    assert own_word(WORDS.kinds["is_small"], "yes") is True
