"""Paying a fee of a case by the open API alone: by the person, at a browser or by an app; once, and nobody else's."""

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from conftest import load_city
from django.db import connection
from django.test import Client

from tongban.exchange.connectors.payments.models import SimulatedPayment
from tongban.exchange.connectors.payments.simulator import Simulator, pay
from tongban.exchange.lines.misbehaving import LineFaults
from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import now
from tongban.foundation.ledger.models import Entry
from tongban.handling.cases.models import Case
from tongban.handling.cases.tests.driving import listed, received
from tongban.handling.fees.bound import BOUND
from tongban.handling.fees.commands.charging import charge
from tongban.handling.fees.commands.paying import ask_refund, look
from tongban.handling.fees.models import Charge, Movement, Order
from tongban.registers.catalog.content import Basis, Fee
from tongban.registers.parties.app_rules import IN_WORDS
from tongban.registers.parties.scopes import OPEN_TO_PARTNERS, Scope
from tongban.web.openapi.tests.conftest import Api, make_token
from tongban.web.ui.sessions import COOKIE

pytestmark = [pytest.mark.django_db, pytest.mark.req("R-138")]
APP = ["fees:read", "fees:pay", "cases:read"]
LAW = Basis(law="行政事业性收费标准（样例）", article="第一条")
FEE = Fee(name="工本费（样例）", standard="20元/证（样例）", amount=2000, basis=LAW, may_pay_online=True)
AT_WINDOW = Fee(name="占用费（样例）", standard="30元（样例）", amount=3050, basis=LAW)
MANY = 8


@pytest.fixture(autouse=True)
def line() -> Iterator[None]:
    before = (BOUND.line, BOUND.return_to)
    BOUND.line = Simulator(LineFaults())
    BOUND.return_to = lambda number, code: f"https://city.example/cases/{number}/fees/{code}"
    yield
    BOUND.line, BOUND.return_to = before


@pytest.fixture
def case(cast: Callable[..., Actor]) -> Iterator[Case]:
    with charged(cast) as found:
        yield found


@contextmanager
def charged(cast: Callable[..., Actor]) -> Iterator[Case]:
    with listed(fees=(FEE, AT_WINDOW)):
        found = received(cast, at=now())
        for each in (FEE, AT_WINDOW):
            charge(found, fee=each.name, by=cast("wangfang", now()), at=now())
        yield found


@pytest.fixture
def app(api: Callable[..., Api]) -> Callable[[str], Api]:
    """The sandbox app, as it calls for somebody."""
    return lambda login: api(login, client="sandbox-app", scopes=APP)


def owed(fee: Fee = FEE) -> str:
    return str(Charge.objects.get(fee=fee.name).code)


def opened(caller: Api, case: Case, **headers: str) -> dict[str, Any]:
    answer = caller.post(f"/cases/{case.number}/payments", {"charge": owed()}, **headers)
    assert answer.status_code == 200, answer.content.decode()
    plain: dict[str, Any] = answer.json()
    return plain


def asked_long_ago() -> None:
    Order.objects.update(asked_at=now() - timedelta(minutes=1))


def test_from_what_is_owed_to_the_receipt(case: Case, app: Callable[[str], Api]) -> None:
    person = app("liqiang")
    told = person.get(f"/cases/{case.number}/fees").json()
    assert (told["owed"], told["paid"], told["next"]) == (5050, 0, None)
    by_name = {each["fee"]: each for each in told["results"]}
    assert (by_name[FEE.name]["amount"], by_name[FEE.name]["may_pay_online"]) == (2000, True)
    assert (by_name[AT_WINDOW.name]["amount"], by_name[AT_WINDOW.name]["may_pay_online"]) == (3050, False)
    assert by_name[FEE.name]["basis"] == LAW.text
    order = opened(person, case)
    assert (order["amount"], order["status"], order["case_number"]) == (2000, "open", case.number)
    assert order["pay_at"] == f"https://city.example/payments/simulated/{order['number']}"
    assert order["expires_at"] > order["opened_at"]
    address = f"/cases/{case.number}/payments/{order['code']}"
    assert person.get(address).json() == order
    pay(order["number"], at=now())
    assert person.get(address).json()["status"] == "open", "what is not asked for is not known"
    done = person.post(f"{address}/look").json()
    assert (done["status"], done["pay_at"]) == ("paid", "")
    assert done["paid_at"].endswith("+08:00")
    told = person.get(f"/cases/{case.number}/fees").json()
    assert (told["owed"], told["paid"]) == (3050, 2000)
    row = next(each for each in told["results"] if each["fee"] == FEE.name)
    assert (row["status"], row["may_pay_online"], row["payment"]) == ("paid", False, done)
    assert [(each["kind"], each["way"], each["amount"]) for each in row["moved"]] == [("payment", "online", 2000)]
    assert row["receipt"] == done["receipt"]
    paper = person.client.get(done["receipt"]["pdf"], headers=person.headers)
    assert (paper.status_code, paper.content[:4]) == (200, b"%PDF")


def test_a_person_has_one_order_however_often_it_is_asked_for(case: Case, app: Callable[[str], Api]) -> None:
    person = app("liqiang")
    first = person.post(f"/cases/{case.number}/payments", {"charge": owed()}, Idempotency_Key="k-1")
    again = person.post(f"/cases/{case.number}/payments", {"charge": owed()}, Idempotency_Key="k-1")
    assert (first.content, again.headers["Idempotency-Replayed"]) == (again.content, "true")
    other = person.post(f"/cases/{case.number}/payments", {"charge": owed(AT_WINDOW)}, Idempotency_Key="k-1")
    assert (other.status_code, other.json()["code"]) == (409, "idempotency_key_reused")
    assert opened(person, case, Idempotency_Key="k-2") == first.json()
    assert opened(person, case) == first.json()
    assert Order.objects.count() == SimulatedPayment.objects.count() == 1
    verbs = Entry.objects.filter(chain=Order.objects.get().chain).values_list("verb", flat=True)
    assert list(verbs) == ["open_order"]


def test_when_its_time_is_over_there_is_nothing_to_pay_at_and_the_next_is_another(
    case: Case, app: Callable[[str], Api]
) -> None:
    person = app("liqiang")
    first = opened(person, case)
    Order.objects.update(expires_at=now() - timedelta(seconds=1))
    assert person.get(f"/cases/{case.number}/payments/{first['code']}").json()["pay_at"] == ""
    second = opened(person, case)
    assert second["code"] != first["code"]
    assert person.get(f"/cases/{case.number}/payments/{first['code']}").json()["status"] == "left"


def test_what_cannot_be_paid_online_or_is_paid_is_refused_in_words(case: Case, app: Callable[[str], Api]) -> None:
    person = app("liqiang")
    refused = person.post(f"/cases/{case.number}/payments", {"charge": owed(AT_WINDOW)})
    assert (refused.status_code, refused.json()["code"]) == (409, "not_now")
    assert "到窗口交现金" in refused.content.decode()
    order = opened(person, case)
    pay(order["number"], at=now())
    person.post(f"/cases/{case.number}/payments/{order['code']}/look")
    again = person.post(f"/cases/{case.number}/payments", {"charge": owed()})
    assert (again.status_code, Order.objects.count()) == (409, 1)
    assert person.post(f"/cases/{case.number}/payments", {}).status_code == 422


def test_what_is_not_yours_is_404_also_for_a_system_by_itself(
    case: Case, app: Callable[[str], Api], cast: Callable[..., Actor]
) -> None:
    order, other = opened(app("liqiang"), case), received(cast, at=now()).number
    for stranger in (app("zhouyou"), app("")):
        for address in (f"/cases/{case.number}/fees", f"/cases/{case.number}/payments/{order['code']}"):
            assert stranger.get(address).status_code == 404
        assert stranger.post(f"/cases/{case.number}/payments", {"charge": owed()}).status_code == 404
        assert stranger.post(f"/cases/{case.number}/payments/{order['code']}/look").status_code == 404
        foreign, none = (stranger.get(f"/cases/{each}/fees") for each in (case.number, "62020026999999990"))
        assert foreign.content == none.content
    person = app("liqiang")
    assert person.post(f"/cases/{other}/payments", {"charge": owed()}).status_code == 404, "of another case"
    assert person.get(f"/cases/{other}/payments/{order['code']}").status_code == 404
    assert Movement.objects.count() == 0


def test_a_token_does_only_what_its_scopes_say(case: Case, api: Callable[..., Api]) -> None:
    reader = api("liqiang", scopes=["fees:read"])
    assert reader.get(f"/cases/{case.number}/fees").status_code == 200
    refused = reader.post(f"/cases/{case.number}/payments", {"charge": owed()})
    assert (refused.status_code, refused.json()["code"]) == (403, "insufficient_scope")
    assert api("liqiang", scopes=["cases:read"]).get(f"/cases/{case.number}/fees").status_code == 403
    assert api(None).get(f"/cases/{case.number}/fees").status_code == 401
    assert not Order.objects.exists()


def test_the_applicant_at_the_browser_pays_with_the_form_token(case: Case, sign_in: Callable[..., str]) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.cookies[COOKIE] = sign_in("liqiang", now())
    assert browser.get(f"/api/v1/cases/{case.number}/fees").json()["owed"] == 5050
    address, body = f"/api/v1/cases/{case.number}/payments", json.dumps({"charge": owed()})
    assert browser.post(address, body, content_type="application/json").json()["code"] == "csrf_failed"
    browser.cookies["csrftoken"] = "a" * 32
    answer = browser.post(address, body, content_type="application/json", headers={"X-CSRFToken": "a" * 32})
    assert answer.status_code == 200
    assert Entry.objects.filter(verb="read", facts__purpose="接口查询缴费").count() == 0, "one's own is no look"


def test_what_an_app_reads_of_it_and_does_stands_in_the_ledger(case: Case, app: Callable[[str], Api]) -> None:
    person = app("liqiang")
    order = opened(person, case)
    person.get(f"/cases/{case.number}/fees")
    looks = Entry.objects.filter(chain="reads:client:sandbox-app", about=f"party:{case.applicant_id}")
    assert {each.facts["purpose"] for each in looks} == {"接口查询缴费"}
    assert looks.count() == 2
    act = Entry.objects.get(chain=f"payment:{Order.objects.get().code.hex}")
    assert (act.verb, act.facts["number"], act.facts["amount"]) == ("open_order", order["number"], 2000)


def test_a_platform_that_is_away_is_told_and_the_same_order_is_tried_again(
    case: Case, app: Callable[[str], Api]
) -> None:
    person, address = app("liqiang"), f"/cases/{case.number}/payments"
    BOUND.line = Simulator(LineFaults(loss=1.0))
    refused = person.post(address, {"charge": owed()}, Idempotency_Key="k-1")
    assert (refused.status_code, refused.json()["code"]) == (503, "payment_unavailable")
    BOUND.line = Simulator(LineFaults())
    order = opened(person, case, Idempotency_Key="k-1")
    assert Order.objects.count() == 1
    BOUND.line = Simulator(LineFaults(loss=1.0))
    assert person.post(f"{address}/{order['code']}/look").status_code == 503
    BOUND.line = None
    asked_long_ago()
    assert person.post(f"{address}/{order['code']}/look").status_code == 409


def test_the_receipt_of_money_that_went_back_is_void(
    case: Case, app: Callable[[str], Api], cast: Callable[..., Actor]
) -> None:
    person = app("liqiang")
    order = opened(person, case)
    address = f"/cases/{case.number}/payments/{order['code']}"
    pay(order["number"], at=now())
    person.post(f"{address}/look")
    ask_refund(Charge.objects.get(fee=FEE.name), reason="不办了", by=cast("wangfang", now()), at=now())
    assert person.get(address).json()["status"] == "refunding"
    look(Order.objects.select_related("charge__case").get(), at=now())
    told = person.get(address).json()
    assert (told["status"], told["refund_reason"], told["receipt"]["is_void"]) == ("refunded", "不办了", True)
    row = next(e for e in person.get(f"/cases/{case.number}/fees").json()["results"] if e["fee"] == FEE.name)
    assert [each["kind"] for each in row["moved"]] == ["payment", "refund"]


def test_charges_are_paged_the_newest_first_in_a_fixed_number_of_statements(
    case: Case, app: Callable[[str], Api], django_assert_max_num_queries: Any
) -> None:
    person = app("liqiang")
    first = person.get(f"/cases/{case.number}/fees", page_size=1).json()
    rest = person.get(f"/cases/{case.number}/fees", page_size=1, cursor=first["next"]).json()
    assert [each["fee"] for each in (*first["results"], *rest["results"])] == [AT_WINDOW.name, FEE.name]
    assert (rest["next"], rest["owed"]) == (None, 5050)
    with django_assert_max_num_queries(6):  # the case, its record, the charges, what was paid, the orders, the sums
        person.get(f"/cases/{case.number}/fees")


def test_partners_may_have_it_and_a_person_reads_in_plain_words_what_it_is() -> None:
    assert {Scope.FEES_READ, Scope.FEES_PAY} <= set(OPEN_TO_PARTNERS)
    assert "要交多少钱" in IN_WORDS[Scope.FEES_READ]
    assert "动不了您的钱" in IN_WORDS[Scope.FEES_PAY]


@pytest.fixture
def city_stands(transactional_db: None) -> None:
    load_city()


@pytest.mark.usefixtures("city_stands")
def test_many_at_once_make_one_order(cast: Callable[..., Actor]) -> None:
    with charged(cast) as case:
        bearer, sent = make_token("liqiang", client="sandbox-app", scopes=APP), {"charge": owed()}

        def one(nth: int) -> Any:
            try:
                return Api(bearer).post(f"/cases/{case.number}/payments", sent, Idempotency_Key=f"race-{nth % 2}")
            finally:
                connection.close()

        with ThreadPoolExecutor(MANY) as pool:
            answers = list(pool.map(one, range(MANY)))
    assert {each.status_code for each in answers} == {200}
    assert len({each.content for each in answers}) == 1
    assert Order.objects.count() == SimulatedPayment.objects.count() == 1
