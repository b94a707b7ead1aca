"""Promising without scripts (告知承诺): read, sign or decline, take back, have one's say, repair one's credit."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client

from tongban.foundation.kernel.clock import local_day, now
from tongban.handling.cases import credit, promises
from tongban.handling.cases.commands import drafting
from tongban.handling.cases.models import Case, Commitment, Draft
from tongban.handling.cases.queries.promise import promise_of
from tongban.handling.cases.tests.applying import food_code, restaurant
from tongban.handling.cases.tests.driving import listed
from tongban.oversight.regulation import queries
from tongban.oversight.regulation.models import CommitmentCheck, CreditRecord
from tongban.oversight.regulation.tests.promised import CODE, advised, promising, revoked
from tongban.web.ui.once import FIELD

from .test_application import hidden, png

pytestmark = pytest.mark.django_db
Browser = Callable[..., Client]


@pytest.fixture(autouse=True)
def ports() -> Iterator[None]:
    """The credit record is bound, and every matter may be promised."""
    before, standing = list(promises.BOUND), list(credit.BOUND)
    promises.BOUND[:], credit.BOUND[:] = [], [queries.standing]
    yield
    promises.BOUND[:], credit.BOUND[:] = before, standing


@pytest.fixture
def draft(cast) -> Iterator[Draft]:
    """李强's draft, filled in, of a list that offers a promise."""
    liqiang, at = cast("liqiang"), now()
    with listed(**promising()):
        application = restaurant(liqiang)
        made = drafting.begin_draft(food_code(), by=liqiang, at=at, answers=application.answers)
        drafting.save_form(made, application.form, revision=0, at=at)
        yield Draft.objects.get(pk=made.pk)


def read(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, answer.content[:300]
    return answer.content.decode()


@pytest.mark.req("R-144")
def test_the_whole_text_is_read_signed_by_name_and_submitted(browser: Browser, draft: Draft):
    client, path = browser("liqiang"), f"/drafts/{draft.number}"
    assert "可以用书面承诺代替，选不选由您" in read(client, path)
    page = read(client, f"{path}/commitment")
    for words in ("制度已经建立", "撤销许可。", "代替哪些材料", "可以撤回", "办结时限不变"):
        assert words in page
    sent = {"revision": hidden(page, "revision"), "seen": hidden(page, "seen"), "way": "sign", "name": "王芳"}
    wrong = client.post(f"{path}/commitment", sent)
    assert wrong.status_code == 422
    assert "请签写承诺人的姓名" in wrong.content.decode()
    assert client.post(f"{path}/commitment", sent | {"name": "李强"}).status_code == 302
    assert "已签名" in read(client, path)
    page = read(client, f"{path}/check")
    assert "您签署了告知承诺书" in page
    assert client.post(f"{path}/check", {"agree": "on", FIELD: hidden(page, FIELD)}).status_code == 302
    assert Commitment.objects.filter(case__number=draft.number, signed_way="electronic").exists()
    assert "承诺书" in read(client, f"/cases/{draft.number}")


@pytest.mark.req("R-144")
def test_who_declines_is_not_asked_again(browser: Browser, draft: Draft):
    client, path = browser("liqiang"), f"/drafts/{draft.number}"
    page = read(client, f"{path}/commitment")
    sent = {"revision": hidden(page, "revision"), "seen": hidden(page, "seen"), "way": "decline"}
    assert client.post(f"{path}/commitment", sent).status_code == 302
    page = read(client, path)
    assert "您选择了按一般方式办理" in page
    assert "可以用书面承诺代替" not in page


@pytest.mark.req("R-146")
def test_who_is_barred_sees_why_and_how_to_repair_it(browser: Browser, cast, draft: Draft):
    record = CreditRecord.objects.get(check_of=revoked(cast))
    CreditRecord.objects.filter(pk=record.pk).update(began_on="2026-01-05", repair_from="2026-01-06")
    client = browser("liqiang")
    page = read(client, f"/drafts/{draft.number}/commitment")
    assert "现在不能选择告知承诺" in page
    assert "怎么修复" in page
    assert 'value="sign"' not in page
    assert "限制中" in read(client, "/me")
    page = read(client, "/me/credit")
    sent = {"evidence": "", FIELD: hidden(page, FIELD)}
    assert client.post(f"/me/credit/{record.pk}/repair", sent).status_code == 422
    sent = {"evidence": "制度已经建立，贴在墙上。", FIELD: "again"}
    assert client.post(f"/me/credit/{record.pk}/repair", sent).status_code == 302
    assert "修复申请审核中" in read(client, "/me/credit")
    assert browser("zhouyou").post(f"/me/credit/{record.pk}/repair", sent | {FIELD: "x"}).status_code == 404
    assert "没有信用记录" in read(browser("zhouyou"), "/me/credit")


@pytest.mark.req("R-144")
def test_a_promise_is_taken_back_from_the_case_page(browser: Browser, cast, draft: Draft):
    liqiang, at = cast("liqiang"), now()
    text = promise_of(draft, on=local_day(at))
    assert text is not None
    drafting.sign_commitment(draft, name="李强", seen=text.hash, revision=draft.revision, at=at)
    drafting.submit_draft(draft, restaurant(liqiang).form, by=liqiang, at=at)
    client, path = browser("liqiang"), f"/cases/{draft.number}"
    assert "撤回承诺" in read(client, path)
    page = read(client, f"{path}/withdraw-commitment")
    assert "等窗口一次性告知后再交" in page
    sent = {FIELD: hidden(page, FIELD), f"files-{CODE}": png()}
    assert client.post(f"{path}/withdraw-commitment", sent).status_code == 302
    case = Case.objects.get(number=draft.number)
    assert case.materials.get(requirement_code=CODE, replaced_at=None).state == "provided"
    assert "已撤回" in read(client, path)
    assert client.get(f"{path}/withdraw-commitment").status_code == 409


@pytest.mark.req("R-145")
def test_before_a_revocation_the_party_has_its_say(browser: Browser, cast):
    check = advised(cast)
    CommitmentCheck.objects.filter(pk=check.pk).update(due_on="2099-01-05")
    client, path = browser("liqiang"), f"/cases/{check.case.number}"
    assert "拟撤销决定，请您说说意见" in read(client, path)
    page = read(client, f"{path}/commitment")
    assert "拟撤销告知书" in page
    sent = {"words": "", "hearing": "yes", FIELD: hidden(page, FIELD)}
    assert client.post(f"{path}/commitment", sent).status_code == 422
    assert client.post(f"{path}/commitment", sent | {"words": "制度在隔壁。", FIELD: "b"}).status_code == 302
    assert "您要求听证" in read(client, f"{path}/commitment")
    assert browser("zhouyou").get(f"{path}/commitment").status_code == 404


def test_a_revoked_decision_is_told_at_the_top(browser: Browser, cast):
    check = revoked(cast)
    page = read(browser("liqiang"), f"/cases/{check.case.number}")
    assert "准予决定已经撤销" in page
    assert "看撤销决定书" in page
