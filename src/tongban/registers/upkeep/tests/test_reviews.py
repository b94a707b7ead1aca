"""Every guide has an owner and a light; a review turns it green (R-090)."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.kernel.errors import Invalid, NotYours
from tongban.foundation.ledger.models import Entry
from tongban.registers.agencies.models import Staff
from tongban.registers.catalog.queries import current_guides
from tongban.registers.upkeep.commands import assign_owner, review_guide
from tongban.registers.upkeep.jobs import alert_stale
from tongban.registers.upkeep.models import GuideOwner
from tongban.registers.upkeep.queries import care_of, standings
from tongban.registers.upkeep.rules.freshness import Freshness, ReviewPolicy

from conftest import CITY_LOADED_AT, MONDAY  # isort: skip

pytestmark = pytest.mark.django_db
FOUNDED_ON = date(2026, 1, 1)
SOON = CITY_LOADED_AT + timedelta(days=30)
IN_HALF_A_YEAR = CITY_LOADED_AT + timedelta(days=200)
IN_A_YEAR = CITY_LOADED_AT + timedelta(days=400)


@pytest.mark.req("R-090")
def test_every_guide_gets_an_owner_and_turns_yellow_then_red_once_each(cast: Callable[..., Actor]):
    guides = [(each.option_code, each.effective_on) for each in current_guides()]
    founding = {f"guide:{code}" for code, effective_on in guides if effective_on >= FOUNDED_ON}

    def alerted(at: datetime) -> int:
        """How many guides of the founding catalogue it alerts of; what was compiled years before is older."""
        before = Entry.objects.filter(verb="go_stale", chain__in=founding).count()
        alert_stale(at)
        return Entry.objects.filter(verb="go_stale", chain__in=founding).count() - before

    assert alerted(SOON) == 0
    assert GuideOwner.objects.count() == len(guides)
    assert not GuideOwner.objects.filter(staff=None, option__list__agency__staff__isnull=False).exists()
    assert alerted(IN_HALF_A_YEAR) == len(founding)
    assert alerted(IN_HALF_A_YEAR + timedelta(days=1)) == 0
    assert alerted(IN_A_YEAR) == len(founding)
    assert {each.light for each in standings(cast("linjing"), on=IN_A_YEAR.date())} == {Freshness.OVERDUE}


def test_the_days_are_the_citys_to_choose():
    assert alert_stale(SOON, ReviewPolicy(7, 20)) == sum(1 for _ in current_guides())
    assert set(GuideOwner.objects.values_list("light", flat=True)) == {Freshness.OVERDUE}


@pytest.mark.req("R-090")
def test_a_review_turns_the_light_green_and_stands_under_the_guide(code: str, keeper: Actor):
    alert_stale(IN_HALF_A_YEAR)
    review_guide(code, by=keeper, at=MONDAY)
    row = GuideOwner.objects.get(option__code=code)
    assert (row.light, row.reviewed_on) == (Freshness.FRESH, date(2026, 11, 23))
    assert care_of(code).reviewed_on == date(2026, 11, 23)
    assert Entry.objects.get(verb="review_guide").facts["content_hash"]


def test_only_who_keeps_the_guide_reviews_it(code: str, cast: Callable[..., Actor]):
    for login in ("liqiang", "wangfang", "leishaohua"):
        with pytest.raises(NotYours):
            review_guide(code, by=cast(login), at=MONDAY)
    for login in ("wutao", "zhaomin", "linjing"):
        review_guide(code, by=cast(login), at=MONDAY)


def test_an_owner_is_of_the_agency_and_keeps_guides(code: str, keeper: Actor):
    zhaomin, wangfang = (Staff.objects.get(account__login=each) for each in ("zhaomin", "wangfang"))
    assert assign_owner(code, zhaomin, by=keeper, at=MONDAY).staff == zhaomin
    with pytest.raises(Invalid):
        assign_owner(code, wangfang, by=keeper, at=MONDAY)


def test_a_keeper_sees_the_guides_of_the_own_agency_the_longest_unseen_first(cast: Callable[..., Actor], keeper: Actor):
    alert_stale(datetime(2026, 11, 23, 9, tzinfo=LOCAL))
    own, every = standings(keeper, on=MONDAY.date()), standings(cast("linjing"), on=MONDAY.date())
    assert 0 < len(own) < len(every)
    assert {each.agency for each in own} == {"市市场监管局"}
    assert [each.days for each in every] == sorted((each.days for each in every), reverse=True)
    assert standings(cast("liqiang"), on=MONDAY.date()) == []
