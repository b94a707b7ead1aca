"""Drafts: one number, nothing lost, nothing overwritten, and the newest list followed with what changed said."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from msgspec import structs

from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.kernel.errors import Invalid, NotFound, NotNow, NotYours, Stale, TooMany
from tongban.handling.cases.commands import drafting
from tongban.handling.cases.commands.deferring import signed
from tongban.handling.cases.models import Case, Draft
from tongban.handling.cases.queries.drafts import draft_for, draft_for_counter, form_of, open_drafts
from tongban.handling.cases.queries.filling import filling
from tongban.handling.cases.queries.visible import case_for
from tongban.registers.catalog.changes import what_changed
from tongban.registers.catalog.commands import publish
from tongban.registers.catalog.content import MaterialRequirement, Span
from tongban.registers.catalog.loading import read_items
from tongban.registers.catalog.models import HandlingOption
from tongban.registers.catalog.queries import forget, guide
from tongban.registers.catalog.tests.editions import FOOD
from tongban.registers.documents.models import StoredFile

from .applying import ANSWERS, FORM, LICENSE, MONDAY, food_code, stored_file

pytestmark = pytest.mark.django_db
TODAY = MONDAY.date()


@pytest.fixture
def liqiang(cast):
    return cast("liqiang")


@pytest.fixture
def draft(liqiang):
    return drafting.begin_draft(food_code(), by=liqiang, at=MONDAY, answers=ANSWERS)


@pytest.fixture(autouse=True)
def nothing_is_remembered():
    yield
    forget()


def filled(draft, by):
    drafting.save_form(draft, FORM, revision=draft.revision, at=MONDAY)
    drafting.save_material(draft, "business_license", license_identifier=LICENSE, revision=draft.revision, at=MONDAY)
    for code in ("equipment_list", "safety_rules", "health_certificates"):
        drafting.add_file(draft, code, stored_file(by), by=by, at=MONDAY)
    return draft


@pytest.mark.req("R-008")
def test_a_draft_has_its_number_at_once_and_the_case_takes_it(draft, liqiang):
    number = filled(draft, liqiang).number
    lodged = drafting.submit_draft(draft, filling(draft, by=liqiang, on=TODAY).form, by=liqiang, at=MONDAY)
    assert lodged.opening.number == number == case_for(liqiang, number).number
    assert not Draft.objects.filter(number=number).exists()
    case = Case.objects.get(number=number)
    assert {row.requirement_code: row.state for row in case.materials.all()} == {
        "application_form": "spared",
        "business_license": "spared",
        "layout_plan": "missing",
        "equipment_list": "provided",
        "safety_rules": "provided",
        "health_certificates": "provided",
    }


@pytest.mark.req("R-008")
def test_the_window_completes_what_was_begun_on_the_web(draft, liqiang, cast):
    filled(draft, liqiang)
    wangfang = cast("wangfang")
    opened = draft_for_counter(wangfang, draft.number, "620201 199003070017", at=MONDAY)
    lodged = drafting.submit_draft(opened, form_of(opened), by=wangfang, at=MONDAY)
    case = Case.objects.get(number=lodged.opening.number)
    assert (case.number, case.channel, case.applicant_id) == (draft.number, "window", liqiang.party_id)
    assert case.receiver_id == wangfang.staff_id
    assert StoredFile.objects.filter(holder=case.chain).count() == 3


@pytest.mark.parametrize(
    ("login", "id_number", "refusal"),
    [
        ("wangfang", "620200199508210031", NotFound),
        ("wangfang", "", NotFound),
        ("zhaomin", "620201199003070017", NotYours),
    ],
)
def test_a_draft_opens_at_the_window_only_with_the_paper(draft, cast, login, id_number, refusal):
    with pytest.raises(refusal):
        draft_for_counter(cast(login), draft.number, id_number, at=MONDAY)


def test_a_foreign_draft_and_none_are_told_apart_by_nobody(draft, cast):
    words = []
    for number in (draft.number, "62020026999999999"):
        with pytest.raises(NotFound) as told:
            draft_for(cast("zhouyou"), number, on=TODAY)
        words.append(told.value.message)
    assert words[0] == words[1]


def test_two_windows_do_not_overwrite_each_other(draft):
    drafting.save_form(draft, {"premises": "甲"}, revision=0, at=MONDAY)
    with pytest.raises(Stale):
        drafting.save_form(Draft.objects.get(pk=draft.pk), {"premises": "乙"}, revision=0, at=MONDAY)
    assert form_of(Draft.objects.get(pk=draft.pk))["premises"] == "甲"


def test_typing_is_kept_without_moving_the_revision(draft):
    drafting.keep_typing(draft, {"premises": "写到一半", "nonsense": "x"}, revision=0, at=MONDAY)
    again = Draft.objects.get(pk=draft.pk)
    assert (again.revision, form_of(again)) == (0, {"premises": "写到一半"})
    drafting.save_form(again, {"premises": "写完了"}, revision=0, at=MONDAY)
    with pytest.raises(Stale):
        drafting.keep_typing(again, {"premises": "迟到的"}, revision=0, at=MONDAY)


def test_what_was_typed_is_sealed(draft):
    drafting.save_form(draft, {"id_number": "620201199003070017"}, revision=0, at=MONDAY)
    row = Draft.objects.get(pk=draft.pk)
    assert b"620201199003070017" not in bytes(row.form_sealed)


def test_a_second_submission_is_told_that_it_is_done(draft, liqiang):
    filled(draft, liqiang)
    form = filling(draft, by=liqiang, on=TODAY).form
    drafting.submit_draft(draft, form, by=liqiang, at=MONDAY)
    with pytest.raises(NotNow):
        drafting.submit_draft(draft, form, by=liqiang, at=MONDAY)
    assert Case.objects.filter(number=draft.number).count() == 1


def test_open_questions_are_all_named(liqiang):
    draft = drafting.begin_draft(food_code(), by=liqiang, at=MONDAY)
    with pytest.raises(Invalid) as told:
        drafting.submit_draft(draft, FORM, by=liqiang, at=MONDAY)
    assert "/answers/has_subject" in [each.pointer for each in told.value.faults]


def test_only_own_free_files_of_a_kind_that_is_taken(draft, liqiang, cast):
    with pytest.raises(Invalid):
        drafting.add_file(draft, "layout_plan", stored_file(cast("zhouyou")), by=liqiang, at=MONDAY)
    sheet = stored_file(liqiang, "表.xlsx")
    sheet.media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    with pytest.raises(Invalid) as told:
        drafting.add_file(draft, "layout_plan", sheet, by=liqiang, at=MONDAY)
    assert told.value.faults[0].code == "type"


def test_files_come_and_go_within_their_number(draft, liqiang):
    asked = guide(food_code()).option.material("layout_plan")
    assert asked is not None
    most = asked.max_files
    files = [stored_file(liqiang, f"图{place}.pdf") for place in range(most + 1)]
    for file in files[:most]:
        drafting.add_file(draft, "layout_plan", file, by=liqiang, at=MONDAY)
    with pytest.raises(Invalid):
        drafting.add_file(draft, "layout_plan", files[most], by=liqiang, at=MONDAY)
    drafting.remove_file(draft, files[0].pk, at=MONDAY)
    drafting.remove_file(draft, uuid4(), at=MONDAY)
    drafting.add_file(draft, "layout_plan", files[most], by=liqiang, at=MONDAY)
    line = filling(draft, by=liqiang, on=TODAY).line("layout_plan")
    assert line is not None
    assert len(line.files) == most


def test_what_is_known_is_filled_in_with_its_source(draft, liqiang):
    lines = {each.field.code: each for group in filling(draft, by=liqiang, on=TODAY).groups for each in group.lines}
    assert (lines["phone"].value, lines["phone"].source[:5]) == ("15400000001", "已从您的实")
    assert lines["type"].value == "catering"
    assert lines["premises"].source == ""


def test_nobody_gets_somebody_elses_numbers_filled_in(draft, liqiang):
    agent = replace(liqiang, mandate_id=1, party_id=999_999)
    lines = {each.field.code: each for group in filling(draft, by=agent, on=TODAY).groups for each in group.lines}
    assert lines["phone"].value == lines["id_number"].value == ""


def test_an_enterprise_matter_is_not_begun_by_a_person(liqiang):
    code = next(
        each.code
        for each in HandlingOption.objects.order_by("code")
        if guide(each.code).option.audience == ("enterprise",) and "web" in guide(each.code).option.channels
    )
    with pytest.raises(drafting.WrongCapacity):
        drafting.begin_draft(code, by=liqiang, at=MONDAY)


def test_drafts_end_after_thirty_days_and_are_not_without_number(draft, liqiang):
    assert draft.expires_on == TODAY + timedelta(days=30)
    late = MONDAY + timedelta(days=31)
    assert not open_drafts(liqiang, on=late.date()).exists()
    assert drafting.drop_expired(at=late) == 1
    for _ in range(drafting.MOST_DRAFTS):
        drafting.begin_draft(food_code(), by=liqiang, at=MONDAY)
    with pytest.raises(TooMany):
        drafting.begin_draft(food_code(), by=liqiang, at=MONDAY)


@pytest.mark.req("R-026")
def test_every_change_of_the_list_is_said_and_nothing_else():
    old = guide(food_code()).option
    assert what_changed(old, old) == ()
    more = MaterialRequirement(code="new_one", name="新材料")
    new = type(old)(
        **{name: getattr(old, name) for name in old.__struct_fields__}
        | {"materials": (*old.materials[1:], more), "promised_limit": Span(value=3), "questions": old.questions[1:]}
    )
    said = what_changed(old, new)
    assert any("新增材料“新材料”" in each for each in said)
    assert any("不再要材料" in each for each in said)
    assert any("不再问" in each for each in said)
    assert "承诺时限由5个工作日改为3个工作日" in said


@pytest.mark.req("R-026")
def test_a_draft_follows_the_newest_list_once_the_change_was_read(draft, liqiang):
    filled(draft, liqiang)
    republish(draft)
    found = filling(draft, by=liqiang, on=TODAY)
    assert found.has_newer_list
    assert not found.is_ready
    assert "新增材料“店招照片”" in found.changes
    with pytest.raises(drafting.ListChanged):
        drafting.submit_draft(draft, found.form, by=liqiang, at=MONDAY)
    drafting.follow_newest(draft, at=MONDAY)
    found = filling(draft, by=liqiang, on=TODAY)
    assert (found.has_newer_list, found.changes) == (False, ())
    assert form_of(draft)["premises"] == FORM["premises"]
    assert [each.material.code for each in found.missing] == ["layout_plan", "shop_sign"]
    drafting.submit_draft(draft, found.form, by=liqiang, at=MONDAY)


def republish(draft):
    """The list of the draft's matter in a new edition with one material more."""
    item = next(each for each in read_items(Path(settings.CITY) / "items") if each.basic_code == FOOD)
    more = MaterialRequirement(code="shop_sign", name="店招照片", why="核对店名")
    option = item.options["01"]
    options = {**item.options, "01": structs.replace(option, materials=(*option.materials, more))}
    note = structs.replace(item.version, number=2, effective_on=TODAY)
    publish(structs.replace(item, options=options, version=note), by=SYSTEM, at=MONDAY)
    forget()


@pytest.mark.req("R-150")
def test_who_signs_for_deferral_while_filling_in_can_make_it_good_on_the_web(draft, liqiang):
    filled(draft, liqiang)
    drafting.choose_deferral(draft, signed("李强", by=liqiang, at=MONDAY), revision=draft.revision, at=MONDAY)
    drafting.submit_draft(draft, filling(draft, by=liqiang, on=TODAY).form, by=liqiang, at=MONDAY)
    case = Case.objects.get(number=draft.number)
    assert case.wants_deferral
    assert case.materials.get(requirement_code="layout_plan").state == "deferred"
