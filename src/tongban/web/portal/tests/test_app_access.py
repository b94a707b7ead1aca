"""The page on which a person lets an app in: who asks, for what; back with a code, or without; taken back on a page."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from tongban.foundation.kernel.actors import NOBODY, SYSTEM
from tongban.foundation.kernel.clock import now
from tongban.registers.agencies.queries import actor_for_token
from tongban.registers.parties.app_rules import LASTS
from tongban.registers.parties.commands import exchange_code, renew_secret
from tongban.registers.parties.models import ApiClient, AppAccess, Party
from tongban.registers.parties.tests.platforms import RETURN, a_stopped_app, an_app

pytestmark = [pytest.mark.django_db, pytest.mark.req("R-138")]
VERIFIER, CHALLENGE = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
ASKED = {
    "client_id": "app",
    "redirect_uri": RETURN,
    "response_type": "code",
    "scope": "messages:read licenses:read",
    "state": "s-1",
    "code_challenge": CHALLENGE,
    "code_challenge_method": "S256",
}
Browser = Callable[..., Client]


@pytest.fixture(autouse=True)
def apps(db: None) -> None:
    an_app(now())
    a_stopped_app(now())


def led_to(response) -> tuple[str, dict[str, str]]:
    assert response.status_code == 302
    address = urlsplit(response["Location"])
    told = {name: values[0] for name, values in parse_qs(address.query).items()}
    return f"{address.scheme}://{address.netloc}{address.path}", told


def test_the_page_names_the_app_and_every_scope_and_gives_nothing_before_the_button(browser: Browser) -> None:
    response = browser("liqiang").get("/sign-in/app", ASKED)
    text = re.sub(r"<[^>]+>", "", response.content.decode())
    for words in (
        "样例应用",
        "样例公司",
        "看发给您的消息",
        "看您有哪些证照",
        "60 分钟后自动结束",
    ):
        assert words in text
    assert "提交申请" not in text.partition("同意以后，它可以")[2].partition("只替您本人")[0], "what was not asked"
    assert not AppAccess.objects.exists()
    policy = response["Content-Security-Policy"]
    assert "form-action 'self' https://app.example.cn;" in policy
    assert "frame-ancestors 'none'" in policy, "nobody lays this page under another"


def test_a_visitor_signs_in_first_and_comes_back_to_the_question(browser: Browser) -> None:
    response = browser().get("/sign-in/app", ASKED)
    address, told = urlsplit(response["Location"]), parse_qs(urlsplit(response["Location"]).query)
    assert address.path == "/sign-in"
    assert told["next"][0].startswith("/sign-in/app?client_id=app")


def test_agreeing_leads_back_with_a_code_and_the_state_that_the_app_sent(browser: Browser) -> None:
    back, told = led_to(browser("liqiang").post("/sign-in/app", ASKED | {"choice": "agree"}))
    assert back == RETURN
    assert told["state"] == "s-1"
    secret = renew_secret(ApiClient.objects.get(name="app"), by=SYSTEM, at=now())
    given = {"name": "app", "secret": secret, "grant": told["code"], "verifier": VERIFIER}
    token, row = exchange_code(**given, return_to=RETURN, by=NOBODY, at=now())
    found = actor_for_token(token, now())
    assert found is not None
    own = Party.objects.get(name="李强").pk
    assert (found[0].party_id, found[0].acting_for) == (own, own)
    assert row.scopes == ["licenses:read", "messages:read"]


def test_it_is_the_person_alone_whomever_they_act_for_now(browser: Browser) -> None:
    enterprise = Party.objects.get(name__contains="明月餐饮")
    browser("liqiang", acting_for=enterprise).post("/sign-in/app", ASKED | {"choice": "agree"})
    assert AppAccess.objects.get().account.person == Party.objects.get(name="李强")


def test_pressed_twice_the_answer_is_the_first_one(browser: Browser) -> None:
    client = browser("liqiang")
    sent = ASKED | {"choice": "agree", "once": "one-and-the-same"}
    assert led_to(client.post("/sign-in/app", sent)) == led_to(client.post("/sign-in/app", sent))
    assert AppAccess.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"choice": "refuse"}, "access_denied"),
        ({"choice": ""}, "access_denied"),
        ({"choice": "agree", "scope": "ledger:read"}, "invalid_scope"),
        ({"choice": "agree", "code_challenge": ""}, "invalid_request"),
        ({"choice": "agree", "code_challenge_method": "plain"}, "invalid_request"),
        ({"choice": "agree", "response_type": "token"}, "unsupported_response_type"),
    ],
)
def test_what_is_refused_or_faulty_leads_back_without_a_code(browser: Browser, changes, error) -> None:
    back, told = led_to(browser("liqiang").post("/sign-in/app", ASKED | changes))
    assert back == RETURN
    assert told == {"error": error, "state": "s-1"}
    assert not AppAccess.objects.exists()


@pytest.mark.parametrize(
    "changes",
    [
        {"client_id": "nobody"},
        {"client_id": "stopped-app"},
        {"redirect_uri": "https://evil.example.cn/"},
        {"redirect_uri": ""},
    ],
)
def test_who_is_not_registered_is_never_led_back_to(browser: Browser, changes) -> None:
    for answer in (
        browser("liqiang").get("/sign-in/app", ASKED | changes),
        browser("liqiang").post("/sign-in/app", ASKED | changes | {"choice": "agree"}),
    ):
        assert answer.status_code == 404
    assert not AppAccess.objects.exists()


def test_staff_have_no_account_for_apps(browser: Browser) -> None:
    assert browser("wangfang").get("/sign-in/app", ASKED).status_code == 403


def test_ones_apps_are_listed_and_taken_back_by_oneself_alone(
    browser: Browser, django_assert_max_num_queries: Any
) -> None:
    client = browser("liqiang")
    client.post("/sign-in/app", ASKED | {"choice": "agree"})
    with django_assert_max_num_queries(3):
        page = client.get("/me/apps").content.decode()
    assert "看发给您的消息；看您有哪些证照" in page
    made = AppAccess.objects.get()
    address = f"/me/apps/{made.code}/take-back"
    assert browser("zhouyou").post(address).status_code == 404
    assert client.post(address).status_code == 302
    assert client.post(address).status_code == 302, "again it is the same"
    page = client.get("/me/apps").content.decode()
    assert "现在没有应用在用您的账号" in page
    assert "已收回" in page


def test_what_ran_out_is_told_as_such(browser: Browser) -> None:
    client = browser("liqiang")
    client.post("/sign-in/app", ASKED | {"choice": "agree"})
    AppAccess.objects.update(agreed_at=now() - 2 * LASTS, ends_at=now() - timedelta(seconds=1))
    assert "没有用上" in client.get("/me/apps").content.decode()
    AppAccess.objects.update(exchanged_at=now() - LASTS)
    assert "到时间结束" in client.get("/me/apps").content.decode()
