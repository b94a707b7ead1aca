"""One code in front of many scanners at the same instant: one of them gets it, whichever process it comes to."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from conftest import load_city
from django.db import connection

from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.errors import Declined
from tongban.registers.agencies.queries import actor_for_token
from tongban.registers.codes.commands import agree, refuse, show
from tongban.registers.codes.models import Scan, Showing
from tongban.registers.codes.queries import code_now

from .conftest import Api, make_token

MANY = 12


@pytest.fixture
def city_stands(transactional_db: None) -> None:
    load_city()


def at_once(act: Any, times: int) -> list[Any]:
    def one(turn: int) -> Any:
        try:
            return act(turn)
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(one, range(times)))


@pytest.mark.req("R-153")
@pytest.mark.usefixtures("city_stands")
def test_of_many_scanners_at_once_one_gets_the_code_and_of_two_answers_one_holds():
    found = actor_for_token(make_token("liqiang"), now())
    assert found is not None
    holder, bearer = found[0], make_token()
    code = code_now(show(by=holder, at=now()), at=now()).text
    answers = at_once(lambda turn: Api(bearer).post("/live-codes/scans", {"code": code}), MANY)
    assert sorted(each.status_code for each in answers) == [201] + [409] * (MANY - 1)
    assert {each.json()["code"] for each in answers if each.status_code == 409} == {"code_used"}
    scan = Scan.objects.get()
    assert Showing.objects.get().used_until >= (scan.issued or 0)

    def answer(turn: int) -> str:
        try:
            if turn % 2:
                return refuse(scan, by=holder, at=now()).status
            return agree(scan, claims=["name"], by=holder, at=now()).status
        except Declined as refusal:
            return refusal.reason_code

    said = at_once(answer, 6)
    scan.refresh_from_db()
    assert said.count(scan.status) == 1
    assert scan.status in ("granted", "refused")
