"""亮码、亮证、扫一扫 in the browser: the holder decides on the own screen, the scanner sees that and nothing else."""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from tongban.exchange.connectors.provincial_code.bound import BOUND
from tongban.exchange.connectors.provincial_code.simulator import Simulator
from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.kernel.clock import now
from tongban.foundation.ledger.queries import reads_about
from tongban.registers.agencies.models import Agency, Division, Venue
from tongban.registers.codes.commands import end_plate, issue_plate
from tongban.registers.codes.models import Scan, Showing
from tongban.registers.codes.ports import PLATFORMS
from tongban.registers.codes.queries import code_now, code_of_plate
from tongban.registers.licenses.commands import Content, take_in
from tongban.registers.licenses.models import License, LicenseType
from tongban.registers.licenses.rules.validity import Term
from tongban.registers.parties.models import Party

from .test_licenses import CARD

pytestmark = pytest.mark.django_db
Browser = Callable[..., Client]
HX = {"HX-Request": "true"}


def shown(client: Client) -> str:
    """The address of a code that was just shown."""
    answer = client.post("/code")
    assert answer.status_code == 302, answer.content.decode()[-2000:]
    return answer["Location"]


def code_on(page: str) -> str:
    found = re.search(r"TB1[A-Z2-7]{100,}", page)
    assert found is not None
    return found[0]


def text(response) -> str:
    return str(response.content.decode())


@pytest.fixture
def card() -> License:
    return take_in(
        LicenseType.objects.get(key="id_card"),
        holder=Party.objects.get(account__login="liqiang"),
        issuer=Agency.objects.get(key="public-security"),
        content=Content(CARD, Term(date(2020, 3, 7), date(2040, 3, 6))),
        serial="20200000006",
        by=SYSTEM,
        at=now(),
    )


@pytest.mark.req("R-153")
def test_the_page_shows_a_picture_without_any_number_and_turns_it(browser: Browser) -> None:
    holder = browser("liqiang")
    place = shown(holder)
    page = text(holder.get(place))
    assert "<svg" in page
    assert "李*" in page
    assert "李强" not in page.split("<main", 1)[1]
    assert "620201199003070017" not in page
    assert 'http-equiv="refresh" content="30"' in page
    part = text(holder.get(place, {"part": "code"}, headers=HX))
    assert "<html" not in part
    assert code_on(part)[3:] != ""
    assert browser("zhouyou").get(place).status_code == 404
    assert Client().get(place).status_code == 302


@pytest.mark.req("R-153")
def test_another_telephone_asks_and_sees_only_what_the_holder_ticked(browser: Browser) -> None:
    holder, other = browser("liqiang"), browser("zhouyou")
    place = shown(holder)
    code = code_on(text(holder.get(place)))
    looked = other.get("/codes/scan", {"c": code})
    assert "请对方同意" in text(looked)
    assert "李强" not in text(looked)
    result = other.post("/codes/scan", {"c": code})["Location"]
    waiting = text(other.get(result))
    assert "等对方同意" in waiting
    assert "李强" not in waiting
    asked = text(holder.get(place, {"part": "scans", "seen": "x"}, headers=HX))
    assert "对方想看这些，同意吗" in asked
    assert "周*" in asked
    scan = Scan.objects.get()
    assert holder.post(f"/code/scans/{scan.public_id}", {"verb": "agree", "claim": ["name"]}).status_code == 302
    told = text(other.get(result))
    assert "李强" in told
    assert "18周岁" not in told
    assert browser("maxiuying").get(result).status_code == 404
    views = text(holder.get("/me/views"))
    assert "当面核对身份" in views
    holder.post(f"/code/scans/{scan.public_id}", {"verb": "withdraw"})
    gone = text(other.get(result))
    assert "对方收回了" in gone
    assert "李强" not in gone


@pytest.mark.req("R-153")
def test_a_used_code_says_what_to_do(browser: Browser) -> None:
    holder = browser("liqiang")
    code = code_on(text(holder.get(shown(holder))))
    assert browser("zhouyou").post("/codes/scan", {"c": code}).status_code == 302
    again = browser("maxiuying").post("/codes/scan", {"c": code})
    assert again.status_code == 409
    assert "已经用过一次" in text(again)
    assert Scan.objects.count() == 1


def test_nothing_ticked_is_told_and_refusing_is_possible(browser: Browser) -> None:
    holder, other = browser("liqiang"), browser("zhouyou")
    code = code_on(text(holder.get(shown(holder))))
    result = other.post("/codes/scan", {"c": code})["Location"]
    place = f"/code/scans/{Scan.objects.get().public_id}"
    answer = holder.post(place, {"verb": "agree"})
    assert answer.status_code == 422
    assert "至少选一项" in text(answer)
    assert holder.post(place, {"verb": "refuse"}).status_code == 302
    assert "对方不同意" in text(other.get(result))
    assert browser("maxiuying").post(place, {"verb": "agree", "claim": ["name"]}).status_code == 404


def test_a_visitor_is_asked_to_sign_in_before_scanning_a_person(browser: Browser) -> None:
    holder = browser("liqiang")
    code = code_on(text(holder.get(shown(holder))))
    page = text(Client().get("/codes/scan", {"c": code}))
    assert "请先登录" in page
    assert Client().post("/codes/scan", {"c": code}).status_code == 403


def test_putting_the_code_away_kills_it(browser: Browser) -> None:
    holder = browser("liqiang")
    place = shown(holder)
    code = code_on(text(holder.get(place)))
    assert holder.post(f"{place}/end").status_code == 302
    assert "已经结束" in text(holder.get(place))
    assert "收起了这个码" in text(browser("zhouyou").get("/codes/scan", {"c": code}))


def test_who_is_not_known_by_name_is_told_how_to_be(browser: Browser) -> None:
    answer = browser("yangguang").post("/code")
    assert answer.status_code == 403
    assert "核验" in text(answer)


@pytest.mark.req("R-155")
def test_a_licence_is_shown_to_a_telephone_without_an_account(browser: Browser, card: License) -> None:
    holder, visitor = browser("liqiang"), Client()
    page = text(holder.get("/code/present", {"license": str(card.public_id)}))
    assert "居民身份证" in page
    data = {"license": str(card.public_id), f"field-{card.public_id}": ["holder_name", "nation"], "minutes": "5"}
    place = holder.post("/code/present", data)["Location"]
    code = code_on(text(holder.get(place)))
    before = text(visitor.get("/codes/scan", {"c": code}))
    assert "看对方亮出的证照" in before
    assert "李强" not in before
    result = visitor.post("/codes/scan", {"c": code})["Location"]
    told = text(visitor.get(result))
    assert "李强" in told
    assert "真实有效" in told
    assert CARD["id_number"] not in told
    assert CARD["address"] not in told
    assert Client().get(result).status_code == 404, "the address alone is of no use"
    assert visitor.post("/codes/scan", {"c": code}).status_code == 409
    views = text(holder.get("/me/views"))
    assert "居民身份证的姓名" in views
    assert "没有登录的手机" in views
    assert "对方看到了您亮出的证照" in text(holder.get(place))
    holder.post(f"{place}/end")
    gone = text(visitor.get(result))
    assert "看不到了" in gone
    assert "李强" not in gone


@pytest.mark.req("R-155")
def test_what_is_chosen_wrongly_is_told_and_stays_chosen(browser: Browser, card: License) -> None:
    holder = browser("liqiang")
    answer = holder.post("/code/present", {"minutes": "7", "license": str(card.public_id)})
    assert answer.status_code == 422
    assert re.search(rf'value="{card.public_id}"[^>]*checked', text(answer))
    assert holder.post("/code/present", {"minutes": "5"}).status_code == 422
    stranger = browser("zhouyou").post("/code/present", {"minutes": "5", "license": str(card.public_id)})
    assert stranger.status_code == 422
    assert not Showing.objects.exists()


def test_the_licence_pages_lead_to_showing(browser: Browser, card: License) -> None:
    holder = browser("liqiang")
    assert "/code/present" in text(holder.get("/me/licenses"))
    assert f"/code/present?license={card.public_id}" in text(holder.get(f"/me/licenses/{card.public_id}"))


@pytest.mark.req("R-153")
def test_a_door_plate_opens_its_own_page() -> None:
    plate = issue_plate("雄关街道样例路1号", division=Division.objects.get(code="620201001001"), by=SYSTEM, at=now())
    page = Client().get("/codes/scan", {"c": code_of_plate(plate).text})
    assert page.status_code == 200
    assert "雄关街道样例路1号" in text(page)
    assert "福民社区" in text(page)
    assert "嘉峪关市样例大道1号" in text(page)


@pytest.mark.req("R-153")
def test_the_plate_of_a_place_that_serves_people_leads_to_its_windows_while_it_hangs(browser: Browser) -> None:
    venue = Venue.objects.select_related("division").get(key="fumin-station")
    plate = issue_plate(venue.address, division=venue.division, by=SYSTEM, at=now())
    place = browser("liqiang").post("/scan", {"q": code_of_plate(plate).text})["Location"]
    shown_there = text(Client().get(place))
    assert "就在这个门里" in shown_there
    assert 'href="/venues/fumin-station"' in shown_there
    end_plate(plate, by=SYSTEM, at=now())
    assert "就在这个门里" not in text(Client().get(place))


@pytest.mark.parametrize(
    ("typed", "leads"),
    [
        ("62020026000000016", "/track?number=62020026000000016"),
        ("https://testserver/items?audience=enterprise", "/items?audience=enterprise"),
        ("ABCDEFGHJK", "/verify/ABCDEFGHJK"),
        ("http://testserver/code", "/code"),
    ],
)
def test_any_code_opens_the_right_page(typed: str, leads: str, browser: Browser) -> None:
    assert browser("liqiang").post("/scan", {"q": typed})["Location"] == leads


def test_a_live_code_and_its_address_open_the_same_page(browser: Browser) -> None:
    holder = browser("liqiang")
    code = code_on(text(holder.get(shown(holder))))
    for typed in (code, code.lower(), f"http://testserver/codes/scan?c={code}"):
        place = Client().post("/scan", {"q": typed})["Location"]
        assert parse_qs(urlsplit(place).query) == {"c": [code]}


@pytest.mark.parametrize("typed", ["https://evil.example/pay", "随便什么", "javascript:alert(1)", "//evil.example"])
def test_an_unknown_code_leads_to_a_safe_page(typed: str) -> None:
    answer = Client().post("/scan", {"q": typed})
    assert answer.status_code == 404
    page = text(answer)
    assert "认不出" in page
    assert f'href="{typed}' not in page


def test_eight_characters_may_be_two_things_and_one_chooses() -> None:
    page = text(Client().post("/scan", {"q": "ABCD-2345"}))
    assert "/me/mandates/take?code=ABCD2345" in page
    assert "/checklists/ABCD2345" in page


def test_an_identity_number_is_not_taken_for_a_code() -> None:
    answer = Client().post("/scan", {"q": "620201199003070017"})
    assert answer.status_code == 422
    assert "620201199003070017" not in text(answer)


@pytest.mark.req("R-153")
def test_the_window_sees_who_it_is_after_the_holder_agreed(browser: Browser) -> None:
    holder, clerk = browser("liqiang"), browser("wangfang")
    place = shown(holder)
    code = code_on(text(holder.get(place)))
    desk = clerk.post("/workbench/scan", {"q": f"http://testserver/codes/scan?c={code}"})["Location"]
    waiting = text(clerk.get(desk))
    assert "等对方同意" in waiting
    assert "李强" not in waiting
    scan = Scan.objects.get()
    assert clerk.get(desk, {"seen": "100"}, headers=HX).status_code == 200
    claims = ["name", "id_number", "phone"]
    holder.post(f"/code/scans/{scan.public_id}", {"verb": "agree", "claim": claims})
    told = text(clerk.get(desk))
    assert "李强" in told
    assert "620201199003070017" in told
    token = re.search(r'name="token" value="([^"]+)"', told)
    assert token is not None
    assert "李*" in text(clerk.post("/workbench/intake", {"token": token[1]}))
    assert browser("limin").get(desk).status_code == 404
    used = clerk.post("/workbench/scan", {"q": code})
    assert used.status_code == 409
    assert "已经用过" in text(used)


@pytest.mark.req("R-155")
def test_the_window_sees_a_licence_that_is_shown(browser: Browser, card: License) -> None:
    holder, clerk = browser("liqiang"), browser("wangfang")
    data = {"license": str(card.public_id), f"field-{card.public_id}": ["holder_name"], "minutes": "5"}
    holder.post("/code/present", data)
    code = code_now(Showing.objects.get(), at=now()).text
    told = text(clerk.get(clerk.post("/workbench/scan", {"q": code})["Location"]))
    assert "真实有效" in told
    assert "李强" in told
    assert CARD["id_number"] not in told
    assert "给他收件" not in told


@pytest.fixture
def province() -> Iterator[Simulator]:
    before, bound = list(PLATFORMS), BOUND.platform
    simulator = Simulator()
    PLATFORMS[:], BOUND.platform = [simulator], simulator
    yield simulator
    PLATFORMS[:], BOUND.platform = before, bound


@pytest.mark.req("R-153")
def test_a_code_of_the_province_asks_the_holder_here(browser: Browser, province: Simulator) -> None:
    holder, other = browser("liqiang"), browser("zhouyou")
    code = province.give("a1", at=now())
    place = other.post("/scan", {"q": code.lower()})["Location"]
    page = text(other.get(place))
    assert province.name in page
    assert "请对方同意" in page
    assert not Scan.objects.exists(), "looking asks nobody"
    assert "请先登录" in text(Client().get(place))
    result = other.post("/codes/scan", {"c": code})["Location"]
    assert "对方想看这些，同意吗" in text(holder.get("/code"))
    scan = Scan.objects.get()
    assert holder.post(f"/code/scans/{scan.public_id}", {"verb": "agree", "claim": ["name"]})["Location"] == "/code"
    assert "李强" in text(other.get(result))
    again = other.post("/codes/scan", {"c": code})
    assert again.status_code == 409
    assert "已经用过" in text(again)


@pytest.mark.req("R-153")
def test_the_window_scans_a_code_of_the_province(browser: Browser, province: Simulator) -> None:
    clerk = browser("wangfang")
    place = clerk.post("/workbench/scan", {"q": province.give("a1", at=now())})["Location"]
    assert "等对方同意" in text(clerk.get(place))
    refused = clerk.post("/workbench/scan", {"q": province.give("a3", at=now())})
    assert "出示证件" in text(refused)
    assert "安小雨" not in text(refused)


def test_the_simulated_province_says_that_it_is_one_and_goes_with_it(province: Simulator) -> None:
    page = text(Client().get("/simulators/provincial-code", {"subject": "a1"}))
    assert "不是全省一码通平台" in page
    assert re.search(r"GSYM1[A-Z2-7]{100,}", page)
    PLATFORMS.clear()
    BOUND.platform = None
    assert Client().get("/simulators/provincial-code").status_code == 404


@pytest.mark.parametrize(
    "typed", ["TB1" + "A" * 5000, "GSYM1" + "A" * 5000, "TB1\0", "?c=" * 900, "http://[?c=TB1A", "𝟚" * 300]
)
def test_huge_and_broken_texts_are_answered_in_words(typed: str, browser: Browser, province: Simulator) -> None:
    clerk, other = browser("wangfang"), browser("zhouyou")
    assert clerk.post("/workbench/scan", {"q": typed}).status_code in (200, 302, 404, 409, 422)
    assert other.post("/scan", {"q": typed}).status_code in (302, 404, 422)
    assert other.get("/codes/scan", {"c": typed}).status_code in (200, 404)
    assert other.post("/codes/scan", {"c": typed}).status_code in (409, 422)
    assert not Scan.objects.exists()


def test_a_consent_that_comes_too_late_and_one_that_is_over_show_nothing(browser: Browser) -> None:
    holder, other = browser("liqiang"), browser("zhouyou")
    results = []
    for late in ({"answer_until": now()}, {"look_until": now()}):
        place = shown(holder)
        results.append(other.post("/codes/scan", {"c": code_on(text(holder.get(place)))})["Location"])
        scan = Scan.objects.latest("pk")
        if "answer_until" in late:
            Scan.objects.filter(pk=scan.pk).update(scanned_at=now() - timedelta(minutes=6), **late)
            answer = holder.post(f"/code/scans/{scan.public_id}", {"verb": "agree", "claim": ["name"]})
            assert answer.status_code == 409
            assert "再扫一次" in text(answer)
        else:
            holder.post(f"/code/scans/{scan.public_id}", {"verb": "agree", "claim": ["name"]})
            Scan.objects.filter(pk=scan.pk).update(**late)
    for result in results:
        page = text(other.get(result))
        assert "看不到了" in page
        assert "李强" not in page
    assert not reads_about(f"party:{Scan.objects.latest('pk').party_id}").rows
