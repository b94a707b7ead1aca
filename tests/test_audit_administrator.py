"""The audit administrator (审计管理员) changes no data: every write route and every step is asked for it (R-199).

Routes and steps are enumerated, so that a new one is asked too. What this office does is judging, and is named here:
questions about looks at personal data, the audit of their purposes, the second signature under a destruction.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from tests.journeys.data import people_the_data
from tongban.config.flows import FLOWS
from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.clock import local_day, now
from tongban.registers.agencies.models import Staff
from tongban.running.routes import Route, routes
from tongban.web.ui.sessions import COOKIE

pytestmark = pytest.mark.req("R-199")
AUDITOR, ROLE = "yanming", Role.AUDIT_ADMIN
JUDGING = {"console-destruction-take", "console-look-take", "console-looks-export", "console-question-take"}
"""What the office is for."""
JUDGED = {"destruction", "look-finding", "read-question"}
OWN = {"password", "second-factor", "sign-out"}
"""What everybody with an account does with it."""
BOOKKEEPING = {"parties_session", "parties_account"}
REFUSED = {403, 404, 405}
_SAMPLES = {
    "uuid": "00000000-0000-4000-8000-000000000000",
    "row": "1",
    "int": "1",
    "slug": "x",
    "str": "x",
    "path": "x",
}


def writing() -> list[Route]:
    """Every address that takes more than a look."""
    return [each for each in routes() if set(each.methods.split()) - {"GET", "HEAD", "OPTIONS"}]


def for_staff() -> list[Route]:
    return [each for each in writing() if each.audience.startswith(("staff:", "applicants", "signed_in"))]


def admits(route: Route) -> bool:
    return route.audience == "signed_in" or ROLE.value in route.audience.removeprefix("staff:").split(",")


def path_of(route: Route) -> str:
    return re.sub(r"<(?:(\w+):)?\w+>", lambda found: _SAMPLES.get(found[1] or "str", "1"), route.path)


@contextmanager
def nothing_written() -> Iterator[None]:
    """What the database itself counts as inserted, changed or deleted, kept or not, is the same afterwards."""
    before = _counted()
    yield
    after = _counted()
    changed = {name for name in after.keys() | before.keys() if after.get(name) != before.get(name)}
    assert changed <= BOOKKEEPING, changed


def _counted() -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables")
        return dict(cursor.fetchall())


@pytest.fixture
def auditor(sign_in: Any) -> Client:
    client = Client(raise_request_exception=False)
    client.cookies[COOKIE] = sign_in(AUDITOR, now())
    return client


def test_the_audit_administrator_of_the_city_has_no_other_role(db: None) -> None:
    assert Staff.objects.get(account__login=AUDITOR).roles == [ROLE.value]


def test_no_step_of_any_flow_is_the_audit_administrators_but_those_of_judging() -> None:
    theirs = {name for name, flow in FLOWS.items() for each in flow if ROLE in each.by}
    assert theirs == JUDGED


def test_what_is_asked_is_every_write_route_of_the_house() -> None:
    named = {each.name for each in writing()}
    assert len(named) > 250
    assert named >= JUDGING | OWN
    unasked = {each.audience.partition(":")[0] for each in writing()} - {"staff", "applicants", "signed_in"}
    assert unasked == {"everybody", "machines", "terminals"}, "what any visitor may do, and what asks for a token"


@pytest.mark.django_db
def test_every_write_route_that_is_for_others_is_closed_whatever_is_sent(auditor: Client) -> None:
    closed = [each for each in for_staff() if not admits(each)]
    assert len(closed) > 200
    wrong = []
    with nothing_written():
        for each in closed:
            status = auditor.post(path_of(each), {"reason": "看过了", "words": "样例"}).status_code
            wrong += [(each.path, status)] if status not in REFUSED else []
    assert wrong == []


def said() -> Mapping[str, Any]:
    """A body that whoever may would be thanked for."""
    today = local_day(now())
    return {
        "title": "样例普查",
        "agencies": ["market-regulation"],
        "opens_on": today.isoformat(),
        "due_on": (today + timedelta(days=20)).isoformat(),
        "purpose": "核对失业登记人的身份",
        "duty": "就业促进法 第三十五条",
        "from_on": today.isoformat(),
        "until_on": (today + timedelta(days=90)).isoformat(),
        "fields": ["name", "born-on"],
        "reason": "核对过了，写明理由。",
        "words": "核对过了，写明理由。",
        "stage": "collect",
        "agency": "market-regulation",
        "post": "main",
        "staff": "JY0001",
        "name": "样例数据",
        "code": "person-basics",
    }


@pytest.mark.django_db
def test_what_this_office_may_look_at_it_cannot_change_with_everything_filled_in(auditor: Client, cast: Any) -> None:
    keys = people_the_data(cast)
    pages = {
        "console-census": [()],
        "console-census-row": [(keys["sheet"],)],
        "console-census-take": [
            (keys["sheet"], verb) for verb in ("hand_in", "take_in", "drop", *FLOWS["census-sheet"].steps)
        ],
        "console-demands": [()],
        "console-demand-take": [(keys["demand"], verb) for verb in FLOWS["data-demand"].steps],
        "console-resource-keep": [("person-basics", form) for form in ("duty", "owner", "go_live", "take_off")],
        "console-data-officers-change": [("appoint",), ("hand_over",)],
        "console-returned-batch-take": [(keys["returned"], verb) for verb in FLOWS["returned-batch"].steps],
        "console-sharing-take": [(keys["sharing"], verb) for verb in FLOWS["sharing-request"].steps],
        "console-subject-pair-take": [
            (keys[name], verb) for name in ("pair", "open_pair") for verb in FLOWS["subject-pair"].steps
        ],
    }
    open_to_them = {each.name for each in for_staff() if admits(each)}
    assert open_to_them == {*pages, *JUDGING, *OWN}, "a new route that lets this office in is asked here"
    wrong = []
    for name, places in pages.items():
        for place in places:
            with nothing_written():
                status = auditor.post(reverse(name, args=place), said()).status_code
            wrong += [(name, place, status)] if status not in REFUSED else []
    assert wrong == []


@pytest.mark.django_db
def test_a_write_would_be_noticed(auditor: Client) -> None:
    with pytest.raises(AssertionError, match="agencies_staff"), nothing_written():
        Staff.objects.filter(account__login=AUDITOR).update(post="别的")
