"""Names of other lists against the catalogue: exact, alias, similar, none; one to one, the same every time, fast."""

import random
from time import process_time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tongban.foundation.kernel.errors import Invalid, NotFound, NotYours
from tongban.foundation.ledger.models import Entry
from tongban.registers.lists import commands, queries
from tongban.registers.lists.rules.matching import Candidate, Decision, Degree, Wanted, core, match, normalized

from .drafting import EDITOR, MONDAY, REVIEWER, Cast

LETTERS = "食品经营生产许可公共场所卫生医疗机构执业登记建筑施工道路运输危险化学品企业投资项目核准特种设备民办学校"
CATALOGUE = (
    Candidate("1", "食品经营许可", "行政许可", ("食品经营许可证核发",)),
    Candidate("2", "药品零售企业许可", "行政许可", ("药品经营许可（零售）核发",)),
    Candidate("3", "砍伐、移植城市树木审批", "行政许可"),
    Candidate("4", "仅销售预包装食品备案", "行政备案"),
)


def found(name: str, kind: str = "", **more):
    (one,) = match([Wanted("1", name, kind)], CATALOGUE, **more)
    return one.degree, one.candidate.code if one.candidate else None


@pytest.mark.req("R-025")
@pytest.mark.parametrize(
    ("name", "degree", "code"),
    [
        ("食品经营许可", Degree.EXACT, "1"),
        ("食品 经营许可", Degree.EXACT, "1"),
        ("食品经营许可证核发", Degree.ALIAS, "1"),
        ("药品经营许可(零售)核发", Degree.ALIAS, "2"),
        ("城市树木砍伐移植许可", Degree.SIMILAR, "3"),
        ("药品零售企业审批", Degree.SIMILAR, "2"),
        ("烟花爆竹经营许可", Degree.NONE, None),
    ],
)
def test_exact_alias_and_similar_names_are_told_apart(name: str, degree: Degree, code: str | None):
    assert found(name) == (degree, code)


@pytest.mark.req("R-025")
def test_a_decided_alias_and_a_synonym_are_aliases():
    assert found("小饭桌许可", known={normalized("小饭桌许可"): "1"}) == (Degree.ALIAS, "1")
    assert found("开饭馆", synonyms={"开饭馆": "食品经营许可"}) == (Degree.ALIAS, "1")


@pytest.mark.req("R-025")
def test_the_same_name_with_another_type_is_no_match_to_be_content_with():
    (one,) = match([Wanted("1", "仅销售预包装食品备案", "行政许可")], CATALOGUE)
    assert one.degree is Degree.EXACT
    assert one.kind_differs
    assert not one.is_consistent


def test_a_core_is_what_is_left_without_general_endings():
    assert core("食品经营许可证核发") == "食品经营"
    assert core("审批") == "审批"


_names = st.text(alphabet=LETTERS, min_size=3, max_size=12)


@settings(max_examples=60, deadline=None)
@given(st.lists(_names, max_size=12), st.lists(_names, max_size=12, unique=True), st.randoms())
def test_each_item_is_given_once_in_any_order_of_the_catalogue(wanted, names, shuffler: random.Random):
    asked = [Wanted(str(place), name) for place, name in enumerate(wanted)]
    items = [Candidate(f"{place:03d}", name, "行政许可") for place, name in enumerate(names)]
    first = match(asked, items)
    given_codes = [each.candidate.code for each in first if each.candidate]
    assert len(given_codes) == len(set(given_codes))
    assert [each.wanted for each in first] == asked
    mixed = list(items)
    shuffler.shuffle(mixed)
    assert match(asked, mixed) == first
    for each in first:
        if each.degree is Degree.NONE:
            assert normalized(each.wanted.name) not in {
                normalized(item.name) for item in items if item.code not in given_codes
            }


@pytest.mark.req("R-025")
def test_a_thousand_names_against_a_thousand_items_take_less_than_five_seconds():
    chance = random.Random(7)
    items = [
        Candidate(
            f"{n:04d}", "".join(chance.choices(LETTERS, k=14)), "行政许可", ("".join(chance.choices(LETTERS, k=9)),)
        )
        for n in range(1000)
    ]
    asked = [
        Wanted(str(n), each.name if n % 3 == 0 else f"{each.name[:7]}甲{each.name[8:]}审批", "行政许可")
        for n, each in enumerate(items)
    ]
    began = process_time()
    matches = match(asked, items)
    assert process_time() - began < 5
    degrees = {degree: sum(each.degree is degree for each in matches) for degree in Degree}
    assert degrees[Degree.EXACT] == 334
    assert degrees[Degree.SIMILAR] >= 660


@pytest.mark.django_db
@pytest.mark.req("R-025")
@pytest.mark.parametrize("kind", ["market_access", "investment", "construction"])
def test_each_of_the_three_lists_shows_exact_similar_and_missing_names_separately(kind: str):
    report: Any = queries.report(kind)
    assert all(report.counts[degree] > 0 for degree in Degree), report.counts
    assert sum(report.counts.values()) == report.edition.row_count
    assert report.unresolved == len(report.mismatches) > 0
    assert all(not each.match.is_consistent for each in report.mismatches)


@pytest.mark.django_db
@pytest.mark.req("R-025")
def test_a_mismatch_is_settled_once_by_a_person_with_a_reason_and_an_alias_is_known_from_then_on(cast: Cast):
    report: Any = queries.report("market_access")
    near = next(each for each in report.mismatches if each.match.degree is Degree.SIMILAR)
    gone = next(each for each in report.mismatches if each.match.degree is Degree.NONE)
    with pytest.raises(Invalid) as refused:
        commands.resolve(
            "market_access", key=near.match.wanted.key, decision=Decision.ALIAS, reason="", by=cast(EDITOR), at=MONDAY
        )
    assert {each.code for each in refused.value.faults} == {"blank", "unknown_item"}
    code = near.match.candidate.code
    commands.resolve(
        "market_access",
        key=near.match.wanted.key,
        decision=Decision.ALIAS,
        basic_code=code,
        reason="同一事项",
        by=cast(EDITOR),
        at=MONDAY,
    )
    commands.resolve(
        "market_access",
        key=gone.match.wanted.key,
        decision=Decision.JUSTIFY,
        reason="本市没有这类经营",
        by=cast(REVIEWER),
        at=MONDAY,
    )
    after: Any = queries.report("market_access")
    assert after.unresolved == report.unresolved - 2
    assert next(each for each in after.matches if each.wanted == near.match.wanted).degree is Degree.ALIAS
    justified = next(each for each in after.mismatches if each.match.wanted == gone.match.wanted)
    assert justified.settled.reason == "本市没有这类经营"
    assert justified.settled.by == "林静"
    assert Entry.objects.filter(chain="list-match:market_access", verb="resolve").count() == 2
    with pytest.raises(NotFound):
        commands.resolve(
            "market_access",
            key=near.match.wanted.key,
            decision=Decision.JUSTIFY,
            reason="再说",
            by=cast(EDITOR),
            at=MONDAY,
        )


@pytest.mark.django_db
def test_a_stranger_settles_nothing(cast: Cast):
    with pytest.raises(NotYours):
        commands.resolve(
            "market_access", key="021", decision=Decision.JUSTIFY, reason="无", by=cast("wangfang"), at=MONDAY
        )


@pytest.mark.django_db
def test_a_list_from_outside_that_cannot_be_read_tells_every_cell(cast: Cast):
    rows = [{"number": "1", "name": "甲", "kind": "行政许可"}, {"number": "1", "name": ""}, {"nonsense": "x"}]
    with pytest.raises(Invalid) as refused:
        commands.take_in("investment", rows, source="样例", by=cast(EDITOR), at=MONDAY)
    assert {"twice", "missing", "not_writable"} <= {each.code for each in refused.value.faults}
