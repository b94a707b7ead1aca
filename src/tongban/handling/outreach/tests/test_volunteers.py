"""Family and volunteers as helpers (家里人、志愿者帮办): the one mandate engine, limited by matter, time and data."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.errors import Invalid, NotFound, NotNow, NotYours
from tongban.foundation.ledger.models import Entry
from tongban.handling.cases.commands.drafting import begin_draft
from tongban.handling.cases.tests.applying import MONDAY, food_code
from tongban.handling.outreach.commands.volunteers import help_as_volunteer, register, strike_off
from tongban.handling.outreach.models import Volunteer
from tongban.handling.outreach.queries.volunteers import standing_of, volunteer_for, volunteers
from tongban.registers.catalog.queries import cards
from tongban.registers.parties.commands import agree_to_code, make_code, take_code
from tongban.registers.parties.commands.mandate_codes import Standing
from tongban.registers.parties.models import Account, Mandate, MandateCode, Party
from tongban.registers.parties.queries import capacities, mandates_in_force
from tongban.registers.parties.rules import Field
from tongban.registers.parties.sealed import open_field

pytestmark = [pytest.mark.django_db, pytest.mark.req("R-168")]
Cast = Callable[..., Actor]
SEEN = ["material:layout_plan", "field:phone"]
DAY = MONDAY.date()


def person(login: str) -> Party:
    found = Account.objects.select_related("person").get(login=login).person
    assert found is not None
    return found


def asked(cast: Cast, data: list[str] | None = None, days: int = 5) -> str:
    """A code of 马秀英's for one matter, as it was told to her."""
    chosen = SEEN if data is None else data
    by = cast("maxiuying")
    return make_code(person("maxiuying"), option_code=food_code(), days=days, data=chosen, by=by, at=MONDAY)[1]


def registered(cast: Cast, days: int = 2) -> Volunteer:
    number = open_field(person("zhouyou"), Field.ID_NUMBER)
    return register("周游", number, until=DAY + timedelta(days=days), by=cast("wangfang"), at=MONDAY)


def agreed(found: MandateCode, cast: Cast) -> Mandate:
    return agree_to_code(MandateCode.objects.get(pk=found.pk), by=cast("maxiuying"), at=MONDAY)


def acts_under(cast: Cast, mandate: Mandate, at: Any = MONDAY) -> Actor:
    return cast("zhouyou", at, acting_for_id=mandate.principal_id, mandate_id=mandate.pk)


def test_kin_say_what_they_are_and_the_principal_confirms(cast: Cast) -> None:
    code = asked(cast)
    for wrong in (Standing("family"), Standing("family", "x"), Standing("volunteer"), Standing("boss")):
        with pytest.raises(Invalid):
            take_code(code, as_=wrong, by=cast("zhouyou"), at=MONDAY)
    taken = take_code(code, as_=Standing("family", "child"), by=cast("zhouyou"), at=MONDAY)
    assert not mandates_in_force(MONDAY).filter(agent=person("zhouyou")).exists(), "nothing before it is confirmed"
    mandate = agreed(taken, cast)
    assert (mandate.role, mandate.kinship, mandate.data) == ("family", "child", sorted(SEEN))
    assert [each.label for each in capacities(person("zhouyou"), at=MONDAY)] == ["本人", "受托人（家里人）"]
    facts = Entry.objects.get(chain=f"party:{mandate.principal_id}", verb="grant_mandate").facts
    assert (facts["role"], facts["data"]) == ("family", sorted(SEEN))


def test_what_may_be_seen_is_chosen_from_what_there_is(cast: Cast) -> None:
    for wrong in (["all"], ["field:born_on"], ["material:"], ["papers"] * 61):
        with pytest.raises(Invalid):
            asked(cast, wrong)
    by = cast("maxiuying")
    whole = make_code(person("maxiuying"), option_code=food_code(), days=1, by=by, at=MONDAY)[1]
    with pytest.raises(Invalid):
        take_code(whole, as_=Standing("family", "child"), by=cast("zhouyou"), at=MONDAY)


def test_a_helper_acts_within_matter_and_time_and_is_on_behalf_in_the_ledger(cast: Cast) -> None:
    mandate = agreed(take_code(asked(cast), as_=Standing("family", "child"), by=cast("zhouyou"), at=MONDAY), cast)
    helper = acts_under(cast, mandate)
    assert (helper.acting_for, helper.shown) == (mandate.principal_id, frozenset(SEEN))
    draft = begin_draft(food_code(), by=helper, at=MONDAY)
    assert draft.owner_id == mandate.principal_id
    other = next(each.option_code for each in cards() if each.option_code != food_code())
    with pytest.raises(NotYours, match="没有把这个事项委托给您"):
        begin_draft(other, by=helper, at=MONDAY)
    gone = acts_under(cast, mandate, MONDAY + timedelta(days=5))
    assert (gone.acting_for, gone.mandate_id, gone.shown) == (person("zhouyou").pk, None, None)


def test_a_volunteer_is_registered_by_a_place_for_a_term(cast: Cast) -> None:
    number = open_field(person("zhouyou"), Field.ID_NUMBER)
    given: dict[str, Any] = {"by": cast("wangfang"), "at": MONDAY}
    for name, paper, until in (
        ("周", number, DAY),
        ("周游", "620201199003070017", DAY),
        ("周游", number, None),
        ("周游", number, DAY + timedelta(days=366)),
        ("周游", number, DAY - timedelta(days=1)),
    ):
        with pytest.raises(Invalid):
            register(name, paper, until=until, **given)
    with pytest.raises(NotYours):
        register("周游", number, until=DAY, by=cast("zhaomin"), at=MONDAY)
    found = registered(cast)
    with pytest.raises(NotNow):
        registered(cast)
    assert standing_of(person("zhouyou").pk, on=DAY) == found
    assert standing_of(person("zhouyou").pk, on=DAY + timedelta(days=3)) is None
    assert volunteers(cast("wangfang")) == volunteers(cast("zhengyawen")) == [found]
    assert volunteers(cast("zhaomin")) == volunteers(cast("liuzhiyuan")) == []
    with pytest.raises(NotFound):
        volunteer_for(cast("liuzhiyuan"), found.code)


def test_a_volunteers_mandate_ends_with_the_term_at_the_latest(cast: Cast) -> None:
    with pytest.raises(Invalid):
        help_as_volunteer(asked(cast), by=cast("zhouyou"), at=MONDAY)
    found = registered(cast, days=2)
    taken = help_as_volunteer(asked(cast, days=10), by=cast("zhouyou"), at=MONDAY)
    assert "王芳" not in taken.standing_words
    assert found.number in taken.standing_words
    mandate = agreed(taken, cast)
    assert (mandate.role, mandate.standing, mandate.valid_to) == ("volunteer", found.standing, found.until)


def test_struck_off_a_volunteer_helps_nobody_any_more(cast: Cast) -> None:
    found = registered(cast)
    mandate = agreed(help_as_volunteer(asked(cast), by=cast("zhouyou"), at=MONDAY), cast)
    waiting = help_as_volunteer(asked(cast), by=cast("zhouyou"), at=MONDAY)
    helper = acts_under(cast, mandate)
    with pytest.raises(NotYours):
        strike_off(found, reason="不来了", by=cast("liuzhiyuan"), at=MONDAY)
    with pytest.raises(Invalid):
        strike_off(found, reason=" ", by=cast("wangfang"), at=MONDAY)
    strike_off(found, reason="不来了", by=cast("wangfang"), at=MONDAY)
    with pytest.raises(NotNow):
        strike_off(found, reason="不来了", by=cast("wangfang"), at=MONDAY)
    with pytest.raises(NotYours):
        begin_draft(food_code(), by=helper, at=MONDAY)
    with pytest.raises(NotNow):
        agreed(waiting, cast)
    assert acts_under(cast, mandate).mandate_id is None
    with pytest.raises(Invalid):
        help_as_volunteer(asked(cast), by=cast("zhouyou"), at=MONDAY)


def test_the_database_knows_no_helper_without_limits(cast: Cast) -> None:
    mandate = agreed(take_code(asked(cast), as_=Standing("family", "child"), by=cast("zhouyou"), at=MONDAY), cast)
    for wrong in ({"kinship": ""}, {"data": None}, {"role": "volunteer"}, {"covers_all": True, "option_codes": []}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Mandate.objects.filter(pk=mandate.pk).update(**wrong)
