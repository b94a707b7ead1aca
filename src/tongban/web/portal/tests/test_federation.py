"""From the sign-in page to the province and back: nobody enters with somebody else's code."""

import re
from collections.abc import Iterator
from time import perf_counter
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from tongban.exchange.connectors.provincial_identity.simulator import SAMPLES, Fault, Simulator
from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.kernel.clock import now
from tongban.handling.cases.tests.applying import lodged
from tongban.registers.parties import passwords
from tongban.registers.parties.commands import find_or_create_party
from tongban.registers.parties.models import Account, FederatedIdentity
from tongban.registers.parties.provincial import BOUND
from tongban.registers.parties.rules import Provider
from tongban.web.portal.federation import COOKIE
from tongban.web.ui.sessions import COOKIE as SESSION

pytestmark = [pytest.mark.django_db, pytest.mark.req("R-088")]
BUTTON = "用甘肃政务服务网账号登录"
RETURN = "/sign-in/provincial/return"
LIQIANG, NEWCOMER, UNCHECKED = "gs-demo-0001", "gs-demo-0003", "gs-demo-0004"


def bind(simulator: Simulator) -> None:
    BOUND[Provider.GANSU] = simulator


@pytest.fixture
def province() -> Iterator[None]:
    before = dict(BOUND)
    bind(Simulator())
    yield
    BOUND.clear()
    BOUND.update(before)


def asked(client: Client, **more: str) -> str:
    """The state with which the browser was sent off."""
    response = client.get("/sign-in/provincial", more)
    return parse_qs(urlsplit(response.headers["Location"]).query)["state"][0]


def chosen(client: Client, subject: str, state: str) -> dict[str, str]:
    """What the browser brings back."""
    response = client.post("/simulators/provincial-identity", {"subject": subject, "state": state})
    address = urlsplit(response.headers["Location"])
    assert (address.netloc, address.path) == ("", RETURN)
    return {name: values[0] for name, values in parse_qs(address.query).items()}


def entered(client: Client, subject: str, **more: str):
    brought = chosen(client, subject, asked(client, **more))
    assert "继续登录" in client.get(RETURN, brought).content.decode()
    return client.post(RETURN, brought)


def words(response) -> str:
    return re.sub(r"<[^>]+>", "", response.content.decode())


def test_without_a_province_there_is_no_such_way_in(client: Client):
    assert BUTTON not in client.get("/sign-in").content.decode()
    for address in ("/sign-in/provincial", RETURN, "/simulators/provincial-identity"):
        assert client.get(address).status_code == 404


def test_one_comes_back_signed_in_to_where_one_was_going(client: Client, province: None):
    page = client.get("/sign-in?next=/messages").content.decode()
    assert BUTTON in page
    assert "/sign-in/provincial?next=/messages" in page
    response = entered(client, LIQIANG, next="/messages")
    assert response.headers["Location"] == "/messages"
    assert response.cookies[SESSION]["httponly"]
    assert client.get("/me").status_code == 200


def test_a_newcomer_has_an_account_without_a_password_and_the_same_one_next_time(client: Client, province: None):
    assert entered(client, NEWCOMER).status_code == 302
    account = FederatedIdentity.objects.get(subject=NEWCOMER).account
    assert not passwords.is_usable(account.password)
    client.post("/sign-out")
    assert entered(client, NEWCOMER).status_code == 302
    assert FederatedIdentity.objects.get(subject=NEWCOMER).account == account
    assert Account.objects.filter(person=account.person).count() == 1


@pytest.mark.req("R-087")
def test_the_round_trip_takes_less_than_a_second(client: Client, province: None):
    began = perf_counter()
    assert entered(client, LIQIANG).status_code == 302
    assert perf_counter() - began < 1


def test_the_simulated_province_says_what_it_is(client: Client, province: None):
    page = words(client.get("/simulators/provincial-identity?state=x"))
    assert "模拟的省统一身份认证（演示用）" in page
    assert "李强" in page
    assert "6202" not in page


def test_a_code_of_somebody_else_signs_nobody_in(client: Client, province: None):
    other = Client()
    brought = chosen(other, LIQIANG, asked(other))
    asked(client)
    for response in (client.get(RETURN, brought), client.post(RETURN, brought), Client().post(RETURN, brought)):
        assert response.status_code == 422
        assert "不是从这个浏览器" in words(response)
        assert SESSION not in response.cookies


@pytest.mark.parametrize(
    ("cookie", "state"),
    [("", "x"), ("forged", "forged"), ("a:b:c", ""), ("", "\ud800".encode("utf-8", "replace").decode())],
)
def test_a_forged_state_is_refused(client: Client, province: None, cookie: str, state: str):
    client.cookies[COOKIE] = cookie
    assert client.post(RETURN, {"code": "x", "state": state}).status_code == 422


def test_a_code_is_used_once(client: Client, province: None):
    state = asked(client)
    brought = chosen(client, LIQIANG, state)
    kept = client.cookies[COOKIE].value
    assert client.post(RETURN, brought).status_code == 302
    client.cookies[COOKIE] = kept
    response = client.post(RETURN, brought)
    assert response.status_code == 422
    assert "已经用过一次" in words(response)


@pytest.mark.parametrize(
    ("fault", "word"),
    [
        (Fault.REFUSED, "没有同意"),
        (Fault.EXPIRED, "已经失效"),
        (Fault.REPLAYED, "已经用过"),
        (Fault.MISMATCHED, "姓名与这个证件号码登记的不一致"),
        (Fault.DELAYED, "暂时没有回应"),
    ],
)
def test_what_fails_is_told_in_words(client: Client, province: None, fault: Fault, word: str):
    bind(Simulator(fault))
    response = entered(client, LIQIANG)
    assert response.status_code == 422
    assert word in words(response)
    assert SESSION not in response.cookies
    assert not FederatedIdentity.objects.exists()


@pytest.mark.parametrize("code", ["", "x", "a.b", "A" * 4000])
def test_a_forged_code_is_refused_in_words(client: Client, province: None, code: str):
    response = client.post(RETURN, {"state": asked(client), "code": code})
    assert response.status_code == 422
    assert "登录" in words(response)


def test_whoever_says_no_at_the_province_is_told_the_other_ways(client: Client, province: None):
    brought = chosen(client, "", asked(client))
    response = client.get(RETURN, brought)
    assert response.status_code == 422
    assert "可以用本站账号登录" in words(response)


def test_an_unchecked_face_is_not_enough(client: Client, province: None):
    assert "人脸核验" in words(entered(client, UNCHECKED))


@pytest.mark.parametrize("wanted", ["https://example.com/", "//example.com"])
def test_nobody_is_led_to_another_site(client: Client, province: None, wanted: str):
    assert entered(client, LIQIANG, next=wanted).headers["Location"] == "/"


def test_whoever_was_at_a_window_before_finds_the_cases(client: Client, province: None, person):
    newcomer = find_or_create_party(
        name="安小雨",
        id_kind="id_card",
        id_number=SAMPLES[NEWCOMER].id_number,
        phone="15400000021",
        by=SYSTEM,
        at=now(),
    )
    window = person("wangfang")
    _, case = lodged(window, applicant=newcomer.pk, channel="window")
    entered(client, NEWCOMER)
    assert client.get(f"/cases/{case.number}").status_code == 200
