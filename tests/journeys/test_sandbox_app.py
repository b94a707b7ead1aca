"""A sandbox app by the public API alone (沙箱应用): a person lets it in, uses it, and takes that back. R-138."""

import ast
import importlib.util
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tongban.exchange.notices.models import Message
from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.kernel.clock import now
from tongban.foundation.ledger.models import Entry
from tongban.handling.cases.models import Case
from tongban.handling.cases.tests.driving import after, served
from tongban.handling.fees.models import Charge, Movement, Order
from tongban.oversight.evaluations.commands.inviting import invite_for_case
from tongban.registers.licenses.tests.cast import give
from tongban.registers.parties.commands import renew_secret
from tongban.registers.parties.models import ApiClient, Party
from tongban.running.demo_city.partners import SANDBOX_RETURN, load_partners
from tongban.running.demo_city.paying import load_paying
from tongban.web.openapi import callers
from tongban.web.openapi.schema import document
from tongban.web.openapi.tests.sending import application, picture

from .browsing import PHONE, Meet, axe
from .conftest import House, actor_of

SOURCE = Path(__file__).parents[2] / "docs" / "sandbox_app.py"
pytestmark = pytest.mark.req("R-138")


@pytest.fixture(scope="module")
def sandbox() -> ModuleType:
    """The example of the docs, as anybody would run it."""
    spec = importlib.util.spec_from_file_location("sandbox_app", SOURCE)
    assert spec is not None
    assert spec.loader is not None
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


@pytest.fixture(scope="module")
def secret(house: House) -> str:
    load_partners(at=now())
    return renew_secret(ApiClient.objects.get(name="gan-kuai-ban"), by=SYSTEM, at=now())


def test_the_app_knows_nothing_of_the_house() -> None:
    tree = ast.parse(SOURCE.read_text("utf-8"))
    names = {each.module or "" for each in ast.walk(tree) if isinstance(each, ast.ImportFrom)}
    names |= {one.name for each in ast.walk(tree) if isinstance(each, ast.Import) for one in each.names}
    own = {"base64", "hashlib", "json", "secrets", "sys", "uuid", "typing", "http.server"}
    assert names == own | {"urllib.error", "urllib.parse", "urllib.request"}


def test_a_person_lets_the_app_in_uses_it_and_takes_that_back(
    house: House, meet: Meet, sandbox: ModuleType, secret: str
) -> None:
    assert sandbox.RETURN == SANDBOX_RETURN
    app = sandbox.SandboxApp(house.url, "gan-kuai-ban", secret)
    person = meet("liqiang", width=PHONE)
    assert axe_of_consent(person, app) == []
    told = agreed(sandbox, app, person)
    assert told["token_type"] == "Bearer"
    assert 3500 < told["expires_in"] <= 3600, "an hour from when the person agreed"
    number = handed_in(app)
    paid(app, person)
    carried(app, number)
    assert only_public(app.asked) == []
    taken_back(person, app, sandbox)


def axe_of_consent(person: Any, app: Any) -> list[str]:
    person.open(app.sign_in_address())
    assert "甘快办接入" in person.text()
    assert "看发给您的消息" in person.text()
    assert "看您的办件要交多少钱、交了没有" in person.text()
    person.shoot("sign-in-app-consent")
    return axe(person.page)


def agreed(sandbox: ModuleType, app: Any, person: Any) -> dict[str, Any]:
    """Press the button; the browser comes back to where the app listens."""
    with ThreadPoolExecutor(1) as listening:
        waiting = listening.submit(sandbox.address_come_back_to)
        person.click("button", "同意")
        person.page.wait_for_url(f"{sandbox.RETURN}*")
        found: dict[str, Any] = app.come_back(waiting.result(timeout=20))
    return found


def handed_in(app: Any) -> str:
    """Find it in everyday words, read the guide, ask for the checklist, hand it in with a file."""
    code = next(
        each["option_code"]
        for each in app.find("开个小饭馆")
        if "食品经营许可" in each["name"] and "新办" in each["name"]
    )
    guide, sent = app.guide(code), application()
    assert guide["version"]
    wanted = app.checklist(code, sent["answers"])
    assert "layout_plan" in {each["requirement_code"] for each in wanted["materials"]}
    filed = app.upload("平面图.png", picture())
    given = {name: sent[name] for name in ("answers", "form")}
    made = app.apply(
        {"option_code": code, **given, "materials": [{"requirement_code": "layout_plan", "file_ids": [filed]}]}
    )
    case = Case.objects.get(number=made["number"])
    assert case.applicant.name == "李强", "the person who agreed, though the app named nobody"
    assert app.case(made["number"])["status"] == "received"
    return str(made["number"])


def paid(app: Any, person: Any) -> None:
    """What a case of the person's owes, the order, the cashier in their own browser, the receipt."""
    load_paying(at=now())
    owed = Charge.objects.select_related("case").get(status="due", case__applicant__name="李强")
    number = owed.case.number
    told = app.fees(number)
    assert (told["owed"], told["results"][0]["amount"]) == (owed.amount, owed.amount)
    order = app.pay(number, told["results"][0]["code"])
    assert app.pay(number, told["results"][0]["code"]) == order, "never two to pay"
    assert app.payment(number, order["code"])["status"] == "open"
    person.open(order["pay_at"])
    person.click("button", "假装付")
    person.page.wait_for_url(f"**/cases/{number}/fees/{order['code']}")
    assert "已经付清" in person.text()
    done = app.look(number, order["code"])
    assert (done["status"], done["amount"]) == ("paid", owed.amount)
    assert app.paper(done["receipt"]["pdf"]).startswith(b"%PDF")
    assert app.fees(number)["owed"] == 0
    assert Order.objects.filter(charge=owed).count() == Movement.objects.filter(charge=owed).count() == 1


def carried(app: Any, number: str) -> None:
    """Messages, licences and a rating: the person's own; every look stands in the ledger."""
    own = Party.objects.get(name="李强")
    Message.objects.create(party=own, outgoing=-4711, verb="x", text="样例消息", case_number=number, at=now())
    license = give(actor_of, holder=own)
    invited = invite_for_case(served(lambda login, *_: actor_of(login)), at=after(3))
    assert "样例消息" in [each["text"] for each in app.messages()]
    assert license.identifier in [each["identifier"] for each in app.licenses()]
    assert str(invited.code) in [each["code"] for each in app.ratings() if each["is_open"]]
    assert app.rate(str(invited.code), 1)["grade_label"] == "非常满意"
    looks = Entry.objects.filter(chain="reads:client:gan-kuai-ban", about=f"party:{own.pk}")
    purposes = set(looks.values_list("facts__purpose", flat=True))
    own_looks = {"应用查看消息", "应用查看证照", "应用查看可以评价的服务"}
    assert purposes == own_looks | {"接口查询办件", "接口查询缴费", "查看文书"}


def only_public(asked: list[str]) -> list[str]:
    """The calls that are not in the published schema; `/oauth/token` is the one door beside it."""
    known = {
        re.compile(f"{method.upper()} {re.sub(r'{[^}]+}', '[^/]+', path)}")
        for path, methods in document()["paths"].items()
        for method in methods
    }
    assert len(asked) > 10, "it was used"
    return [each for each in asked if each != "POST /oauth/token" and not any(one.fullmatch(each) for one in known)]


def taken_back(person: Any, app: Any, sandbox: ModuleType) -> None:
    """What the person sees of the app, and how it is out."""
    person.open("/me/views")
    assert "甘快办接入（样例）" in person.text()
    person.open("/me/apps")
    person.shoot("my-apps-running")
    person.click("button", "收回")
    assert "现在没有应用在用您的账号" in person.text()
    callers.forget()  # as a process does after a second
    with pytest.raises(sandbox.Refused) as refused:
        app.messages()
    assert refused.value.status == 401


def test_who_refuses_is_led_back_and_the_app_gets_nothing(
    house: House, meet: Meet, sandbox: ModuleType, secret: str
) -> None:
    app, person = sandbox.SandboxApp(house.url, "gan-kuai-ban", secret), meet("liqiang")
    person.open(app.sign_in_address())
    with ThreadPoolExecutor(1) as listening:
        waiting = listening.submit(sandbox.address_come_back_to)
        person.click("button", "不同意")
        person.page.wait_for_url(f"{sandbox.RETURN}*")
        with pytest.raises(sandbox.Refused, match="access_denied"):
            app.come_back(waiting.result(timeout=20))
