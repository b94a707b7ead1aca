"""The search over answers decides like trying every answer would."""

import itertools
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tongban.registers.catalog import content
from tongban.registers.catalog.expressions import holds
from tongban.registers.catalog.quality.branches import Branches

_QUESTIONS: list[dict[str, Any]] = [
    {"code": "kind", "text": "哪种？", "choices": [{"value": each, "label": each} for each in "abc"]},
    {"code": "own", "text": "自己的？", "kind": "yes_no"},
    {"code": "size", "text": "多大？", "kind": "number"},
    {"code": "foods", "text": "卖什么？", "kind": "choices", "choices": [{"value": e, "label": e} for e in "xyz"]},
]
_ATOMS = [
    *('kind == "a"', 'kind != "b"', 'kind in ("a", "c")', 'own == "yes"', "size > 3", "size <= 3", "size == 5"),
    *("2 < size < 4", '"x" in foods', '"y" not in foods', 'foods == ("x", "y")', "size >= 3.5", "not (size > 4)"),
]


def option(*conditions: str, questions: list[dict[str, Any]] | None = None) -> content.Option:
    return content.from_plain(
        {
            "name": "甲",
            "questions": questions or _QUESTIONS,
            "conditions": [{"code": str(n), "text": "甲", "met_when": each} for n, each in enumerate(conditions)],
        }
    )


def by_trying(*wanted: str) -> bool:
    sets = [tuple(each) for size in (1, 2, 3) for each in itertools.combinations("xyz", size)]
    sizes = [each / 4 for each in range(33)]
    for kind, own, size, foods in itertools.product("abc", ("yes", "no"), sizes, sets):
        answers = {"kind": kind, "own": own, "size": size, "foods": foods}
        if all(holds(each, answers) is True for each in wanted):
            return True
    return False


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(_ATOMS), min_size=1, max_size=5), st.lists(st.booleans(), min_size=5, max_size=5))
def test_search_and_trying_agree(atoms, negated):
    wanted = [f"not ({each})" if no else each for each, no in zip(atoms, negated, strict=False)]
    branches = Branches(option(*_ATOMS))
    assert branches.can(*wanted) is by_trying(*wanted)


def test_what_is_found_makes_the_conditions_true():
    branches = Branches(option("size > 3 and size < 4", '"x" in foods and "z" not in foods'))
    answers = branches.find("size > 3 and size < 4", '"x" in foods and "z" not in foods')
    assert answers is not None
    assert 3 < answers["size"] < 4
    assert set(answers["foods"]) >= {"x"}


@pytest.mark.parametrize(
    ("show_when", "wanted", "can_be"),
    [
        ('kind == "a"', 'own == "yes" and kind == "b"', False),
        ('kind == "a"', 'own == "yes"', True),
        ('kind == "z"', 'own == "yes"', False),
        ('kind == "z"', 'own != "yes"', True),
    ],
)
def test_a_question_that_is_not_asked_has_no_answer(show_when, wanted, can_be):
    questions = [_QUESTIONS[0], {**_QUESTIONS[1], "show_when": show_when}]
    assert Branches(option(wanted, questions=questions)).can(wanted) is can_be


def test_too_many_branches_are_perhaps_reachable():
    """Beyond the bound nothing is called unreachable: a wrong refusal is worse than a missed one."""
    many = [{"code": f"q{n}", "text": "几个？", "kind": "number"} for n in range(12)]
    sums = " or ".join(f"q{n} > {limit} and q{n} < {limit}" for n in range(12) for limit in (1, 2, 3))
    assert Branches(option(sums, questions=many)).can(sums)


def test_a_broken_condition_is_no_obstacle():
    assert Branches(option("kind ==")).can("kind ==")
