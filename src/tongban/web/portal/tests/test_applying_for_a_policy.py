"""A policy that is applied for (申请享受): the form begins with what is known, and says from where."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day, now
from tongban.handling.benefits.commands.choosing import declare
from tongban.handling.benefits.queries.telling import known_facts
from tongban.handling.benefits.rules.states import Audience, Way
from tongban.handling.benefits.tests.making import HIRERS, content, enterprise_of, published
from tongban.handling.cases.models import Draft
from tongban.handling.cases.queries.drafts import open_drafts
from tongban.handling.cases.queries.filling import Filling, filling
from tongban.registers.catalog.queries import cards
from tongban.registers.licenses.commands import Content
from tongban.registers.licenses.models import LicenseType
from tongban.registers.licenses.tests.cast import FACE, TERM, give
from tongban.registers.parties.models import Party

pytestmark = [pytest.mark.django_db, pytest.mark.req("R-160", "R-101")]
Browser = Callable[..., Client]
Cast = Callable[..., Actor]
ENTERED, REGISTERED = "已从您的实名信息带出", "已从您的登记信息带出"


@pytest.fixture
def matter() -> str:
    return next(each.option_code for each in cards() if each.name == "个人创业担保贷款申请")


def offered(cast: Cast, matter: str, audience: Audience) -> None:
    policy = content(
        "创业贷款贴息", audience=audience, way=Way.APPLIED, option_code=matter, amount=0, clauses=HIRERS[:1]
    )
    published(policy, cast, now(), code="start-up")


def begun(client: Client, by: Actor) -> Draft:
    """From the policy's page by its own link to a draft, as a person goes."""
    page = client.get("/policies/start-up?me=1").content.decode()
    link = re.search(r'href="(/items/[^"]+/begin)"[^>]*>去申请', page)
    assert link is not None
    assert "写明从哪里来" in page
    address = client.post(link[1])["Location"]
    return open_drafts(by, on=local_day(now())).get(number=address.rpartition("/")[2])


def licensed(cast: Cast, holder: Party) -> None:
    """The enterprise's business licence is in the register."""
    face = {name: FACE[name] for name in ("holder_name", "uscc", "legal_representative", "premises")}
    face |= {"kind": "个体工商户", "founded_on": "2024-03-01", "capital": "10万元", "scope": "餐饮服务"}
    kind = LicenseType.objects.get(key="business_license")
    known = {name: value for name, value in face.items() if name in kind.face["properties"]}
    give(lambda login: cast(login, now()), holder=holder, kind=kind, content=Content(known, TERM, face["uscc"]))


def seen(draft: Draft, by: Actor) -> Filling:
    return filling(Draft.objects.select_related("owner", "option_version").get(pk=draft.pk), by=by, on=local_day(now()))


def values(found: Filling) -> dict[str, tuple[Any, str]]:
    return {each.field.code: (each.value, each.source) for group in found.groups for each in group.lines}


def test_a_person_types_only_what_nobody_knows(browser: Browser, cast: Cast, matter: str) -> None:
    offered(cast, matter, Audience.PERSON)
    client, by = browser("liqiang"), cast("liqiang", now())
    draft = begun(client, by)
    told = values(seen(draft, by))
    assert told["name"] == ("李强", f"{REGISTERED}，可以修改")
    assert told["contact"] == ("李强", f"{ENTERED}，可以修改")
    assert told["phone"][0].startswith("15")
    empty = {code for code, (value, _) in told.items() if not value}
    assert empty == {"uscc", "project", "amount", "months"}, "an enterprise's number, and what only the applicant knows"
    page = client.get(f"/drafts/{draft.number}/form/1").content.decode()
    assert page.count("可以修改") == 3, "each says where it comes from"
    assert 'value="李强"' in page
    first = {f"form-{code}": value for code, (value, _) in told.items()}
    sent = client.post(f"/drafts/{draft.number}/form/1", first | {"revision": str(seen(draft, by).draft.revision)})
    assert sent.status_code == 302, sent.content.decode()[-2000:]
    after = values(seen(draft, by))
    assert after["name"] == ("李强", f"{REGISTERED}，可以修改"), "kept, and still said where it came from"


def test_what_was_changed_by_hand_says_no_source_any_more(browser: Browser, cast: Cast, matter: str) -> None:
    offered(cast, matter, Audience.PERSON)
    client, by = browser("liqiang"), cast("liqiang", now())
    draft = begun(client, by)
    told = values(seen(draft, by))
    first = {f"form-{code}": value for code, (value, _) in told.items()} | {"form-name": "李强强"}
    client.post(f"/drafts/{draft.number}/form/1", first | {"revision": str(seen(draft, by).draft.revision)})
    assert values(seen(draft, by))["name"] == ("李强强", "")


def test_a_licence_answers_a_question_which_the_person_keeps(browser: Browser, cast: Cast, matter: str) -> None:
    offered(cast, matter, Audience.ENTERPRISE)
    by = enterprise_of(cast, now())
    own = Party.objects.get(pk=by.acting_for or 0)
    licensed(cast, own)
    client = browser("liqiang", acting_for=own)
    draft = begun(client, by)
    found = seen(draft, by)
    told = values(found)
    assert told["name"] == (own.name, f"{REGISTERED}，可以修改")
    assert told["uscc"][1] == "已从企业登记信息带出，可以修改"
    value, source = found.suggested["business"]
    assert value == "yes"
    assert source.startswith("已从电子证照（营业执照，")
    assert "business" not in found.checklist.answers, "nothing is answered for anybody"
    assert "已带出，请核对" in client.get(f"/drafts/{draft.number}").content.decode()
    page = client.get(f"/drafts/{draft.number}/questions/business").content.decode()
    assert re.search(r'name="business" value="yes"[^>]*checked', page)
    assert "已从电子证照（营业执照，" in page
    kept = {"business": "yes", "revision": str(found.draft.revision)}
    assert client.post(f"/drafts/{draft.number}/questions/business", kept).status_code == 302
    after = seen(draft, by)
    assert after.checklist.answers["business"] == "yes"
    assert "business" not in after.suggested


def test_where_nothing_is_on_record_nothing_is_suggested(browser: Browser, cast: Cast, matter: str) -> None:
    offered(cast, matter, Audience.PERSON)
    by = cast("liqiang", now())
    draft = begun(browser("liqiang"), by)
    assert seen(draft, by).suggested == {}, "an enterprise's licence is not the person's"


def test_what_an_enterprise_said_of_itself_is_told_with_its_day(cast: Cast) -> None:
    by = enterprise_of(cast, now())
    declare({"employees": "8", "new_hires": "1", "is_small": "yes"}, by=by, at=now())
    told = known_facts(by.acting_for or 0, "enterprise", ["employees", "is_small", "age", "district"], local_day(now()))
    assert {name: each.value for name, each in told.items()} == {"employees": "8", "is_small": "yes"}
    assert told["employees"].source == f"自己填的（从业人数，{local_day(now())}）"


def test_under_a_mandate_nobodys_facts_are_told(cast: Cast, browser: Browser, matter: str) -> None:
    offered(cast, matter, Audience.ENTERPRISE)
    by = enterprise_of(cast, now())
    own = Party.objects.get(pk=by.acting_for or 0)
    licensed(cast, own)
    draft = begun(browser("liqiang", acting_for=own), by)
    assert seen(draft, cast("liqiang", now(), acting_for=own, mandate_id=1)).suggested == {}
