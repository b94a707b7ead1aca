"""Deciding as a chief representative (首席事务代表): matters, amounts, seal, deputies and days are held to (R-085)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.errors import Invalid, NotYours
from tongban.handling.cases.commands import examining
from tongban.handling.cases.commands.authority import BeyondDelegation
from tongban.handling.cases.models import Case
from tongban.registers.agencies.commands import grant_delegation, revoke_delegation
from tongban.registers.agencies.models import Agency, Delegation, Staff
from tongban.registers.agencies.rules import bound_words, exceeded

from .applying import MONDAY, food_code
from .colleagues import acting, colleague
from .driving import after, day, fresh, listed, received
from .test_spot import SPOT

Cast = Callable[..., Actor]
AREA = {"field": "floor_area", "label": "经营面积", "unit": "平方米"}
pytestmark = [pytest.mark.django_db, pytest.mark.req("R-085")]


@pytest.fixture
def person() -> Staff:
    """Somebody of the body who decides nothing by their own post."""
    return colleague("market-regulation", "JY9901", "examiner")


def authorised(person: Staff, head: Actor, **changes: Any) -> tuple[Delegation, Actor]:
    """The delegation, and its holder as the day begins."""
    given: dict[str, Any] = {
        "powers": ["finish_on_the_spot"],
        "document_number": "嘉市监授〔2026〕77号",
        "valid_from": day(0),
        "option_codes": [food_code()],
        "is_chief_representative": True,
        "may_use_seal": True,
    } | changes
    agency = Agency.objects.get(key="market-regulation")
    made = grant_delegation(agency, to=person, by=head, at=MONDAY, **given)
    return made, acting(person, *(f"finish_on_the_spot@option:{code}" for code in made.option_codes))


def finish(case: Case, by: Actor, at: Any = None) -> None:
    examining.finish_on_the_spot(case, opinion="符合。", by=by, at=at or after(0, 11))


def test_within_the_delegation_a_chief_decides_in_the_bodys_name(cast, person):
    _, chief = authorised(person, cast("chenli"))
    with listed(**SPOT):
        case = received(cast)
        finish(case, chief)
    assert (fresh(case).status, fresh(case).delegated_verbs) == ("granted", ["finish_on_the_spot"])


def test_outside_the_named_matters_a_chief_decides_nothing(cast, person):
    other = food_code()[:-1] + "9"
    _, chief = authorised(person, cast("chenli"), option_codes=[other])
    with listed(**SPOT), pytest.raises(NotYours):
        finish(received(cast), chief)


def test_what_goes_beyond_the_amount_goes_to_the_head(cast, person):
    with listed(**SPOT):
        within, over = received(cast), received(cast)
        area = int(examining_area(within))
        small, chief = authorised(person, cast("chenli"), bounds=[AREA | {"most": area - 1}])
        with pytest.raises(BeyondDelegation, match=r"经营面积不超过.*平方米，这件是"):
            finish(over, chief)
        Delegation.objects.filter(pk=small.pk).update(bounds=[AREA | {"most": str(area)}])
        finish(within, chief)
        finish(over, cast("chenli"))


def examining_area(case: Case) -> str:
    """The floor area that the application says."""
    return str(case.answers.get("area") or 0)


def test_without_the_seal_no_sealed_decision_is_made(cast, person):
    _, chief = authorised(person, cast("chenli"), may_use_seal=False)
    with listed(**SPOT), pytest.raises(BeyondDelegation, match="审批专用章"):
        finish(received(cast), chief)


def test_a_session_of_yesterday_decides_nothing_after_midnight(cast, person):
    _, chief = authorised(person, cast("chenli"), valid_to=day(0))
    with listed(**SPOT):
        case = received(cast)
        midnight = after(1, 0)
        with pytest.raises(BeyondDelegation, match="已经到期"):
            finish(case, chief, midnight)
        finish(case, chief, midnight - timedelta(seconds=1))


def test_what_was_taken_back_is_over_at_once(cast, person):
    made, chief = authorised(person, cast("chenli"))
    revoke_delegation(made, by=cast("chenli"), at=after(0, 10, 30))
    with listed(**SPOT), pytest.raises(BeyondDelegation, match="收回"):
        finish(received(cast), chief)


def test_a_deputy_decides_only_while_the_chief_is_away_and_within_the_chiefs_amounts(cast, person):
    standby = colleague("market-regulation", "JY9902", "examiner")
    with listed(**SPOT):
        case = received(cast)
        made, _ = authorised(person, cast("chenli"), bounds=[AREA | {"most": 1}])
        more = {"document_number": "嘉市监授〔2026〕78号", "is_chief_representative": False, "deputy_of": made}
        _, deputy = authorised(standby, cast("chenli"), **more)
        with pytest.raises(BeyondDelegation, match="在岗，代理不办"):
            finish(case, deputy)
        Staff.objects.filter(pk=person.pk).update(on_leave_until=day(0))
        with pytest.raises(BeyondDelegation, match="授权限额"):
            finish(case, deputy)
        Delegation.objects.filter(pk=made.pk).update(bounds=[])
        finish(case, deputy)


def test_a_deputy_gets_no_seal_that_the_chief_has_not(cast, person):
    made, _ = authorised(person, cast("chenli"), may_use_seal=False)
    standby = colleague("market-regulation", "JY9902", "examiner")
    more = {"document_number": "嘉市监授〔2026〕78号", "is_chief_representative": False, "deputy_of": made}
    with pytest.raises(Invalid) as refusal:
        authorised(standby, cast("chenli"), **more)
    assert [each.pointer for each in refusal.value.faults] == ["/may_use_seal"]


@pytest.mark.parametrize("most", ["", "很多", "-1", "nan"])
def test_an_amount_is_a_number(cast, person, most):
    with pytest.raises(Invalid):
        authorised(person, cast("chenli"), bounds=[AREA | {"most": most}])


def test_an_amount_bounds_only_what_the_application_says():
    bound = AREA | {"most": "200"}
    assert bound_words(bound) == "经营面积不超过200平方米"
    assert exceeded([bound], {"floor_area": "200"}) == ()
    assert exceeded([bound], {"floor_area": "200.5"}) == ("经营面积不超过200平方米，这件是200.5平方米",)
    assert exceeded([bound], {}) == ()
