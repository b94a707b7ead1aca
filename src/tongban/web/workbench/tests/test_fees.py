"""Money at the window (收费、钱箱): charged, paid, printed, counted; signing off waits for the till."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from msgspec.structs import replace

from tongban.exchange.connectors.payments.simulator import Simulator, pay
from tongban.exchange.lines.misbehaving import LineFaults
from tongban.foundation.kernel.clock import now
from tongban.handling.cases.models import Case
from tongban.handling.cases.tests.driving import listed
from tongban.handling.fees.bound import BOUND
from tongban.handling.fees.models import Charge, Movement, Order, Till
from tongban.registers.catalog.content import Basis, Fee

AtDesk = Callable[[str], Client]
FEE = Fee(
    name="工本费（样例）",
    standard="20元/证（样例）",
    amount=2000,
    basis=Basis(law="行政事业性收费标准（样例）", article="第一条"),
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(received: Callable[..., Case]) -> Iterator[Case]:
    with listed(fees=(FEE,)):
        yield received()


def opened(window: Client) -> None:
    sent = {"do": "open", "window": "综合窗口3号", "float_amount": "100"}
    assert window.post("/workbench/till", sent).status_code == 302


@pytest.mark.req("R-099")
def test_cash_from_the_case_page_to_the_receipt_and_the_days_sheet(case: Case, at_desk: AtDesk) -> None:
    window, page = at_desk("wangfang"), f"/workbench/cases/{case.number}/fees"
    assert "还没有开收费单" in window.get(f"/workbench/cases/{case.number}").content.decode()
    assert "开钱箱" in window.get(page).content.decode()
    opened(window)
    assert window.post(page, {"fee": FEE.name}).status_code == 302
    assert "还有20元没有收" in window.get(f"/workbench/cases/{case.number}").content.decode()
    pay = f"/workbench/charges/{Charge.objects.get().code}/pay"
    short = window.post(pay, {"given": "10"})
    assert short.status_code == 422
    assert "还差10元" in short.content.decode()
    assert 'value="10"' in short.content.decode()
    done = window.post(pay, {"given": "100"})
    receipt = window.get(done["Location"]).content.decode()
    assert "收费凭证" in receipt
    assert "80元" in receipt
    sheet = window.get("/workbench/till").content.decode()
    assert "120元" in sheet
    counted = window.post("/workbench/till", {"do": "count", "counted": "120"})
    assert "已结" in window.get(counted["Location"]).content.decode()


@pytest.mark.req("R-099")
def test_who_has_not_counted_the_till_cannot_sign_off(at_desk: AtDesk) -> None:
    window = at_desk("wangfang")
    window.post("/workbench/shift", {"do": "on", "window": "综合窗口3号"})
    opened(window)
    refused = window.post("/workbench/shift", {"do": "off"})
    assert "钱箱还没有结账" in refused.content.decode()
    window.post("/workbench/till", {"do": "count", "counted": "100"})
    assert window.post("/workbench/shift", {"do": "off"}).status_code == 302


@pytest.mark.req("R-099")
def test_a_difference_goes_to_supervision_and_nobody_else_sees_the_till(at_desk: AtDesk) -> None:
    window, supervisor = at_desk("wangfang"), at_desk("zhengyawen")
    opened(window)
    told = window.post("/workbench/till", {"do": "count", "counted": "99"})
    assert told.status_code == 422
    assert "差-1元" in told.content.decode()
    window.post("/workbench/till", {"do": "count", "counted": "99", "reason": "找零多找了1元"})
    till = Till.objects.get()
    page = f"/workbench/tills/{till.code}"
    assert "找零多找了1元" in supervisor.get("/workbench/tills?status=differs").content.decode()
    assert at_desk("limin").get(page).status_code == 404
    assert window.post(page, {"words": "没事"}).status_code == 403
    assert supervisor.post(page, {"words": "看了录像，属实。"}).status_code == 302
    assert "看了录像" in supervisor.get(page).content.decode()


def test_sent_twice_is_paid_once_and_the_refund_is_on_the_page(case: Case, at_desk: AtDesk) -> None:
    window, page = at_desk("wangfang"), f"/workbench/cases/{case.number}/fees"
    window.post(page, {"fee": FEE.name})
    code = Charge.objects.get().code
    sent = {"slip_number": "POS1", "once": "11111111-1111-4111-8111-111111111111"}
    first = window.post(f"/workbench/charges/{code}/card", sent)
    assert window.post(f"/workbench/charges/{code}/card", sent)["Location"] == first["Location"]
    assert Movement.objects.count() == 1
    back = window.post(f"/workbench/charges/{code}/refund", {"reason": "多收了", "slip_number": "POS2"})
    assert back.status_code == 302
    assert "多收了" in window.get(page).content.decode()
    assert "开收费单" not in at_desk("zhaomin").get(page).content.decode()


@pytest.mark.req("R-205")
def test_the_applicant_scans_at_the_window_and_a_refund_goes_the_way_it_came(
    received: Callable[..., Case], at_desk: AtDesk
) -> None:
    before, BOUND.line = BOUND.line, Simulator(LineFaults())
    try:
        with listed(fees=(replace(FEE, may_pay_online=True),)):
            case = received()
            window, page = at_desk("wangfang"), f"/workbench/cases/{case.number}/fees"
            window.post(page, {"fee": FEE.name})
            act = f"/workbench/charges/{Charge.objects.get().code}"
            assert "请申请人扫码付" in window.get(page).content.decode()
            assert window.post(f"{act}/online").status_code == 302
            assert "付款二维码" in window.get(page).content.decode()
            pay(Order.objects.get().number, at=now())
            assert window.post(f"{act}/look").status_code == 302
            told = window.get(page).content.decode()
            assert "网上支付" in told
            assert "网上退费" in told
            assert "收现金，出凭证" not in told
            assert window.post(f"{act}/ask_refund", {"reason": ""}).status_code == 422
            assert window.post(f"{act}/ask_refund", {"reason": "不用办了"}).status_code == 302
            assert Charge.objects.get().status == "refunded"
            assert "退款流水号" in window.get(page).content.decode()
    finally:
        BOUND.line = before
