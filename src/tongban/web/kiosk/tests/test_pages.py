"""The terminal's pages: who may open them, guides, numbers and progress; tapped, without a keyboard or a script."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import now
from tongban.handling.cases.tests.applying import food_code, lodged
from tongban.handling.halls.commands.kiosks import give_code
from tongban.handling.halls.models import Kiosk, Ticket
from tongban.registers.catalog.channels import newest_revision
from tongban.registers.catalog.checklist import checklist
from tongban.registers.catalog.models import ChannelNode
from tongban.registers.catalog.queries import guide, revision
from tongban.web.kiosk import urls
from tongban.web.kiosk.terminals import COOKIE
from tongban.web.ui.display import COOKIE as DISPLAY

pytestmark = [pytest.mark.django_db, pytest.mark.req("R-134")]
TILE = re.compile(r'class="kiosk-tile" href="([^"]+)"')
ROW = re.compile(r'class="kiosk-row" href="([^"]+)"')
HOSTILE = ("\x00", "<script>alert(1)</script>", "９" * 40, "-1", "a" * 3000, "{{7*7}}", "' OR 1=1 --", "💥")
FIELDS = (
    *("code", "key", "q", "page", "life_event", "audience", "item", "line", "priority", "number", "step", "next"),
    *("low", "c", "appointment", "revision", "_asked", "_ask", "business_type", "area", "seen"),
)
ANSWERS = (200, 204, 302, 400, 404, 409, 410, 422, 429)


def text(answer: Any) -> str:
    return str(answer.content.decode())


def places() -> list[str]:
    """Every address, with samples of what stands in it."""
    fitting = {"code": food_code()}
    found = []
    for each in urls.urlpatterns:
        uuid = "uuid" in str(each.pattern)
        args = {"code": "00000000-0000-4000-8000-000000000000"} if uuid else fitting
        found.append(reverse(str(each.name), kwargs=args if "<" in str(each.pattern) else {}))
    return found


def test_no_page_opens_on_a_machine_that_is_not_bound(sign_in: Callable[..., str]) -> None:
    others = [each for each in places() if each != reverse("kiosk-bind")]
    forged = Client()
    forged.cookies[COOKIE] = "x" * 43
    for client in (Client(), forged):
        for each in others:
            answers = (client.get(each), client.post(each))
            sent = [answer["Location"] for answer in answers if answer.status_code != 405]
            assert sent
            assert set(sent) == {reverse("kiosk-bind")}


def test_a_code_tapped_into_the_machine_binds_it(kiosk: Kiosk, cast: Callable[..., Actor]) -> None:
    code, client, typed = give_code(kiosk, by=cast("zhengyawen", now()), at=now()), Client(), ""
    place = reverse("kiosk-bind")
    assert client.post(place, {"code": "1234567890"}).status_code == 422
    for key in ("7", "back", *code):
        typed = re.findall(r'name="code"[^>]* value="(\d*)"', text(client.post(place, {"code": typed, "key": key})))[0]
    assert typed == code
    assert client.post(place, {"code": typed})["Location"] == reverse("kiosk")
    cookie = client.cookies[COOKIE]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Strict", "/kiosk")
    assert "取号" in text(client.get("/kiosk"))


def test_the_welcome_says_the_hall_and_its_hours_and_names_nobody(terminal: Client, liqiang: Actor) -> None:
    lodged(liqiang, at=now())
    page = text(terminal.get("/kiosk"))
    assert "市政务服务中心" in page
    assert "今天：" in page
    assert "在等" in page
    assert "李" not in page.split("<main", 1)[1]
    assert len(TILE.findall(page)) == 4
    assert 'http-equiv="refresh"' in page


@pytest.mark.req("R-096")
def test_the_machine_reports_the_revision_that_it_showed(terminal: Client, kiosk: Kiosk) -> None:
    page = text(terminal.get("/kiosk"))
    shown = re.findall(r'name="revision" value="(\d+)"', page)
    answer = terminal.post("/kiosk/here", {"revision": shown[0]}, headers={"HX-Request": "true"})
    assert 'id="hall"' in text(answer)
    assert ChannelNode.objects.get(channel="kiosk").revision == revision() == newest_revision()
    terminal.post("/kiosk/here", {"revision": str(revision() - 1)})
    assert ChannelNode.objects.get(channel="kiosk").revision == revision() - 1
    kiosk.refresh_from_db()
    assert kiosk.seen_at is not None


def test_eight_entrances_lead_to_guides(terminal: Client) -> None:
    tiles = TILE.findall(text(terminal.get("/kiosk/items")))
    assert len(tiles) == 8
    for each in tiles:
        page = text(terminal.get(each))
        assert ROW.findall(page), each
    more = re.findall(r'rel="next" href="([^"]+)"', page)[0].replace("&amp;", "&")
    assert set(ROW.findall(text(terminal.get(more)))).isdisjoint(ROW.findall(page))
    assert terminal.get(ROW.findall(page)[0]).status_code == 200


def test_first_letters_tapped_one_by_one_find_a_matter(terminal: Client) -> None:
    typed = ""
    for key in "SPJY":
        page = text(terminal.get("/kiosk/spell", {"q": typed, "key": key}))
        typed = re.findall(r'name="q" value="([A-Z]*)"', page)[0]
    assert typed == "SPJY"
    assert reverse("kiosk-item", args=[food_code()]) in ROW.findall(page)
    shorter = text(terminal.get("/kiosk/spell", {"q": typed, "key": "back"}))
    assert 'value="SPJ"' in shorter
    assert "没有这样开头" in text(terminal.get("/kiosk/spell", {"q": "VVVV"}))


@pytest.mark.req("R-029")
def test_the_guide_has_the_five_answers_and_the_fingerprint_of_every_channel(terminal: Client) -> None:
    code, found = food_code(), guide(food_code())
    page = text(terminal.get(reverse("kiosk-item", args=[code])))
    assert f'<meta name="content-hash" content="{found.content_hash}">' in page
    assert found.content_hash[:16] in page
    assert f"第 {found.version} 版" in page
    assert page.count("<dt>") == 5
    portal = text(Client().get(reverse("item", args=[code])))
    answers = re.findall(r'<dl class="facts5">.*?</dl>', portal, re.DOTALL)
    assert answers[0] in page
    assert terminal.get(reverse("kiosk-item", args=["9" * 33])).status_code == 404


@pytest.mark.req("R-029", "R-088")
def test_the_situation_is_answered_by_buttons_up_to_the_same_list(terminal: Client) -> None:
    code, answers = food_code(), {}
    place = reverse("kiosk-checklist", args=[code])
    option = guide(code).option
    page = text(terminal.get(place))
    for _ in range(20):
        if "我的清单" in page.split("<h1", 1)[1][:60]:
            break
        asked = re.findall(r'name="_asked" value="(\w+)"', page)[0]
        question = option.question(asked)
        assert question is not None
        kinds = {"number": "60", "yes_no": "no"}
        answers[asked] = kinds.get(question.kind) or question.choices[0].value
        page = text(terminal.get(place, {**answers, "_asked": asked}))
    listed = checklist(option, {**answers} | _several(option, answers))
    assert f"您要带 {len(listed.needed)} 份" in page
    assert all(each.material.name in page for each in listed.needed)
    assert guide(code).content_hash[:16] in page


def _several(option: Any, answers: dict[str, str]) -> dict[str, list[str]]:
    return {code: [value] for code, value in answers.items() if option.question(code).kind == "choices"}


def test_a_number_is_tapped_and_what_is_missing_is_said(terminal: Client) -> None:
    code = food_code()
    option = guide(code).option
    numeric = next((each for each in option.questions if each.kind == "number"), None)
    assert numeric is not None
    place = reverse("kiosk-checklist", args=[code])
    page = text(terminal.get(place, {"_asked": numeric.code, numeric.code: "6", "key": "0"}))
    assert 'value="60"' in page
    assert 'value="back"' in page
    first = option.questions[0]
    assert terminal.get(place, {"_asked": first.code}).status_code == 422


@pytest.mark.req("R-164", "R-100")
def test_two_touches_draw_a_number_without_anybodys_name(terminal: Client, kiosk: Kiosk) -> None:
    page = text(terminal.get("/kiosk/ticket"))
    assert len(TILE.findall(page)) == 3
    assert "直接取号" in text(terminal.get("/kiosk/ticket", {"line": "A"}))
    sent = {"line": "A", "priority": "elder", "once": "abc"}
    place = terminal.post("/kiosk/ticket", sent)["Location"]
    assert terminal.post("/kiosk/ticket", sent)["Location"] == place
    made = Ticket.objects.get()
    assert (made.channel, made.kiosk_id, made.priority, made.venue_id) == ("kiosk", kiosk.pk, "elder", kiosk.venue_id)
    paper = text(terminal.get(place))
    assert made.number in paper
    assert "<svg" in paper
    assert "前面还有" in paper
    assert terminal.post("/kiosk/ticket", {"line": "Z", "priority": ""}).status_code == 422
    assert terminal.get(f"/kiosk/tickets/{kiosk.code}").status_code == 404


def test_a_number_for_a_matter_names_it(terminal: Client) -> None:
    page = text(terminal.get("/kiosk/ticket", {"item": food_code()}))
    assert guide(food_code()).name in page
    terminal.post("/kiosk/ticket", {"item": food_code(), "priority": ""})
    assert Ticket.objects.get().option_code == food_code()


def test_progress_needs_number_and_code_and_tells_no_more_than_the_portal(terminal: Client, liqiang: Actor) -> None:
    made, case = lodged(liqiang, at=now())
    place = "/kiosk/track"
    assert terminal.post(place, {"number": "123", "step": "number"}).status_code == 422
    second = terminal.post(place, {"number": case.number, "step": "number"})
    assert "输入查询码" in text(second)
    tapped = terminal.post(place, {"number": case.number, "code": "7", "step": "code", "key": "K"})
    assert re.search(r'name="code"[^>]* value="7K"', text(tapped))
    wrong = terminal.post(place, {"number": case.number, "code": "22222222", "step": "code"})
    assert wrong.status_code == 422
    assert "22222222" not in text(wrong)
    page = text(terminal.post(place, {"number": case.number, "code": made.opening.query_code, "step": "code"}))
    assert "轮到谁" in page
    assert "李*" in page
    assert "李强" not in page
    assert made.opening.query_code not in page


def test_every_page_is_kept_by_nobody_and_ends_by_itself(terminal: Client) -> None:
    for each in places():
        answer = terminal.get(each)
        is_page = answer.status_code == 200 and answer["Content-Type"].startswith("text/html")
        if not is_page or each == reverse("kiosk-bind"):
            continue
        assert answer["Cache-Control"] == "no-store", each
        assert 'http-equiv="refresh"' in text(answer), each


def test_the_end_puts_letters_colours_and_place_back(terminal: Client) -> None:
    terminal.get("/display", {"mode": "elder", "next": "/kiosk"})
    assert 'data-mode="elder"' in text(terminal.get("/kiosk"))
    assert terminal.get("/kiosk/low", {"low": "1", "next": "/kiosk/items"})["Location"] == "/kiosk/items"
    assert 'class="kiosk low"' in text(terminal.get("/kiosk"))
    for elsewhere in ("//elsewhere.example", "/me", "https://elsewhere.example/kiosk"):
        assert terminal.get("/kiosk/low", {"next": elsewhere})["Location"] == "/kiosk"
    over = terminal.get("/kiosk/over")
    assert "已经退出" in text(over)
    assert over["Clear-Site-Data"] == '"cache"', "storage holds the kept guides: the page empties the rest of it"
    assert terminal.cookies[DISPLAY].value == ""
    assert 'class="kiosk"' in text(terminal.get("/kiosk"))


def test_nothing_that_is_sent_breaks_a_page(terminal: Client) -> None:
    for place in places():
        for word in HOSTILE:
            given = dict.fromkeys(FIELDS, word)
            for answer in (terminal.get(place, given), terminal.post(place, given | {"once": f"{word[:9]}{place}"})):
                assert answer.status_code in (*ANSWERS, 405), (place, word[:20], answer.status_code)
                assert "<script>alert" not in answer.content.decode()


def test_a_refusal_stays_in_the_frame_of_the_machine(terminal: Client) -> None:
    page = text(terminal.get(reverse("kiosk-item", args=["9" * 33])))
    assert 'class="kiosk"' in page
    assert 'href="/kiosk"' in page
    assert 'href="/sign-in"' not in page
