"""A draft looked through before it is sent (预检): everything that a rule can see, at once, and nothing is written."""

from collections.abc import Callable
from typing import Any

import pytest

from tongban.foundation.kernel.actors import Actor
from tongban.handling.cases.commands import drafting
from tongban.handling.cases.models import Draft
from tongban.handling.cases.queries.filling import filling
from tongban.handling.cases.queries.prechecking import Place, Precheck, precheck
from tongban.registers.catalog.content import AcceptanceCondition
from tongban.registers.documents.models import StoredFile

from .applying import ANSWERS, FORM, LICENSE, MONDAY, food_code, stored_file
from .driving import listed

Cast = Callable[..., Actor]
pytestmark = [pytest.mark.django_db, pytest.mark.req("R-033")]
CODES = ("equipment_list", "safety_rules", "health_certificates", "layout_plan")


def begun(by: Actor, answers: dict[str, Any] | None = None) -> Draft:
    return drafting.begin_draft(food_code(), by=by, at=MONDAY, answers=ANSWERS if answers is None else answers)


def looked(draft: Draft, by: Actor) -> Precheck:
    draft.refresh_from_db()
    return precheck(filling(draft, by=by, on=MONDAY.date()), on=MONDAY.date())


def whole(by: Actor) -> Draft:
    """A draft with nothing missing, each material another file."""
    draft = begun(by)
    drafting.save_form(draft, FORM, revision=draft.revision, at=MONDAY)
    drafting.save_material(draft, "business_license", license_identifier=LICENSE, revision=draft.revision, at=MONDAY)
    for place, code in enumerate(CODES):
        file = stored_file(by, f"{code}.pdf")
        StoredFile.objects.filter(pk=file.pk).update(sha256=bytes([place]) * 32)
        drafting.add_file(draft, code, file, by=by, at=MONDAY)
    return draft


def test_a_whole_draft_has_no_fault_and_no_hint(cast: Cast):
    liqiang = cast("liqiang")
    assert looked(whole(liqiang), liqiang).found == ()


def test_everything_that_is_missing_or_wrong_is_said_at_once(cast: Cast):
    liqiang = cast("liqiang")
    draft = begun(liqiang, {})
    empty = looked(draft, liqiang)
    assert {each.place for each in empty.faults} >= {Place.QUESTION, Place.FORM}
    draft = begun(liqiang)
    drafting.save_form(draft, FORM | {"contact_phone": "12"}, revision=draft.revision, at=MONDAY)
    found = looked(draft, liqiang).faults
    assert {each.key for each in found if each.place is Place.MATERIAL} >= set(CODES)
    wrong = [each for each in found if each.place is Place.FORM]
    assert len(wrong) == (1 if "contact_phone" in FORM else 0)
    assert all(each.words for each in found)


def test_what_the_scanner_stopped_is_a_fault_and_what_is_hard_to_read_a_hint(cast: Cast):
    liqiang = cast("liqiang")
    draft = whole(liqiang)
    files = {each.name: each for each in StoredFile.objects.all()}
    StoredFile.objects.filter(pk=files["layout_plan.pdf"].pk).update(verdict="suspicious")
    StoredFile.objects.filter(pk=files["safety_rules.pdf"].pk).update(width=320, height=240)
    StoredFile.objects.filter(pk=files["equipment_list.pdf"].pk).update(sha256=bytes([2]) * 32)
    found = looked(draft, liqiang)
    assert [each.key for each in found.faults] == ["layout_plan"]
    assert "没有通过安全检查" in found.faults[0].words
    hints = "".join(each.words for each in found.hints)
    assert "320×240" in hints
    assert "同一个文件" in hints


def test_a_condition_that_the_answers_do_not_meet_is_said_before_anybody_waits(cast: Cast):
    liqiang = cast("liqiang")
    big = AcceptanceCondition(code="big", text="面积不小于100000平方米。", met_when="area >= 100000")
    with listed(conditions=(big,)):
        words = [each.words for each in looked(whole(liqiang), liqiang).faults]
    assert words == ["按您的回答，有一个条件不符合：面积不小于100000平方米。仍可以提交，但很可能办不成。"]


def test_looking_writes_nothing(cast: Cast, django_assert_max_num_queries: Any):
    liqiang = cast("liqiang")
    draft = whole(liqiang)
    before = draft.revision
    with django_assert_max_num_queries(8):
        looked(draft, liqiang)
    assert Draft.objects.get(pk=draft.pk).revision == before
