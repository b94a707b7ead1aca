"""Signing in, up and out, the second factor, acting for others, mandates, messages."""

import re
from collections.abc import Callable

import pyotp
import pytest
from django.test import Client

from tongban.exchange.notices.models import Message
from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.vault import vault
from tongban.handling.cases.commands.drafting import begin_draft
from tongban.handling.cases.tests.applying import food_code
from tongban.registers.parties import sealed
from tongban.registers.parties.models import Account, Mandate, Party
from tongban.web.ui.sessions import COOKIE

pytestmark = pytest.mark.django_db
PASSWORD = "Tongban#2026"
Browser = Callable[..., Client]
NEW = {
    "name": "王小明",
    "id_kind": "id_card",
    "id_number": "６２０２０１ 19900101 0037",
    "phone": "154 0000 9999",
    "login": "wangxiaoming",
    "password": "long enough words",
    "agree": "on",
}


def sign_in(client: Client, login: str, password: str = PASSWORD, **more: str):
    return client.post("/sign-in", {"login": login, "password": password, **more})


def test_one_signs_in_comes_back_and_signs_out(client: Client):
    response = sign_in(client, "liqiang", next="/messages")
    assert response.headers["Location"] == "/messages"
    cookie = response.cookies[COOKIE]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert client.get("/me").status_code == 200
    out = client.post("/sign-out")
    assert "cache" in out.headers["Clear-Site-Data"]
    assert client.get("/me").status_code == 302


@pytest.mark.parametrize("wanted", ["https://example.com/", "//example.com", "/\\example.com", "javascript:x", "/a\nb"])
def test_nobody_is_led_to_another_site(client: Client, wanted: str):
    assert sign_in(client, "liqiang", next=wanted).headers["Location"] == "/"


@pytest.mark.parametrize(
    ("login", "password"), [("liqiang", "wrong"), ("nobody-at-all", "wrong"), ("", ""), ("x" * 9000, "")]
)
def test_every_wrong_sign_in_has_one_answer(client: Client, login: str, password: str):
    response = sign_in(client, login, password)
    assert response.status_code == 422
    assert "登录名、密码或动态口令不对" in response.content.decode()
    assert f'value="{password}"' not in response.content.decode() or not password


def test_after_five_wrong_tries_one_waits(client: Client):
    statuses = [sign_in(client, "liqiang", "wrong").status_code for _ in range(6)]
    assert statuses == [422] * 5 + [429]


def test_staff_go_to_the_workbench_once_their_second_factor_is_set(client: Client):
    response = sign_in(client, "wangfang")
    assert response.headers["Location"] == "/me/second-factor"
    page = client.post("/me/second-factor").content.decode()
    assert "<svg" in page
    account = Account.objects.get(login="wangfang")
    Account.objects.filter(pk=account.pk).update(password_changed_at=now())
    secret = _secret(account)
    assert client.post("/me/second-factor", {"code": "000000"}).status_code == 422
    done = client.post("/me/second-factor", {"code": pyotp.TOTP(secret).at(now())})
    assert done.headers["Location"] == "/sign-in"
    Account.objects.filter(pk=account.pk).update(last_totp_step=0)
    asked = sign_in(client, "wangfang").content.decode()
    assert PASSWORD not in asked
    step = re.search(r'name="step" value="([0-9a-f]+)"', asked)
    assert step is not None
    assert client.post("/sign-in", {"step": "00ff", "code": "123456"}).status_code == 422
    entered = client.post("/sign-in", {"step": step[1], "code": pyotp.TOTP(secret).at(now())})
    assert entered.headers["Location"] == "/workbench"


def _secret(account: Account) -> str:
    from_vault = account.totp_secret_sealed
    assert from_vault is not None
    return vault().open(from_vault, purpose=sealed.TOTP, owner=sealed.totp_owner(account))


def test_in_the_demo_city_staff_need_no_device(client: Client, settings):
    settings.TONGBAN_DEMO = True
    assert sign_in(client, "wangfang").headers["Location"] == "/workbench"


@pytest.mark.req("R-088")
def test_one_registers_once(client: Client):
    response = client.post("/sign-up", NEW)
    assert response.headers["Location"] == "/me", response.content.decode()
    assert client.get("/me").status_code == 200
    again = Client().post("/sign-up", NEW | {"login": "another"})
    assert again.status_code == 409
    assert "已经注册过账号" in again.content.decode()


def test_registration_tells_every_fault_and_keeps_what_was_typed(client: Client):
    response = client.post(
        "/sign-up", NEW | {"id_number": "620202199001010018", "phone": "12", "password": "x", "name": ""}
    )
    page = response.content.decode()
    assert response.status_code == 422
    for anchor in ("name", "id_number", "phone", "password"):
        assert f'href="#{anchor}"' in page
    assert 'value="wangxiaoming"' in page
    assert "必须" not in page
    assert client.post("/sign-up", {key: value for key, value in NEW.items() if key != "agree"}).status_code == 422


def test_a_changed_password_ends_the_session(browser: Browser):
    client = browser("liqiang")
    wrong = client.post("/me/password", {"old": "nope", "new": "quite another phrase"})
    assert wrong.status_code == 422
    assert client.post("/me/password", {"old": PASSWORD, "new": "short"}).status_code == 422
    assert (
        client.post("/me/password", {"old": PASSWORD, "new": "quite another phrase"}).headers["Location"] == "/sign-in"
    )
    assert sign_in(Client(), "liqiang", "quite another phrase").status_code == 302


def test_acting_for_an_enterprise_is_shown_everywhere_until_one_changes_back(browser: Browser):
    client = browser("liqiang")
    page = client.get("/me/acting-for").content.decode()
    enterprise = Party.objects.get(name__contains="明月餐饮")
    assert f'value="{enterprise.pk}"' in page
    client.post("/me/acting-for", {"party": enterprise.pk, "next": "/cases"})
    for path in ("/", "/cases", "/items", "/help"):
        assert "正在替" in client.get(path).content.decode()
    client.post("/me/acting-for", {"party": Account.objects.get(login="liqiang").person_id})
    assert "正在替" not in client.get("/").content.decode()


def test_nobody_acts_for_whom_they_may_not(browser: Browser):
    enterprise = Party.objects.get(name__contains="明月餐饮")
    assert browser("zhouyou").post("/me/acting-for", {"party": enterprise.pk}).status_code == 404


def test_a_mandate_is_given_used_and_taken_back(browser: Browser):
    liqiang, zhouyou = browser("liqiang"), browser("zhouyou")
    data = {"name": "周游", "id_number": "620200199508210031", "option": "all"}
    data |= {f"from-{part}": value for part, value in zip(("year", "month", "day"), _today(), strict=True)}
    data |= {"to-year": str(int(_today()[0]) + 1), "to-month": "1", "to-day": "1"}
    assert liqiang.post("/me/mandates", data | {"name": "周某"}).status_code == 422
    assert liqiang.post("/me/mandates", data | {"to-day": "32"}).status_code == 422
    assert liqiang.post("/me/mandates", data).headers["Location"] == "/me/mandates"
    mandate = Mandate.objects.latest("pk")
    assert "周* 可以替我办" in liqiang.get("/me/mandates").content.decode()
    zhouyou.post("/me/acting-for", {"party": mandate.principal_id})
    assert "正在替" in zhouyou.get("/").content.decode()
    assert browser("chenxue").post(f"/me/mandates/{mandate.pk}/revoke").status_code == 404
    assert liqiang.post(f"/me/mandates/{mandate.pk}/revoke").status_code == 302
    assert "正在替" not in zhouyou.get("/").content.decode()


def _today() -> tuple[str, str, str]:
    today = now()
    return str(today.year), str(today.month), str(today.day)


@pytest.mark.req("R-026")
def test_a_message_that_the_list_changes_leads_to_the_application_while_there_is_one(browser: Browser, person):
    draft = begin_draft(food_code(), by=person("liqiang"), at=now())
    told = {"party": draft.owner, "verb": "list_changed", "text": "办事清单有变化。", "at": now()}
    Message.objects.create(outgoing=1, case_number=draft.number, **told)
    Message.objects.create(outgoing=2, case_number="6" * 17, **told)
    page = browser("liqiang").get("/messages").content.decode()
    assert f'href="/drafts/{draft.number}"' in page
    assert "6" * 17 not in page


def test_messages_are_read_when_one_says_so(browser: Browser):
    person = Party.objects.get(account__login="liqiang")
    Message.objects.create(
        party=person, outgoing=1, verb="accept", text="您的申请已受理" + "," + "最迟下周办结。", at=now()
    )
    client = browser("liqiang")
    assert "1 条新的" in client.get("/messages").content.decode()
    assert "1 条新的" in client.get("/messages").content.decode()
    client.post("/messages/read")
    assert "条新的" not in client.get("/messages").content.decode()
    assert "已受理，最迟" in client.get("/messages").content.decode()
