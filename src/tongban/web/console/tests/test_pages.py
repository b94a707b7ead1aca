"""The console: flows read from the tables, limits tried out, every kind of paper composed."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tongban.handling.cases.tests.applying import food_code
from tongban.registers.documents.rules.papers import PUBLIC_KINDS, DocumentKind
from tongban.web.console.binding import FLOWS
from tongban.web.console.frame import ENTRANCES, READERS
from tongban.web.console.papers import SPECIMENS

AtConsole = Callable[[str], Client]


@pytest.mark.parametrize("login", ["linjing", "wutao", "zhengyawen"])
def test_who_keeps_or_watches_the_catalogue_gets_in(at_console: AtConsole, login: str):
    client = at_console(login)
    assert {name: client.get(reverse(name)).status_code for name in _plain()} == dict.fromkeys(_plain(), 200)


@pytest.mark.parametrize(("login", "answer"), [("wangfang", 403), ("gaoyuan", 403), ("liqiang", 403), ("", 302)])
def test_nobody_else_does(at_console: AtConsole, login: str, answer: int):
    client = at_console(login)
    assert {client.get(reverse(name)).status_code for name in _plain()} == {answer}


def test_who_keeps_the_catalogue_is_led_here_after_signing_in(at_console: AtConsole):
    assert at_console("wutao").get(reverse("workbench"))["Location"] == reverse("console")


@pytest.mark.parametrize("key", FLOWS)
def test_every_step_of_every_flow_is_shown_with_its_basis(at_console: AtConsole, key: str):
    page = at_console("linjing").get(reverse("console-flow", args=[key])).content.decode()
    assert all(step.label in page for step in FLOWS[key])


def test_a_flow_is_walked_from_state_to_state(at_console: AtConsole):
    client, flow = at_console("linjing"), FLOWS["case"]
    whole = client.get(reverse("console-flow", args=["case"])).content.decode()
    assert "在这个办件上办过收件、受理、出件" in whole
    for state in flow.states:
        page = client.get(reverse("console-flow", args=["case"]), {"at": state.value}).content.decode()
        leaving = [each for each in flow if state in each.sources]
        assert all(each.label in page for each in leaving)
        assert leaving or "流程到这里结束" in page
    assert client.get(reverse("console-flow", args=["case"]), {"at": "\x00moon"}).status_code == 200


def test_a_flow_that_is_not_there(at_console: AtConsole):
    assert at_console("linjing").get(reverse("console-flow", args=["nothing"])).status_code == 404


@pytest.mark.req("R-042")
def test_the_limits_of_an_option_come_to_a_day_with_the_reckoning(at_console: AtConsole):
    address = reverse("console-limits-of", args=[food_code()])
    page = at_console("wutao").get(address, {"received": "2026-09-28", "accepted": "2026-09-28"}).content.decode()
    assert "2026年9月29日" in page, "two workdays counting the day itself"
    assert "承诺办结时限" in page
    assert "法定办结时限" in page


def test_every_wrong_day_is_told_at_once_and_what_was_typed_stays(at_console: AtConsole):
    address = reverse("console-limits-of", args=[food_code()])
    answer = at_console("wutao").get(address, {"received": "2026-13-01", "accepted": "x", "from": "2026-01-05"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count("日期要写成") >= 2
    assert "开始和结束都要填" in page
    assert 'value="2026-13-01"' in page


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_day_beyond_the_calendar_is_told(at_console: AtConsole, day: str):
    address = reverse("console-limits-of", args=[food_code()])
    assert at_console("wutao").get(address, {"received": day, "accepted": day}).status_code == 422


def test_every_kind_of_paper_has_a_specimen_that_says_it_is_one(at_console: AtConsole):
    assert set(SPECIMENS) == set(DocumentKind) - PUBLIC_KINDS | {DocumentKind.INCIDENT_NOTICE}
    client = at_console("linjing")
    for kind in SPECIMENS:
        page = client.get(reverse("console-paper", args=[kind.value])).content.decode()
        assert kind.label in page
        assert "没有法律效力" in page


def _plain() -> list[str]:
    """Where the navigation leads every reader."""
    return [each.name for each in ENTRANCES if each.roles == frozenset(READERS)]
