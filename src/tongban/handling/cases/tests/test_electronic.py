"""Electronic only (只要电子证照): nobody has to come, nobody has to press a button; owed materials come first."""

import pytest

from tongban.foundation.ledger.models import Entry
from tongban.handling.cases.commands import delivering
from tongban.handling.cases.models import Case
from tongban.handling.cases.queries.wishes import wants_electronic_only
from tongban.handling.cases.rules.states import Status
from tongban.handling.cases.subscribers import close_served, serve_electronically
from tongban.registers.documents.models import OfficialDocument

from .applying import FORM, stored_file
from .driving import after, day, fresh, issued, served
from .invariants import assert_sound, snapshot

ELECTRONIC = {**FORM, "copies_wanted": "electronic"}


def told(case, verb):
    return Entry.objects.filter(chain=case.chain, verb=verb).latest("seq")


@pytest.mark.req("R-077")
def test_a_result_that_is_wanted_electronically_is_served_once_and_the_case_closed(cast):
    case = issued(cast, form=ELECTRONIC)
    for _ in range(3):
        serve_electronically(told(case, "issue"))
    assert fresh(case).status == Status.SERVED
    entry = told(case, "serve")
    assert (entry.by_role, entry.facts["way"], entry.at) == ("system", "electronic", after(2))
    assert OfficialDocument.objects.filter(subject=case.chain, kind="delivery_receipt").count() == 1
    close_served(entry)
    serve_electronically(told(case, "issue"))
    assert fresh(case).status == Status.CLOSED
    assert_sound(case, on=day(3))


@pytest.mark.parametrize("wish", ["window", "post"])
def test_who_wants_paper_is_not_served_by_the_system(cast, wish):
    case = issued(cast, form={**FORM, "copies_wanted": wish})
    before = snapshot(case)
    serve_electronically(told(case, "issue"))
    assert snapshot(case) == before


def test_an_answer_that_is_not_there_is_not_guessed(cast):
    case = issued(cast, form=ELECTRONIC)
    Case.objects.filter(pk=case.pk).update(form_sealed=b"")
    assert not wants_electronic_only(fresh(case))


def test_what_was_deferred_is_made_good_before_it_is_served(cast):
    liqiang = cast("liqiang")
    case = issued(cast, form=ELECTRONIC, without=("layout_plan",), wants_deferral=True)
    serve_electronically(told(case, "issue"))
    assert fresh(case).status == Status.ISSUED
    files = [{"requirement_code": "layout_plan", "file_ids": [str(stored_file(liqiang).pk)]}]
    delivering.make_good(fresh(case), materials=files, by=liqiang, at=after(3))
    serve_electronically(told(case, "make_good"))
    assert fresh(case).status == Status.SERVED


def test_what_the_window_handed_over_meanwhile_is_left_alone(cast):
    case = served(cast, form=ELECTRONIC)
    before = snapshot(case)
    serve_electronically(told(case, "issue"))
    assert snapshot(case) == before
