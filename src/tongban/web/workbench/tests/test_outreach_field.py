"""What a phone sends and is told (上门记录): doors on record, photographs checked, a visit once, refusals in words."""

import json
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.ledger.models import Entry
from tongban.handling.outreach.models import HeldPaper, Outreach, Visit
from tongban.registers.documents.models import StoredFile
from tongban.registers.documents.tests import samples

from .test_outreach import LIST, called, last_day, plan

pytestmark = [pytest.mark.django_db, pytest.mark.req("R-167")]
AtDesk = Callable[[str], Client]
FIELD = f"{LIST}/field"


@pytest.fixture
def client(at_desk: AtDesk) -> Client:
    return at_desk("wangfang")


@pytest.fixture
def coming(client: Client) -> Outreach:
    """Arranged for a day that may be chosen, and said to be today: the route of today is what a phone takes along."""
    made = called(client)
    assert client.post(f"{LIST}/{made.code}/acts/arrange", plan()).status_code == 302
    Outreach.objects.filter(pk=made.pk).update(visit_on=local_day(now()))
    return Outreach.objects.get(pk=made.pk)


def picture(client: Client, key: UUID, content: bytes = b"", name: str = "租赁合同.png") -> Any:
    given = SimpleUploadedFile(name, content or samples.picture(), "image/png")
    return client.post(f"{FIELD}/photos", {"key": str(key), "photo": given})


def visit(client: Client, request: Outreach, **changes: Any) -> Any:
    told: dict[str, Any] = {
        "code": str(request.code),
        "key": str(uuid4()),
        "seen": request.version,
        "filled_at": now().isoformat(),
        "outcome": "settled",
        "words": "当场讲清楚了",
        "note": "",
        "confirmation": "refused",
        "reason": "手受伤，同去的人在场",
        "together": True,
        "photos": [],
    }
    return client.post(f"{FIELD}/visits", {"visit": json.dumps(told | changes)})


def test_the_page_holds_nobodys_data_and_says_what_is_kept(client: Client, coming: Outreach) -> None:
    page = client.get(FIELD).content.decode()
    for words in ("这部手机上存什么", "只存当天", "全部清掉", "最迟14天"):
        assert words in page
    for personal in ("马秀英", "马*英", "13993700000", "样例路", "王芳"):
        assert personal not in page
    worker = client.get(f"{LIST}/field-worker.js")
    assert worker.headers["Content-Type"].startswith("text/javascript")
    assert "respondWith" in worker.content.decode()


def test_what_is_taken_along_is_on_record(client: Client, coming: Outreach) -> None:
    told = client.post(f"{FIELD}/doors").json()
    [door] = told["doors"]
    assert (door["name"], door["persons"], door["seen"]) == ("马秀英", 2, coming.version)
    assert "样例路1号" in door["address"]
    facts = Entry.objects.get(verb="read", facts__purpose="上门记录，带到手机上").facts
    assert facts["fields"] == ["name", "phone", "address"]
    again = client.post(f"{FIELD}/doors", {"key_only": "1"}).json()
    assert again["key"] == told["key"]
    assert "doors" not in again
    assert client.post(f"{FIELD}/doors", {"on": "2020-01-01", "key_only": "1"}).status_code == 422


def test_a_photograph_is_checked_and_arrives_once(client: Client) -> None:
    key = uuid4()
    first, second = picture(client, key), picture(client, key)
    assert (first.status_code, first.json()) == (201, second.json())
    assert StoredFile.objects.filter(name="租赁合同.png").count() == 1
    assert picture(client, key, samples.picture() + b" ").status_code == 409
    bad = picture(client, uuid4(), b"MZ" + b"\0" * 400)
    assert bad.status_code == 422
    assert bad.json()["words"]
    assert client.post(f"{FIELD}/photos", {"key": "x"}).status_code == 422


def test_a_visit_is_handed_in_once_and_its_photographs_are_seen_by_few(
    client: Client, at_desk: AtDesk, coming: Outreach
) -> None:
    file = picture(client, uuid4()).json()["file"]
    photos = [{"file": file, "kind": "material", "name": "租赁合同"}]
    key = str(uuid4())
    at = now().isoformat()
    answers = [visit(client, coming, key=key, photos=photos, filled_at=at).json() for _ in range(2)]
    assert answers == [{"state": "taken", "words": "已经收到，登记好了。"}] * 2
    one = f"{LIST}/{coming.code}"
    page = client.get(one).content.decode()
    for words in ("上门记录", "当场讲清楚了", "租赁合同", "两个人都到了"):
        assert words in page
    look = f"{one}/photos/{file}"
    shown = client.get(look)
    assert shown.status_code == 200
    assert "sandbox" in shown.headers["Content-Security-Policy"]
    assert shown.getvalue()[:4] == b"\x89PNG"
    assert Entry.objects.filter(verb="read", facts__purpose="看上门照片").count() == 1
    seen_by_supervisor = at_desk("zhengyawen").get(look)
    assert seen_by_supervisor.getvalue()[:4] == b"\x89PNG"
    assert at_desk("zhaomin").get(look).status_code == 403
    for login in ("zhaomin", "wangfang"):
        assert at_desk(login).get(f"/workbench/files/{file}").status_code == 404, "staff look on record only"
    assert client.get(f"{one}/photos/{uuid4()}").status_code == 404


@pytest.mark.parametrize(
    "sent", ["", "{}", "[]", '{"key": 1}', "null", '{"seen": "x"}', "[" * 2000], ids=lambda each: each[:9] or "nothing"
)
def test_what_no_phone_of_ours_sends_is_refused_in_words(client: Client, sent: str) -> None:
    answer = client.post(f"{FIELD}/visits", {"visit": sent})
    assert (answer.status_code, answer.json()["words"]) == (422, ["这份记录的格式不对，请刷新页面再同步。"])


def test_what_is_refused_says_why_and_keeps_nothing(client: Client, coming: Outreach) -> None:
    answer = visit(client, coming, together=False)
    assert answer.status_code == 422
    assert "2个人一起上门" in answer.json()["words"][0]
    assert visit(client, coming, code=str(uuid4())).status_code == 404
    assert not Visit.objects.exists()


def test_a_conflict_is_told_and_settled_by_a_press(client: Client, coming: Outreach) -> None:
    stale = Outreach.objects.get(pk=coming.pk)
    changed = {**plan(slot="pm1"), "reason": "本人来电改下午"}
    assert client.post(f"{LIST}/{coming.code}/acts/rearrange", changed).status_code == 302
    told = visit(client, stale).json()
    assert told["state"] == "conflict"
    assert "王芳改安排" in told["words"]
    one = f"{LIST}/{coming.code}"
    page = client.get(one).content.decode()
    for words in ("两份都留着", "本人来电改下午", "按上门记录登记", "只留作记录"):
        assert words in page
    address = f"{one}/visits/{Visit.objects.get().key}"
    assert client.post(address, {"choice": "use_visit"}).status_code == 302
    coming.refresh_from_db()
    assert (coming.status, coming.result_words) == ("done", "当场讲清楚了")
    assert client.post(address, {"choice": "keep_visit"}).status_code == 409


@pytest.mark.req("R-072")
def test_originals_have_a_receipt_and_are_given_back_before_the_end(client: Client, coming: Outreach) -> None:
    one = f"{LIST}/{coming.code}"
    assert client.post(f"{one}/acts/take_papers", {"papers": "房产证"}).status_code == 403
    client.post(f"{one}/acts/sign_mandate", {"until": last_day().isoformat()})
    assert client.post(f"{one}/acts/take_papers", {"papers": " \n"}).status_code == 422
    typed = "房产证 1份\n户口簿×2\n\n身份证"
    assert client.post(f"{one}/acts/take_papers", {"papers": typed}).status_code == 302
    assert list(HeldPaper.objects.values_list("name", "copies")) == [("房产证", 1), ("户口簿", 2), ("身份证", 1)]
    receipt = client.get(f"{one}/receipt").content.decode()
    for words in ("原件收条", "户口簿　2份", "王芳收下", "本人签字（收回）"):
        assert words in receipt
    ended = client.post(f"{one}/acts/finish", {"result": "settled", "words": "办好了"})
    assert ended.status_code == 409
    assert "还有原件没有还清" in ended.content.decode()
    codes = [str(each) for each in HeldPaper.objects.values_list("code", flat=True)]
    assert client.post(f"{one}/acts/give_back", {"held": [*codes, "x"], "way": "paper"}).status_code == 302
    page = client.get(one).content.decode()
    assert page.count("已收回") == 3
    assert "代</span>" in page
    assert client.post(f"{one}/acts/finish", {"result": "settled", "words": "办好了"}).status_code == 302
