"""What the open API tells of a person is on record: who, whom, for which case, why, when, and what came of it."""

import pytest
from django.test import Client

from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.codes import case_number
from tongban.foundation.ledger.models import Entry
from tongban.handling.cases.models import Case
from tongban.web.ui.sessions import COOKIE

from .sending import NEWCOMER, application

NO_CASE = case_number("620200", 2026, 99_999_999)
pytestmark = [pytest.mark.django_db, pytest.mark.req("R-196")]


@pytest.fixture
def number(api) -> str:
    return str(api().post("/cases", application(applicant=NEWCOMER)).json()["number"])


def reads(client: str = "") -> list[Entry]:
    rows = Entry.objects.filter(verb="read").order_by("pk")
    return list(rows.filter(by_ref=f"client:{client}") if client else rows)


def test_a_system_that_reads_a_case_is_on_record_each_time(api, number):
    person = Case.objects.get(number=number).applicant_id
    for _ in range(2):
        assert api().get(f"/cases/{number}").status_code == 200
    first, second = reads("provincial-platform")
    assert (first.about, first.facts["subject"]) == (f"party:{person}", f"case:{number}")
    assert (first.facts["purpose"], first.facts["result"]) == ("接口查询办件", "shown")
    assert second.seq == first.seq + 1


def test_a_system_that_is_refused_is_on_record_and_learns_nothing(api, number):
    person = Case.objects.get(number=number).applicant_id
    other = api(client="somebody-else")
    assert other.get(f"/cases/{number}").status_code == 404
    [seen] = reads("somebody-else")
    assert (seen.about, seen.facts["subject"], seen.facts["result"]) == (f"party:{person}", f"case:{number}", "refused")
    assert other.get(f"/cases/{number}").json()["title"] == other.get(f"/cases/{NO_CASE}").json()["title"]


def test_a_number_that_no_case_has_leaves_a_record_about_nobody(api):
    assert api().get(f"/cases/{NO_CASE}").status_code == 404
    [seen] = reads("provincial-platform")
    assert (seen.about, seen.facts["result"]) == ("", "refused")


def test_a_list_is_on_record_for_everybody_in_it(api, number):
    api().post("/cases", application())
    told = api().get("/cases").json()["results"]
    seen = reads("provincial-platform")
    assert {each.facts["subject"] for each in seen} == {f"case:{each['number']}" for each in told}
    assert {each.about for each in seen} == {
        f"party:{each}" for each in Case.objects.values_list("applicant", flat=True)
    }
    assert [each.previous for each in seen[1:]] == [each.hash for each in seen[:-1]]


def test_an_empty_list_is_an_answer_too(api):
    assert api(client="somebody-else").get("/cases").json()["results"] == []
    [seen] = reads("somebody-else")
    assert (seen.about, seen.facts["result"]) == ("", "empty")


def test_a_clerk_through_a_system_has_one_record_an_hour_for_a_case(api, number):
    for _ in range(3):
        assert api("wangfang").get(f"/cases/{number}").status_code == 200
    [seen] = reads()
    assert seen.by_role == "counter"


def test_who_reads_about_themselves_at_a_browser_leaves_no_record(api, sign_in):
    number = api("liqiang").post("/cases", application()).json()["number"]
    browser = Client()
    browser.cookies[COOKIE] = sign_in("liqiang", now())
    assert browser.get(f"/api/v1/cases/{number}").status_code == 200
    assert reads() == []
