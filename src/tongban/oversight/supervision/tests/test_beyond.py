"""The radar of asks beyond the list (加码雷达): seeded deviations are found, false alarms stay rare."""

from random import Random

import pytest

from tongban.oversight.supervision.rules.beyond import FEWEST_ASKS, Count, deviations

BODIES, TERMS, DEVIANTS = 24, 30, 20


def drawn(chance: Random, cases: int, rate: float) -> int:
    return sum(chance.random() < rate for _ in range(cases))


def a_city(seed: int) -> tuple[list[Count], set[tuple[int, str]]]:
    """A year of a city: a scanner that is wrong in one case of two hundred, and twenty habits of asking for more."""
    chance = Random(seed)
    cases = {body: chance.randint(200, 1500) for body in range(BODIES)}
    every = [(body, f"term{term}") for body in range(BODIES) for term in range(TERMS)]
    seeded = set(chance.sample(every, DEVIANTS))
    counts = [
        Count(
            body,
            term,
            drawn(chance, cases[body], chance.uniform(0.06, 0.3) if (body, term) in seeded else 0.004),
            cases[body],
        )
        for body, term in every
    ]
    return counts, seeded


@pytest.mark.req("R-047")
def test_seeded_deviations_are_found_with_recall_of_95_percent_and_five_percent_false_ones():
    found_of_all, false_of_found = [], []
    for seed in range(12):
        counts, seeded = a_city(seed)
        found = {(each.count.body, each.count.term) for each in deviations(counts) if each.stands_out}
        found_of_all.append(len(found & seeded) / len(seeded))
        false_of_found.append(len(found - seeded) / max(len(found), 1))
    assert sum(found_of_all) / len(found_of_all) >= 0.95
    assert sum(false_of_found) / len(false_of_found) <= 0.05


def test_a_clean_city_has_no_finding():
    chance = Random(5)
    counts = [Count(body, str(term), drawn(chance, 500, 0.004), 500) for body in range(20) for term in range(30)]
    assert not any(each.stands_out for each in deviations(counts))


def test_what_everybody_asks_for_stands_out_nowhere():
    counts = [Count(body, "布局图", 100 + body, 500) for body in range(12)]
    assert not any(each.stands_out for each in deviations(counts))


def test_a_few_asks_conclude_nothing_and_none_is_no_chance():
    few = deviations(
        [Count(1, "居住证明", FEWEST_ASKS - 1, 2), Count(2, "居住证明", 0, 500), Count(3, "居住证明", 0, 0)]
    )
    assert not any(each.stands_out for each in few)
    assert [each.p for each in few if each.count.asks == 0] == [1.0, 1.0]
    assert deviations([]) == []


def test_findings_come_first_and_by_chance():
    rows = deviations([Count(1, "a", 60, 200), Count(2, "a", 1, 200), Count(3, "a", 30, 200), Count(4, "a", 0, 2000)])
    assert [each.count.body for each in rows][:2] == [1, 3]
    assert rows[0].rate == pytest.approx(0.3)
