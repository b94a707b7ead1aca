"""告知承诺 as the published list says (实施清单): the guide says the same, and what is not listed offers none."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client

from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Invalid
from tongban.handling.cases import promises
from tongban.handling.cases.commands import drafting
from tongban.handling.cases.models import Draft
from tongban.handling.cases.ports import Capped
from tongban.handling.cases.queries.promise import promise_of
from tongban.handling.cases.tests.applying import food_code, restaurant
from tongban.handling.cases.tests.driving import listed
from tongban.oversight.regulation.tests.promised import CODE, promising
from tongban.registers.lists.queries import current as edition_now
from tongban.registers.lists.queries import row_on, rows_of

pytestmark = [pytest.mark.django_db, pytest.mark.req("R-143")]
Browser = Callable[..., Client]


@pytest.fixture
def bindings() -> Iterator[None]:
    before = list(promises.BOUND), list(promises.CAPS)
    yield
    promises.BOUND[:], promises.CAPS[:] = before


def read(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, answer.content[:300]
    return answer.content.decode()


def begun(cast) -> Draft:
    application = restaurant(cast("liqiang"))
    made = drafting.begin_draft(food_code(), by=cast("liqiang"), at=now(), answers=application.answers)
    drafting.save_form(made, application.form, revision=0, at=now())
    return Draft.objects.get(pk=made.pk)


def test_the_guide_says_what_the_list_says(client: Client):
    head = edition_now("commitment")
    assert head is not None
    for row in rows_of(head).rows[:5]:
        page = read(client, f"/items/{row['code']}")
        told = page.partition('id="commitment"')[2]
        for column in ("verification", "risk", "excluded", "consequence"):
            assert str(row[column]) in told, column
        assert all(str(each) in told for each in row["promises"])


def test_a_matter_that_is_not_on_the_list_offers_no_promise_on_any_page(browser: Browser, client: Client, cast):
    assert row_on("commitment", food_code(), local_day(now())) is None
    with listed(**promising()):
        assert 'id="commitment"' not in read(client, f"/items/{food_code()}")
        assert "<dt>告知承诺</dt><dd>可以选择" not in read(client, f"/items/{food_code()}")
        draft, liqiang = begun(cast), browser("liqiang")
        assert "可以用书面承诺代替" not in read(liqiang, f"/drafts/{draft.number}")
        assert "用书面承诺代替" not in read(liqiang, f"/drafts/{draft.number}/materials/{CODE}")
        assert "不能选择告知承诺" in read(liqiang, f"/drafts/{draft.number}/commitment")
        sent = {"revision": str(draft.revision), "seen": "0" * 64, "way": "sign", "name": "李强"}
        refused = liqiang.post(f"/drafts/{draft.number}/commitment", sent)
        assert refused.status_code == 422
        window = browser("wangfang")
        assert "已经书面签名" not in read(window, f"/workbench/intake/{food_code()}")


def test_the_api_offers_none_and_takes_none(client: Client, cast):
    with listed(**promising()):
        sent = {"answers": restaurant(cast("liqiang")).answers}
        told = client.post(f"/api/v1/items/{food_code()}/checklist", sent, content_type="application/json").json()
        assert [each["may_be_committed"] for each in told["materials"] if each["requirement_code"] == CODE] == [False]


def test_listed_it_is_offered_everywhere(bindings, browser: Browser, client: Client, cast):
    promises.BOUND[:] = []
    with listed(**promising()):
        assert 'id="commitment"' in read(client, f"/items/{food_code()}")
        draft = begun(cast)
        assert "可以用书面承诺代替" in read(browser("liqiang"), f"/drafts/{draft.number}")
        sent = {"answers": draft.answers}
        told = client.post(f"/api/v1/items/{food_code()}/checklist", sent, content_type="application/json").json()
        assert [each["may_be_committed"] for each in told["materials"] if each["requirement_code"] == CODE] == [True]


@pytest.mark.req("R-147")
def test_suspended_the_page_says_why_and_the_ordinary_way_stays_open(bindings, browser: Browser, cast):
    promises.BOUND[:], promises.CAPS[:] = [], []
    with listed(**promising()):
        draft, liqiang = begun(cast), browser("liqiang")
        text = promise_of(draft, on=local_day(now()))
        assert text is not None
        drafting.sign_commitment(draft, name="李强", seen=text.hash, revision=draft.revision, at=now())
        promises.CAPS[:] = [lambda code, on: Capped("没有核查的承诺太多，暂停告知承诺。", is_suspended=True)]
        page = read(liqiang, f"/drafts/{draft.number}/commitment")
        assert "没有核查的承诺太多" in page
        assert "以前的签名不再算数" in page
        with pytest.raises(Invalid, match="改正"):
            drafting.submit_draft(draft, restaurant(cast("liqiang")).form, by=cast("liqiang"), at=now())
        draft.refresh_from_db()
        declined = liqiang.post(f"/drafts/{draft.number}/commitment", {"revision": draft.revision, "way": "decline"})
        assert declined.status_code == 302
        draft.refresh_from_db()
        drafting.submit_draft(draft, restaurant(cast("liqiang")).form, by=cast("liqiang"), at=now())
