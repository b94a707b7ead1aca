"""Somebody just comes (现场取号): a number without account or appointment, called on the screen, served, ended."""

from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest
import zxingcpp
from PIL import Image

from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.ledger.models import Entry
from tongban.foundation.ledger.sealing import seal, verify
from tongban.handling.cases.models import Case
from tongban.handling.cases.tests.applying import ANSWERS, FORM, food_code
from tongban.handling.contacts.commands.shifts import sign_on
from tongban.handling.contacts.models import Shift
from tongban.handling.halls.commands.calling import call_next, miss
from tongban.handling.halls.commands.drawing import draw
from tongban.handling.halls.models import Ticket
from tongban.oversight.supervision.queries.indicators import count_visits
from tongban.registers.parties.models import Account, Party

from . import steps
from .browsing import PHONE, Meet, Person, axe, until
from .conftest import House, actor_of

STRANGER = {"id_number": "620201198506150022", "name": "赵六", "phone": "13893700009"}
WALL, FULL = 1920, "xincheng-center"
WALLS = ((1920, 1080), (1280, 720), (3840, 2160))
PATIENCE = 30_000
"""Milliseconds; the screen asks every three seconds."""
TEN_SECONDS = 10_000
"""How often the phone asks; its clock is put forward instead of waiting for it."""
NUMBER = "document.querySelector('.number')"


@pytest.mark.req("R-100", "R-032", "R-094")
def test_from_a_number_without_account_to_a_case_and_the_end_of_the_shift(meet: Meet) -> None:
    accounts, clerk, screen = Account.objects.count(), meet("wangfang"), meet(width=WALL)
    screen.open("/screens/city-center")
    assert screen.sees("还没有叫号")
    _sign_on(clerk)
    phone = _draw(meet("limin"), meet)
    assert phone.sees("0 位")
    clerk.open("/workbench/window")
    _leads_on(clerk, "F2")
    screen.page.get_by_text("请到 综合窗口3号").wait_for(timeout=PATIENCE)
    phone.page.clock.fast_forward(TEN_SECONDS)
    phone.page.get_by_text("叫到您了：请到综合窗口3号").wait_for()
    screen.shoot("screen-called")
    clerk.shoot("window-called")
    _leads_on(clerk, "Control+Enter")
    phone.page.clock.fast_forward(TEN_SECONDS)
    phone.page.get_by_text("正在综合窗口3号办理").wait_for()
    number = _receive(clerk)
    _cannot_go_home_yet(clerk)
    clerk.open("/workbench/window")
    assert clerk.page.input_value("[name=case_number]") == number, "what was just received stands there"
    clerk.shoot("window-serving")
    _leads_on(clerk, "Control+Enter")
    _sign_off(clerk)
    ticket = Ticket.objects.get(venue__key="city-center")
    assert (ticket.result, ticket.result_case, count_visits(number)) == ("case", number, 1)
    case = Case.objects.select_related("applicant").get(number=number)
    assert (case.applicant.name, case.channel) == ("赵六", "window")
    assert (Account.objects.count(), Party.objects.filter(name="赵六").count()) == (accounts, 1)
    told = Entry.objects.filter(chain=ticket.chain).order_by("seq").values_list("verb", flat=True)
    assert list(told) == ["draw", "call", "begin", "finish"]
    seal(at=now())
    assert list(verify()) == []


def test_the_screen_of_a_full_hall_fits_every_wall_and_says_when_it_is_cut_off(house: House, meet: Meet) -> None:
    _fill_the_hall()
    screen = meet(width=WALL)
    for width, height in WALLS:
        screen.resize(width, height)
        screen.open(f"/screens/{FULL}")
        assert screen.sees("预计等")
        assert screen.page.evaluate("document.documentElement.scrollHeight <= innerHeight"), width
        assert screen.page.evaluate(f"parseFloat(getComputedStyle({NUMBER}).fontSize)") >= height / 5, width
        assert axe(screen.page) == []
        screen.shoot(f"screen-{width}")
        assert not screen.page.locator(".lost").is_visible()
    screen.page.route("**/screens/**", lambda route: route.abort())
    screen.page.locator(".lost").wait_for(timeout=25_000)
    screen.complaints.clear()


def _fill_the_hall() -> None:
    """Seven calls of each line within an hour, and people who wait for every one."""
    by, at, hour, minute = actor_of("liuzhiyuan"), now(), timedelta(hours=1), timedelta(minutes=1)
    began = at - hour if local_day(at - hour) == local_day(at) else at
    sign_on("便民服务窗口12号", by=by, at=began)
    for _ in range(12):
        for line in "ABC":
            draw(line, by=by, at=began)
    for each in range(21):
        miss(call_next(lines=["ABC"[each % 3]], by=by, at=began + each * 2 * minute), by=by, at=began)


def _sign_on(clerk: Person) -> None:
    """The window says itself that it is not open yet, and leads to signing on."""
    clerk.open("/workbench/window")
    clerk.click("link", "去签到")
    clerk.page.fill("[name=window]", "综合窗口3号")
    clerk.click("button", "签到")


def _draw(desk: Person, meet: Meet) -> Person:
    """The desk gives out a paper; whoever scans it sees where the number stands, with no name and no login."""
    desk.open("/workbench/tickets/new")
    desk.click("button", "取号")
    assert desk.page.locator(".hall-number").inner_text() == "A001"
    desk.shoot("slip")
    _prints_on_80_mm(desk)
    picture = Image.open(BytesIO(desk.page.locator(".hall-slip .qr").screenshot(scale="css")))
    found = zxingcpp.read_barcodes(picture)
    assert found, "no QR on the number that a phone could read"
    phone = meet(width=PHONE)
    phone.page.clock.install()
    phone.open(found[0].text)
    return phone


def _prints_on_80_mm(desk: Person) -> None:
    """One slip of the width of a ticket printer, and no blank sheet before it."""
    printed = desk.page.pdf(prefer_css_page_size=True)
    with pikepdf.open(BytesIO(printed)) as document:
        assert [round(float(each.mediabox[2]) / 72 * 25.4) for each in document.pages] == [80]


def _receive(clerk: Person) -> str:
    """From the window to the intake page: the matter by its name, the person by their paper, the case received."""
    _leads_on(clerk, "s")
    clerk.page.fill("#q", "食品经营许可")
    _leads_on(clerk, "Enter")
    clerk.click("link", "食品经营许可（新办）")
    assert clerk.page.url.endswith(f"/workbench/intake/{food_code()}")
    for prefix, values in (("", STRANGER), ("q-", ANSWERS), ("f-", FORM)):
        for code, value in values.items():
            if clerk.page.locator(f"[name='{prefix}{code}']").count():
                steps.fill(clerk, {code: value}, prefix)
                clerk.page.locator("h1").first.click()
                until(clerk.page, "!document.querySelector('.htmx-request')")
    clerk.shoot("intake")
    steps.forward(clerk)
    assert "?done=receive" in clerk.page.url, clerk.text()
    return clerk.page.url.split("/cases/")[1][:17]


def _cannot_go_home_yet(clerk: Person) -> None:
    clerk.open("/workbench/shift")
    assert clerk.sees("A001号还没有登记结果"), "said before one tries"
    clerk.click("button", "签退")
    assert clerk.sees("A001号还没有登记结果")
    clerk.shoot("not-yet")
    assert Shift.objects.filter(venue__key="city-center", signed_off_at__isnull=True).count() == 1


def _sign_off(clerk: Person) -> None:
    clerk.open("/workbench/shift")
    clerk.click("button", "签退")
    assert not Shift.objects.filter(venue__key="city-center", signed_off_at__isnull=True).exists(), clerk.text()


def _leads_on(clerk: Person, key: str) -> None:
    with clerk.page.expect_navigation(wait_until="domcontentloaded"):
        clerk.page.keyboard.press(key)
