"""The radar as supervision sees it: what stands out first, the texts behind a number, steps by month."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day, now
from tongban.handling.cases.commands import receiving, unlisting
from tongban.handling.cases.commands.wording import AsksUnlisted, note_blocked_at
from tongban.handling.cases.models import BlockedAsk, Case
from tongban.handling.cases.tests.applying import lodged
from tongban.oversight.supervision.queries.beyond import findings, steps_by_month
from tongban.oversight.supervision.queries.period import of_month

pytestmark = pytest.mark.django_db
Person = Callable[[str], Actor]


def a_blocked(case: Case, by: Actor, words: str, at: datetime) -> None:
    with pytest.raises(AsksUnlisted) as refused:
        receiving.defer_notice(case, reason=words, by=by, at=at)
    note_blocked_at(case, refused.value, verb="defer_notice", by=by, at=at)


@pytest.fixture
def month(person: Person) -> list[Case]:
    """Eight applications; at five of them 王芳 was about to ask for a proof of residence, once twice."""
    at, cases = now(), [lodged(person("liqiang"), at=now())[1] for _ in range(8)]
    for case in [*cases[:5], cases[0]]:
        a_blocked(case, person("wangfang"), "请再提供居住证明。", at)
    a_blocked(cases[6], person("wangfang"), "请补交房屋租赁合同。", at)
    receiving.accept(cases[7], by=person("wangfang"), at=at)
    case = Case.objects.select_related("applicant", "agency").get(pk=cases[7].pk)
    day = local_day(at)
    unlisting.add_unlisted_step(
        case, name="补充检测", reason="需要复测一次。", expected_on=day, by=person("chenli"), at=at
    )
    return cases


@pytest.mark.req("R-046", "R-047")
def test_a_habit_stands_out_and_one_slip_does_not(month: list[Case]) -> None:
    found = {each.term: each for each in findings(of_month(local_day(now()).replace(day=1)))}
    habit, slip = found["居住证明"], found["房屋租赁合同"]
    assert (habit.judged.count.asks, habit.judged.count.cases, habit.judged.stands_out) == (5, 8, True)
    assert (slip.judged.count.asks, slip.judged.stands_out) == (1, False)
    assert (found["补充检测"].source, found["补充检测"].judged.count.asks) == ("step", 1)
    (steps,) = steps_by_month(of_month(local_day(now()).replace(day=1)))
    assert (steps.agency_id, steps.steps, steps.open) == (month[0].agency_id, 1, 1)


@pytest.mark.req("R-046", "R-047")
def test_supervision_reads_it_and_opens_the_texts(month: list[Case], at_console: Callable[..., Client]) -> None:
    client = at_console("zhengyawen")
    for query in ({}, {"by": "venue"}):
        page = client.get(reverse("console-radar"), query).content.decode()
        assert "居住证明" in page
        assert ("补充检测" in page) is (not query)
    texts = client.get(reverse("console-radar-texts"), {"term": "居住证明"}).content.decode()
    assert texts.count("<tr") - 1 == 6
    assert "请再提供" not in texts
    assert BlockedAsk.objects.count() == 7


def test_reviewers_see_numbers_and_no_texts_and_clerks_nothing(at_console: Callable[..., Client]) -> None:
    answers = {
        login: tuple(
            at_console(login).get(reverse(name)).status_code for name in ("console-radar", "console-radar-texts")
        )
        for login in ("zhengyawen", "linjing", "wangfang")
    }
    assert answers == {"zhengyawen": (200, 200), "linjing": (200, 403), "wangfang": (403, 403)}


def test_an_empty_city_and_odd_addresses_are_no_error(at_console: Callable[..., Client]) -> None:
    client = at_console("zhengyawen")
    assert "没有清单外的要求" in client.get(reverse("console-radar")).content.decode()
    odd = {"agency": "x", "term": "\x00%", "after": "-1", "from": "9999-99"}
    assert client.get(reverse("console-radar-texts"), odd).status_code == 200


def test_the_page_takes_as_many_statements_as_it_has_questions(
    month: list[Case], at_console: Callable[..., Client]
) -> None:
    client = at_console("zhengyawen")
    client.get(reverse("console-radar"))
    with CaptureQueriesContext(connection) as seen:
        client.get(reverse("console-radar"))
    # session · findings · steps by month · names of departments; a window's page has the halls' names too
    assert len(seen) <= 6
