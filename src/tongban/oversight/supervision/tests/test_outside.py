"""Work done outside and written up here (体外循环): three patterns are found, ordinary matters are not suspected."""

from datetime import date, datetime, timedelta
from random import Random

import pytest

from tongban.handling.cases.models import Case
from tongban.oversight.supervision.queries.outside import handled
from tongban.oversight.supervision.queries.period import Period
from tongban.oversight.supervision.queries.spent import candidates
from tongban.oversight.supervision.rules.outside import FEWEST, Handled, Pattern, suspicions
from tongban.registers.agencies.models import Staff
from tongban.registers.catalog.guides import Guide
from tongban.registers.catalog.queries import current_guides
from tongban.registers.parties.models import Session

from .synthetic import closed, write

YEAR = Period(date(2026, 1, 1), date(2026, 12, 1))
HALL = ("10.20.0.0/16",)
INSIDE, OUTSIDE = "10.20.3.7", "203.0.113.9"


def decided(chance: Random, of: Guide, ips: list[str], *, dated: int | None = None) -> list[Case]:
    """Forty decided cases of a matter; deciders in turn, each signed in from one of these addresses.

    With `dated` the results bear the day so many days after the receipt.
    """
    drawn = closed(chance, of, 40)
    for each in drawn if dated is not None else ():
        day = (each.acts[0][4] + timedelta(days=dated or 0)).date().isoformat()
        each.acts = [(*act[:5], {"dated_on": day}) if act[0] == "issue" else act for act in each.acts]
    cases = write(drawn, first=Case.objects.count())
    staff = list(Staff.objects.select_related("account")[: len(ips)])
    for place, case in enumerate(cases):
        person, ip = staff[place % len(ips)], ips[place % len(ips)]
        case.decider = person
        begins = of_decision(case) - timedelta(minutes=5)
        Session.objects.create(
            token_hash=chance.randbytes(32), account=person.account, created_at=begins, seen_at=begins,
            expires_at=begins + timedelta(minutes=30), ended_at=begins + timedelta(minutes=10), ip=ip,
        )  # fmt: skip
    Case.objects.bulk_update(cases, ["decider"])
    return cases


def of_decision(case: Case) -> datetime:
    assert case.decided_at is not None
    return case.decided_at


def at_once(cases: list[Case], seconds: int) -> None:
    for case in cases:
        case.accepted_at = of_decision(case) - timedelta(seconds=seconds)
    Case.objects.bulk_update(cases, ["accepted_at"])


@pytest.mark.django_db
@pytest.mark.req("R-083")
def test_three_patterns_are_found_and_the_ordinary_matter_is_not() -> None:
    chance = Random(83)
    guides = {each.option_code: each for each in current_guides()}
    away, before, bulk, plain = list(guides.values())[:4]
    decided(chance, away, [OUTSIDE, OUTSIDE])
    decided(chance, before, [INSIDE, OUTSIDE], dated=-3)
    at_once(decided(chance, bulk, [INSIDE]), 20)
    decided(chance, plain, [INSIDE, INSIDE, OUTSIDE], dated=5)
    found = {(each.of.option_code, each.pattern) for each in suspicions(handled(YEAR, networks=HALL))}
    assert found == {
        (away.option_code, Pattern.OUTSIDE),
        (before.option_code, Pattern.BACKDATED),
        (bulk.option_code, Pattern.BULK),
    }


@pytest.mark.django_db
@pytest.mark.req("R-083")
def test_without_the_halls_networks_nothing_is_said_of_places() -> None:
    guide = next(iter(current_guides()))
    decided(Random(1), guide, [OUTSIDE])
    assert {each.placed for each in handled(YEAR, networks=())} == {0}


@pytest.mark.django_db
@pytest.mark.req("R-086")
def test_a_matter_decided_within_half_an_hour_is_a_candidate_for_the_spot() -> None:
    chance = Random(86)
    quick, slow = list({each.option_code: each for each in current_guides()}.values())[:2]
    at_once(decided(chance, quick, [INSIDE]), 900)
    decided(chance, slow, [INSIDE])
    assert [each.option_code for each in candidates(YEAR)] == [quick.option_code]


def ordinary(chance: Random) -> Handled:
    """A matter as matters are: some decide on the road, some papers are written up later, some are quick."""
    decided = chance.randint(1, 400)
    habits = [chance.betavariate(1, 8) for _ in range(3)]
    shown = [sum(chance.random() < habit for _ in range(decided)) for habit in habits]
    return Handled("0" * 33, 1, 1, decided, decided, shown[0], decided, shown[1], shown[2])


@pytest.mark.req("R-083")
def test_of_ordinary_matters_fewer_than_two_in_a_hundred_are_suspected() -> None:
    chance = Random(2)
    rows = [ordinary(chance) for _ in range(3000)]
    assert len(suspicions(rows)) < 0.02 * len(rows)


@pytest.mark.req("R-083")
def test_a_few_cases_say_nothing() -> None:
    few = FEWEST - 1
    assert suspicions([Handled("0" * 33, 1, 1, few, few, few, few, few, few)]) == []
