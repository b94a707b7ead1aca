"""The navigation of the console: groups, the entries of the group one is in, and only what leads somewhere."""

from collections.abc import Callable

import pytest
from django.test import Client

from tongban.foundation.kernel.actors import Actor
from tongban.web.console.frame import ENTRANCES, GROUPS, ONE_ROW, nav_of

KEEPERS = ("linjing", "wutao", "fangyuan", "zhengyawen")
DESK = ("zhaomin", "sunqiang", "chenli")


def test_every_entry_stands_once():
    assert len({each.key for each in ENTRANCES}) == len({each.name for each in ENTRANCES}) == len(ENTRANCES)
    assert max(len(group.entrances) for group in GROUPS) < 10
    assert len(GROUPS) <= ONE_ROW


@pytest.mark.parametrize("login", [*KEEPERS, *DESK])
def test_no_entry_leads_to_a_closed_door(
    at_console: Callable[[str], Client], person: Callable[[str], Actor], login: str
):
    client, actor = at_console(login), person(login)
    shown = {link["href"] for each in ENTRANCES for row in nav_of(actor, each.key) for link in row}
    assert {href: client.get(href).status_code for href in shown} == dict.fromkeys(shown, 200)


@pytest.mark.parametrize("login", KEEPERS)
def test_one_is_always_somewhere(person: Callable[[str], Actor], login: str):
    """Of every entry that one may open: its own link says so, and its group, if there is a second row."""
    actor = person(login)
    for each in (one for group in GROUPS for one in group.open_to(actor)):
        groups, entries = nav_of(actor, each.key)
        assert [link["label"] for link in (*groups, *entries) if link["is_current"]] == [each.label]
        assert sum(link["is_within"] for link in groups) == bool(entries)
        assert len(groups) <= ONE_ROW


@pytest.mark.parametrize("login", DESK)
def test_who_has_little_to_open_sees_one_row_and_everybody_of_the_desk_the_way_back(
    person: Callable[[str], Actor], login: str
):
    actor = person(login)
    open_to = sum(len(group.open_to(actor)) for group in GROUPS)
    groups, entries = nav_of(actor, "checks")
    assert bool(entries) is (open_to > ONE_ROW)
    assert groups[-1]["label"] == "回工作台"
