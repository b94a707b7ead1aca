"""Circles of prerequisites and results that nobody gives: every seeded one is found, none in the city's catalogue."""

from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tongban.registers.catalog import content
from tongban.registers.catalog.quality import judge_all
from tongban.registers.catalog.tests.city_rules import DOCUMENTS, SURROUNDINGS
from tongban.registers.catalog.tests.samples import document

from .defects import DEFECTS

_BASIS = {"law": "某法", "article": "第一条"}


def item(code: str, *needs: str, gives: str = "", takes: str = "", when: str = "", **more: Any) -> Any:
    """A small list: what it needs by basic code, the licence it gives, the licence it takes."""
    option: dict[str, Any] = {
        "name": f"事项{code}",
        "questions": [{"code": "q", "text": "是吗？", "kind": "yes_no"}],
        "prerequisites": [
            {"basic_code": basic(each), "name": f"事项{each}", "when": when, "basis": _BASIS} for each in needs
        ],
        "results": [{"name": "证", "license_type": gives}] if gives else [],
        "materials": [_licence(takes, when)] if takes else [],
        **more,
    }
    return document(basic_code=basic(code), name=f"事项{code}", options={"01": option})


def basic(code: str) -> str:
    return f"6201319{ord(code):03}W0"[:12].ljust(12, "0")


def _licence(kind: str, when: str = "", **more: Any) -> dict[str, Any]:
    by = {"way": "license", "license_type": kind}
    return {"code": kind, "name": f"证{kind}", "required_when": when, "spared_by": by, **more}


def found(*items: Any) -> list[tuple[str, str]]:
    return [(each.code, each.option_code[:12]) for each in judge_all(list(items), SURROUNDINGS)]


def test_two_items_that_wait_for_each_other_are_named_as_a_chain():
    told = judge_all([item("A", "B"), item("B", "A")], SURROUNDINGS)
    assert [each.code for each in told] == ["circle_of_prerequisites"] * 2
    assert "“食品经营许可" not in told[0].message
    assert "“事项A”要先有“事项B”，“事项B”要先有“事项A”" in told[0].message
    assert told[0].pointer == "/options/01/prerequisites/0"


def test_a_circle_through_licences_is_found():
    told = found(item("A", gives="x", takes="z"), item("B", gives="y", takes="x"), item("C", gives="z", takes="y"))
    assert told == [("circle_of_prerequisites", basic(each)) for each in "ABC"]


def test_a_circle_through_a_prerequisite_and_a_licence_is_found():
    assert found(item("A", "B", gives="x"), item("B", takes="x")) == [
        ("circle_of_prerequisites", basic("A")),
        ("circle_of_prerequisites", basic("B")),
    ]


def test_an_item_that_needs_itself_is_found():
    assert found(item("A", "A")) == [("circle_of_prerequisites", basic("A"))]


def test_who_waits_for_a_circle_is_told_so():
    told = found(item("A", "B"), item("B", "A"), item("C", "A"))
    assert ("result_of_nobody", basic("C")) in told


def test_another_way_out_breaks_the_circle():
    assert found(item("A", takes="x", gives="y"), item("B", gives="x", takes="y"), item("C", gives="x")) == []


def test_a_circle_that_only_some_must_enter_is_a_roundabout():
    assert found(item("A", "B", when='q == "yes"'), item("B", "A")) == [
        ("roundabout", basic("A")),
        ("roundabout", basic("B")),
    ]


def test_conditions_can_close_the_way_out():
    """Only who says yes may apply, and who says yes needs the other."""
    conditions = [{"code": "c", "text": "甲", "met_when": 'q == "yes"'}]
    assert {code for code, _ in found(item("A", "B", when='q == "yes"', conditions=conditions), item("B", "A"))} == {
        "circle_of_prerequisites"
    }


def test_a_renewal_is_no_circle_when_somebody_gives_it_first():
    renewal = item("B", gives="x", takes="x")
    assert found(item("A", gives="x"), renewal) == []
    assert found(renewal) == [("renewal_without_first_issue", basic("B"))]


@pytest.mark.parametrize(
    "material",
    [
        _licence("x", necessity="optional"),
        _licence("x", alternatives=["别的证明"]),
        _licence("x", necessity="committable"),
        _licence("unheard_of"),
    ],
)
def test_what_can_be_avoided_makes_no_circle(material):
    taker = item("A", gives="y", materials=[material], commitment={"is_offered": True})
    assert found(taker, item("B", gives="x", takes="y")) == []


def test_the_citys_catalogue_has_no_circle():
    told = judge_all(DOCUMENTS, SURROUNDINGS)
    assert [each.code for each in told] == ["renewal_without_first_issue"]


@pytest.mark.parametrize(
    "code",
    [
        *("question_never_asked", "field_never_shown", "condition_never_met", "nobody_can_apply", "material_of_nobody"),
        "prerequisite_of_nobody",
    ],
)
def test_a_contradiction_within_one_list_is_found_among_all(code):
    broken, around = DEFECTS[code].lay()
    told = judge_all([broken, *(each for each in DOCUMENTS if each.basic_code != broken.basic_code)], around)
    assert (code, "000131024000-01") in {(each.code, each.option_code) for each in told}


@pytest.mark.parametrize("length", [1, 2, 3, 8, 40])
def test_a_circle_seeded_in_the_citys_catalogue_is_found_whole(length):
    """A long ring draws in what needs a licence of the ring and gives one that the ring needs."""
    ring = DOCUMENTS[:length]
    ring_codes = [each.basic_code for each in ring]
    broken = []
    for place, each in enumerate(ring):
        need = content.Prerequisite(
            basic_code=ring_codes[(place + 1) % length], name="下一个", basis=content.Basis(law="法")
        )
        options = {n: msgspec.structs.replace(o, prerequisites=(need,)) for n, o in each.options.items()}
        broken.append(msgspec.structs.replace(each, options=options))
    told = judge_all([*broken, *DOCUMENTS[length:]], SURROUNDINGS)
    circle = {each.option_code[:12] for each in told if each.code == "circle_of_prerequisites"}
    assert circle >= set(ring_codes)
    assert length == 40 or circle == set(ring_codes)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=14))
def test_what_is_stuck_is_what_a_walk_by_hand_leaves_over(edges):
    """Against the definition: an item is stuck when it can reach a circle of prerequisites."""
    needs = {n: sorted({b for a, b in edges if a == n}) for n in range(8)}
    told = judge_all([item(chr(65 + n), *(chr(65 + each) for each in needs[n])) for n in range(8)], SURROUNDINGS)
    stuck = {each.option_code[:12] for each in told if each.code in ("circle_of_prerequisites", "result_of_nobody")}
    done: set[int] = set()
    for _ in range(8):
        done |= {n for n in range(8) if set(needs[n]) <= done}
    assert stuck == {basic(chr(65 + n)) for n in range(8) if n not in done}
