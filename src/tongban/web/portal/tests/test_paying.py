"""Paying a fee from home, page by page: a notice is not believed, the platform is asked (R-205)."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client

from tongban.exchange.connectors.payments.simulator import Simulator, pay
from tongban.exchange.lines.misbehaving import LineFaults
from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import now
from tongban.handling.cases.models import Case
from tongban.handling.cases.tests.driving import listed, received
from tongban.handling.fees.bound import BOUND
from tongban.handling.fees.commands.charging import charge
from tongban.handling.fees.models import Charge, Movement, Order
from tongban.registers.catalog.content import Basis, Fee
from tongban.web.ui.sessions import COOKIE

pytestmark = [pytest.mark.django_db, pytest.mark.req("R-205")]
SignIn = Callable[..., str]
FEE = Fee(
    name="工本费（样例）",
    standard="20元/证（样例）",
    amount=2000,
    basis=Basis(law="行政事业性收费标准（样例）", article="第一条"),
    may_pay_online=True,
)


@pytest.fixture(autouse=True)
def line() -> Iterator[None]:
    before = (BOUND.line, BOUND.return_to)
    BOUND.line = Simulator(LineFaults())
    BOUND.return_to = lambda number, code: f"http://testserver/cases/{number}/fees/{code}"
    yield
    BOUND.line, BOUND.return_to = before


@pytest.fixture
def case(cast: Callable[..., Actor]) -> Iterator[Case]:
    with listed(fees=(FEE,)):
        found = received(cast, at=now())
        charge(found, fee=FEE.name, by=cast("wangfang"), at=now())
        yield found


@pytest.fixture
def browser(sign_in: SignIn) -> Callable[[str], Client]:
    def open_for(login: str) -> Client:
        client = Client()
        client.cookies[COOKIE] = sign_in(login, now())
        return client

    return open_for


def begun(client: Client, case: Case) -> tuple[str, Order]:
    sent = client.post(f"/cases/{case.number}/fees", {"charge": str(Charge.objects.get().code)})
    assert sent.status_code == 302
    return sent["Location"], Order.objects.get()


def test_from_the_case_to_the_receipt(case: Case, browser: Callable[[str], Client]) -> None:
    client = browser("liqiang")
    own = client.get(f"/cases/{case.number}").content.decode()
    assert "轮到您：交费20元" in own
    assert f"/cases/{case.number}/fees" in own
    assert "网上付 20元" in client.get(f"/cases/{case.number}/fees").content.decode()
    address, order = begun(client, case)
    told = client.get(address).content.decode()
    assert "不会真的扣钱" in told
    assert order.pay_at in told
    assert "接着付" in client.get(f"/cases/{case.number}/fees").content.decode()
    cashier = order.pay_at.removeprefix("http://testserver")
    assert "假装付 20元" in client.get(cashier).content.decode()
    back = client.post(cashier)
    assert back["Location"] == f"http://testserver{address}"
    done = client.get(address).content.decode()
    assert "已经付清" in done
    receipt = client.get(client.get(f"{address}/receipt")["Location"]).content.decode()
    assert "网上支付" in receipt
    assert "收费凭证" in receipt
    assert "轮到您：交费" not in client.get(f"/cases/{case.number}").content.decode()
    assert client.post(cashier).status_code == 409
    again = client.post(f"/cases/{case.number}/fees", {"charge": str(Charge.objects.get().code)})
    assert again.status_code == 409
    assert "不用再付" in again.content.decode()


def test_a_notice_says_nothing_by_itself_and_brings_the_news_when_there_is_some(
    case: Case, browser: Callable[[str], Client]
) -> None:
    address, order = begun(browser("liqiang"), case)
    machine = Client(enforce_csrf_checks=True)
    assert machine.post(f"/payments/{order.code}/notice", {"state": "paid"}).status_code == 204
    assert not Movement.objects.exists()
    pay(order.number, at=now())
    Order.objects.update(asked_at=None)
    assert machine.post(f"/payments/{order.code}/notice").status_code == 204
    assert Movement.objects.get().way == "online"
    assert machine.get(f"/payments/{order.code}/notice").status_code == 405
    assert machine.post("/payments/00000000-0000-4000-8000-000000000000/notice").status_code == 404
    assert "已经付清" in browser("liqiang").get(address).content.decode()


def test_nobody_else_sees_it_and_a_platform_that_is_away_is_told_in_words(
    case: Case, browser: Callable[[str], Client]
) -> None:
    address, _ = begun(browser("liqiang"), case)
    stranger = browser("zhouyou")
    assert stranger.get(address).status_code == 404
    assert stranger.get(f"/cases/{case.number}/fees").status_code == 404
    assert stranger.post(address).status_code == 404
    BOUND.line = Simulator(LineFaults(loss=1.0))
    refused = browser("liqiang").post(address)
    assert refused.status_code == 503
    assert "支付平台" in refused.content.decode()


def test_the_order_stands_even_if_the_platform_did_not_answer_and_the_same_one_is_tried_again(
    case: Case, browser: Callable[[str], Client]
) -> None:
    client, page = browser("liqiang"), f"/cases/{case.number}/fees"
    BOUND.line = Simulator(LineFaults(loss=1.0))
    sent = {"charge": str(Charge.objects.get().code), "once": "11111111-1111-4111-8111-111111111111"}
    refused = client.post(page, sent)
    assert refused.status_code == 503
    assert Order.objects.count() == 1
    BOUND.line = Simulator(LineFaults())
    assert client.post(page, sent).status_code == 302
    assert Order.objects.count() == 1


def test_the_pretended_cashier_is_not_there_when_the_real_platform_is_bound(
    case: Case, browser: Callable[[str], Client]
) -> None:
    _, order = begun(browser("liqiang"), case)
    BOUND.line = None
    assert Client().get(f"/payments/simulated/{order.number}").status_code == 404
    BOUND.line = Simulator(LineFaults())
    assert Client().get("/payments/simulated/none").status_code == 404
    assert client_of_nothing(case, browser) == 404


def client_of_nothing(case: Case, browser: Callable[[str], Client]) -> int:
    return browser("liqiang").post(f"/cases/{case.number}/fees", {"charge": "?"}).status_code
