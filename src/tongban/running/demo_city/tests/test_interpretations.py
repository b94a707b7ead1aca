"""Each new matter and policy of the demo city has its interpretation, or a dated debt that everybody sees (R-201)."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import msgspec
import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day, now
from tongban.handling.benefits.queries.policies import in_force
from tongban.handling.interpretations import commands
from tongban.handling.interpretations import queries as kept
from tongban.handling.interpretations.models import Interpretation
from tongban.handling.interpretations.rules.content import INTERPRETED_WITHIN, Draft
from tongban.registers.catalog.commands import publish
from tongban.registers.catalog.queries import forget as forget_catalogue
from tongban.registers.catalog.tests.samples import document, option
from tongban.running.demo_city import INTERPRETATIONS, POLICIES
from tongban.running.demo_city.interpretations import load_interpretations
from tongban.running.demo_city.policies import load_policies

Cast = Callable[..., Actor]
pytestmark = [pytest.mark.django_db, pytest.mark.req("R-201")]


@pytest.fixture(autouse=True)
def nothing_is_remembered() -> Iterator[None]:
    kept.forget()
    forget_catalogue()
    yield
    kept.forget()
    forget_catalogue()


@pytest.fixture
def told(db: None) -> None:
    """The policies of the demo city and their interpretations, as the demo has them."""
    load_policies(settings.CITY / POLICIES, at=now())
    load_interpretations(settings.CITY / INTERPRETATIONS, at=now())


def page(name: str, code: str) -> str:
    return Client().get(reverse(name, args=[code])).content.decode()


def test_every_policy_in_force_names_its_interpretation_or_the_day_of_it(told: None) -> None:
    today, days = local_day(now()), set[date]()
    codes = list(in_force(today).values_list("policy__code", flat=True))
    assert len(codes) == 6
    for code in codes:
        articles, due_on = kept.of_policy(code), kept.due_of_policy(code)
        assert bool(articles) is (due_on is None), code
        links = [reverse("interpretation", args=[each.code]) for each in articles] or [reverse("interpretations")]
        assert all(each in page("policy", code) for each in links)
        days |= {due_on} if due_on is not None else set()
    [planned] = days
    article = Interpretation.objects.get(planned_on=planned)
    assert article.about["policies"] == ["hire-people"]
    assert planned <= today + INTERPRETED_WITHIN
    assert article.title in Client().get(reverse("interpretations")).content.decode(), "the calendar is public"


def test_what_is_no_longer_in_force_owes_none(told: None) -> None:
    assert "解读还在写" not in page("policy", "winter-heating")


def test_every_matter_that_is_new_in_the_city_owes_one_by_a_day_that_its_guide_tells(told: None, cast: Cast) -> None:
    today = local_day(now())
    watcher = cast("linjing")
    new = [each for each in kept.gaps(watcher, size=5000) if each.due_on is not None]
    assert [each.name for each in new] == [], "a matter that is new in the demo city has its interpretation"
    note = {"effective_on": today.isoformat(), "reason": "新增", "legal_source": "样例"}
    added = {**msgspec.to_builtins(option()), "name": "样例新事项"}
    whole = {number: msgspec.to_builtins(each) for number, each in document().options.items()}
    made = publish(document(options={**whole, "77": added}, version=note), by=watcher, at=now())
    kept.forget()
    forget_catalogue()
    code = f"{made.edition.list.code}77"
    assert kept.due_of_option(code) == today + INTERPRETED_WITHIN
    assert "解读还在写" in page("item", code)
    assert reverse("interpretations") in page("item", code)
    draft = Draft(
        "样例新事项怎么办",
        "给谁：样例。怎么办：网上就能申请，五个工作日办结，不收费，一次都不用跑。",
        today + timedelta(days=3),
        items=(code,),
    )
    article = commands.start(draft, by=cast("wutao"), at=now())
    kept.forget()
    assert kept.due_of_option(code) == today + timedelta(days=3), "the day in the calendar"
    commands.propose(article, by=cast("wutao"), at=now())
    commands.publish(article, by=watcher, at=now())
    assert kept.due_of_option(code) is None
    assert reverse("interpretation", args=[article.code]) in page("item", code)
    assert "解读还在写" not in page("item", code)
