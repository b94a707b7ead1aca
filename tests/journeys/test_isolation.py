"""An outsider sees nothing (隔离): what belongs to somebody else answers like what does not exist."""

import re
from uuid import uuid4

import pytest

from tongban.foundation.kernel.clock import now
from tongban.handling.cases.commands import receiving
from tongban.handling.cases.commands.drafting import begin_draft
from tongban.handling.cases.tests.applying import food_code, lodged
from tongban.registers.documents.models import OfficialDocument, StoredFile

from .browsing import Meet, Person
from .conftest import actor_of

NONE = "62020026999999999"
TAILS = ("", "/submitted", "/correct", "/make-good", "/deferral", "/withdraw", "/result", "/deadline.ics")
DRAFT_TAILS = (
    "",
    "/check",
    "/choices",
    "/deferral",
    "/discard",
    "/form/1",
    "/questions/items",
    "/materials/layout_plan",
)


@pytest.mark.req("R-196")
def test_an_outsider_gets_the_same_page_for_a_foreign_case_as_for_none(meet: Meet) -> None:
    liqiang = actor_of("liqiang")
    case = lodged(liqiang, at=now(), without=("layout_plan",))[1]
    receiving.ask_correction(case, items=[], by=actor_of("wangfang"), at=now())
    draft = begin_draft(food_code(), by=liqiang, at=now())
    paper = OfficialDocument.objects.filter(subject=case.chain).values_list("pk", flat=True)[0]
    file = StoredFile.objects.filter(uploaded_by=liqiang.account_id).values_list("pk", flat=True)[0]
    pairs = [(f"/cases/{case.number}{tail}", f"/cases/{NONE}{tail}") for tail in TAILS]
    pairs += [(f"/drafts/{draft.number}{tail}", f"/drafts/{NONE}{tail}") for tail in DRAFT_TAILS]
    pairs += [
        (f"/cases/{case.number}/papers/{paper}{end}", f"/cases/{NONE}/papers/{paper}{end}") for end in ("", ".pdf")
    ]
    pairs += [(f"/files/{file}", f"/files/{uuid4()}")]
    for owner_sees in (f"/cases/{case.number}", f"/cases/{case.number}/correct", f"/drafts/{draft.number}"):
        assert _asked(meet("liqiang"), owner_sees)[0] == 200
    for login in ("zhouyou", "maxiuying"):
        outsider = meet(login)
        told = {foreign: (_asked(outsider, foreign), _asked(outsider, none)) for foreign, none in pairs}
        assert {path for path, (foreign, _) in told.items() if foreign[0] != 404} == set()
        assert {path for path, (foreign, none) in told.items() if foreign != none} == set()


def test_a_visitor_is_asked_to_sign_in_whether_it_exists_or_not(meet: Meet) -> None:
    case = lodged(actor_of("liqiang"), at=now())[1]
    visitor = meet()
    for number in (case.number, NONE):
        visitor.open(f"/cases/{number}")
        assert "/sign-in" in visitor.page.url
        assert not visitor.sees("食品经营许可")


def _asked(person: Person, path: str) -> tuple[int, str]:
    """Status and body of an address, without the number in it and the request's own keys."""
    answer = person.context.request.get(person.site + path)
    return answer.status, re.sub(r"\d{17}|[0-9a-f-]{36}|value=\"[A-Za-z0-9]{64}\"", "", answer.text())
