"""Without a network: what the machine is told to keep, the worker that keeps it, and what is a receipt. R-134."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import now
from tongban.handling.cases.tests.applying import food_code, lodged
from tongban.handling.halls.models import Kiosk, Ticket
from tongban.registers.catalog.queries import cards
from tongban.web.kiosk import away
from tongban.web.kiosk.finding import FOUR, entrances, matters_of

pytestmark = [pytest.mark.django_db, pytest.mark.req("R-134")]
LINK = re.compile(r'href="(/kiosk/items[^"]*)"')


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_every_guide_and_every_way_to_it_is_kept_and_nothing_of_a_person(terminal: Client, liqiang: Actor) -> None:
    _, case = lodged(liqiang, at=now())
    told = terminal.get("/kiosk/kept.json").json()
    pages = {each.replace("&amp;", "&") for each in told["pages"]}
    assert {reverse("kiosk-item", args=[each.option_code]) for each in cards()} <= pages
    assert len(pages) == len(told["pages"])
    for each in [page for page in told["pages"] if "/items/" not in page] + [reverse("kiosk-item", args=[food_code()])]:
        page = text(terminal.get(each))
        assert "李强" not in page, each
        assert case.number not in page, each
        links = {link.replace("&amp;", "&") for link in LINK.findall(page)}
        assert {link for link in links if "checklist" not in link and not link.endswith("page=1")} <= pages, each


def test_it_is_kept_anew_with_another_day_revision_or_settings(
    terminal: Client, kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stamp() -> str:
        return str(terminal.get("/kiosk/kept.json").json()["stamp"])

    first = stamp()
    assert stamp() == first
    Kiosk.objects.filter(pk=kiosk.pk).update(settings={"number": 3})
    second = stamp()
    monkeypatch.setattr(away, "revision", lambda: 10**6)
    assert len({first, second, stamp()}) == 3


def test_the_worker_may_stand_before_all_pages_of_the_terminal_and_no_other(terminal: Client) -> None:
    answer = terminal.get("/kiosk/worker.js")
    assert answer["Content-Type"] == "text/javascript"
    assert answer["Service-Worker-Allowed"] == "/kiosk"
    assert b"tongban-kiosk-kept" in answer.content
    assert "default-src 'none'" in answer["Content-Security-Policy"]


def test_a_slip_is_marked_as_a_receipt_and_ends_after_half_a_minute(terminal: Client) -> None:
    made = terminal.post("/kiosk/ticket", {"line": "A", "once": "one"})
    slip = terminal.get(made["Location"])
    assert slip["Tongban-Receipt"] == "1"
    assert Ticket.objects.latest("pk").number in text(slip)
    assert 'data-idle="10" data-left="20"' in text(slip)
    assert not [each for each in ("/kiosk", "/kiosk/items", "/kiosk/track") if "Tongban-Receipt" in terminal.get(each)]
    assert "没有网也能取号、收件" in text(terminal.get("/kiosk/away"))


@pytest.mark.parametrize(("agency", "label"), FOUR)
def test_matters_of_the_four_lines_are_found_read_and_waited_for_at_a_terminal(
    terminal: Client, agency: str, label: str
) -> None:
    line = next(each for each in entrances() if each.key == agency)
    assert line.href.replace("&", "&amp;") in text(terminal.get("/kiosk/items"))
    page = text(terminal.get(line.href))
    assert label in page
    assert f"共{line.count}件事" in page
    card = matters_of("agency", agency)[0]
    assert reverse("kiosk-item", args=[card.option_code]) in page
    found = text(terminal.get(reverse("kiosk-item", args=[card.option_code])))
    assert card.name in found
    asked = [
        each
        for each in matters_of("agency", agency)
        if "/kiosk/ticket?item=" in text(terminal.get(f"/kiosk/items/{each.option_code}"))
    ]
    made = terminal.post("/kiosk/ticket", {"item": asked[0].option_code, "once": agency})
    assert asked[0].name in text(terminal.get(made["Location"]))


def test_in_the_demo_city_a_browser_stands_in_for_a_terminal_and_elsewhere_it_needs_the_code(
    kiosk: Kiosk, settings: Any
) -> None:
    chosen = {"terminal": str(kiosk.code)}
    settings.TONGBAN_DEMO = False
    assert "这里是演示城市" not in text(Client().get("/kiosk/bind"))
    assert Client().post("/kiosk/bind", chosen).status_code == 422
    settings.TONGBAN_DEMO = True
    browser, other = Client(), Client()
    assert "1号自助终端" in text(browser.get("/kiosk/bind"))
    assert browser.post("/kiosk/bind", chosen)["Location"] == "/kiosk"
    assert "要办什么" in text(browser.get("/kiosk"))
    assert other.post("/kiosk/bind", {"terminal": "nothing"}).status_code == 404
    other.post("/kiosk/bind", chosen)
    assert browser.get("/kiosk")["Location"] == "/kiosk/bind", "one machine at a time"
