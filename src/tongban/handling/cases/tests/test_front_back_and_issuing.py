"""Front, back and issuing (前台综合受理、后台分类审批、综合窗口出件), and what a list or a place owes a case."""

from collections import Counter
from dataclasses import replace
from typing import Any

import msgspec
import pytest
from django.db.models import ProtectedError

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.errors import Invalid, NotNow
from tongban.foundation.kernel.vault import vault
from tongban.foundation.worktime.rules.lights import Light
from tongban.handling.cases.commands import delivering, drafting, examining, receiving
from tongban.handling.cases.commands.delivering import WrongPerson
from tongban.handling.cases.models import Case, CorrectionNotice, Delivery
from tongban.handling.cases.queries.drafts import draft_for_counter, form_of
from tongban.handling.cases.queries.one_case import whole
from tongban.handling.cases.queries.views import clock_views
from tongban.handling.cases.queries.visible import case_for
from tongban.handling.cases.queries.worklists import Wanted, worklist
from tongban.handling.cases.rules.flow import FLOW
from tongban.handling.cases.rules.states import BEFORE_ACCEPTANCE, ENDS, Status
from tongban.registers.agencies.models import Staff, Venue
from tongban.registers.catalog.content import MaterialRequirement, Span
from tongban.registers.documents.models import OfficialDocument

from .applying import ANSWERS, FORM, LICENSE, MONDAY, food_code, stored_file
from .driving import OF_LIQIANG, TAKEN, accepted, after, day, food_option, fresh, issued, listed, received

CASES_TO_SHARE = 12


def lodged_form(case: Case) -> dict[str, Any]:
    opened: dict[str, Any] = msgspec.json.decode(
        vault().open(bytes(case.form_sealed), purpose="case.form", owner=case.number)
    )
    return opened


def examiners(case: Case) -> list[Staff]:
    return list(Staff.objects.filter(agency=case.agency, is_active=True, roles__contains=[Role.EXAMINER]))


@pytest.mark.req("R-076")
def test_accepted_cases_are_shared_out_evenly_among_the_bodys_examiners(cast):
    shared = Counter(accepted(cast).assignee_id for _ in range(CASES_TO_SHARE))
    known = {each.pk for each in examiners(Case.objects.order_by("-id")[0])}
    assert set(shared) == known
    assert max(shared.values()) - min(shared.values()) <= 1


@pytest.mark.req("R-076")
def test_when_all_are_on_leave_the_case_waits_in_the_bodys_common_queue(cast):
    case = received(cast)
    Staff.objects.filter(pk__in=[each.pk for each in examiners(case)]).update(on_leave_until=day(5))
    receiving.accept(case, by=cast("wangfang"), at=MONDAY)
    assert fresh(case).assignee_id is None
    waiting = worklist(cast("zhaomin"), Wanted(), today=day(0), size=100)
    assert case.number in [each.number for each in waiting.cases]


@pytest.mark.req("R-084", "R-035")
def test_no_step_leads_back_behind_acceptance():
    back = {
        (each.verb, source, each.target)
        for each in FLOW
        for source in each.sources
        if source not in BEFORE_ACCEPTANCE | {Status.DRAFT} and each.target in BEFORE_ACCEPTANCE
    }
    assert back == set()
    leaves = {each.target for each in FLOW if Status.ACCEPTED in each.sources and each.target in ENDS}
    by_hand = {each.target for each in FLOW if Status.ACCEPTED in each.sources and each.by != {Role.SYSTEM}} & ENDS
    assert by_hand == {Status.TRANSFERRED, Status.WITHDRAWN, Status.TERMINATED}
    assert leaves - by_hand == {Status.RETURNED}  # a deferral that lapsed, where the list says so


@pytest.mark.req("R-084", "R-045")
def test_a_receipt_is_there_the_moment_the_application_is(cast):
    case = received(cast)
    receipt = OfficialDocument.objects.get(subject=case.chain, kind="receipt")
    assert receipt.issued_at == case.received_at == MONDAY
    assert receipt.number == f"{case.number}-01"


@pytest.mark.req("R-026")
@pytest.mark.parametrize(
    "changes",
    [
        {"materials": (*food_option().materials, MaterialRequirement(code="shop_sign", name="店招照片"))},
        {"materials": food_option().materials[:-1]},
        {"promised_limit": Span(value=2)},
        {"promised_limit": Span(value=9)},
    ],
    ids=["one more material", "one less", "a shorter promise", "a longer promise"],
)
def test_a_case_keeps_the_list_it_was_received_under(cast, changes):
    case = received(cast)
    expected = {each.requirement_code for each in case.materials.all()}
    with listed(**changes):
        receiving.accept(fresh(case), by=cast("wangfang"), at=after(0, 11))
        examining.examine(fresh(case), opinion="符合条件。", proposal="grant", by=cast("zhaomin"), at=after(1))
    assert {each.requirement_code for each in case.materials.all()} == expected
    promised = case.clocks.get(kind="promised")
    assert (promised.limit_value, promised.due_on) == (food_option().promised_limit.value, day(7))


@pytest.mark.req("R-077")
@pytest.mark.parametrize(
    "changes",
    [
        {"collector_name": "周游"},
        {"collector_id_number": "620200199508210031"},
        {"collector_name": "周游", "collector_id_number": "620200199508210031"},
        {"collector_name": "周游", "collector_id_number": "620200199508210031", "collector_kind": "agent"},
    ],
)
def test_nothing_is_handed_to_who_is_neither_applicant_nor_agent(cast, changes):
    case = issued(cast)
    with pytest.raises(WrongPerson):
        delivering.collect(case, given={**TAKEN, **changes}, by=cast("liuyang"), at=after(3))
    assert fresh(case).status == Status.ISSUED
    assert Delivery.objects.get(case=case).served_at is None


@pytest.mark.req("R-039")
@pytest.mark.parametrize("missing", ["ground", "fact"])
def test_a_no_without_ground_or_fact_is_not_said(cast, missing):
    case = received(cast)
    said = {"ground": "行政许可法 第三十二条第一款第一项", "fact": "依法不需要取得行政许可。"} | {missing: " "}
    with pytest.raises(Invalid):
        receiving.reject(case, given=said, by=cast("wangfang"), at=after(0, 11))
    assert fresh(case).status == Status.RECEIVED


@pytest.mark.req("R-041")
def test_an_on_the_spot_matter_is_decided_issued_and_collected_in_one_session(cast):
    with listed(case_type="on_the_spot", promised_limit=Span(value=0, unit="on_the_spot")):
        case = received(cast)
        examining.finish_on_the_spot(case, opinion="当场核对无误。", by=cast("chenli"), at=after(0, 10, 20))
        assert fresh(case).status == Status.GRANTED
        kinds = set(OfficialDocument.objects.filter(subject=case.chain).values_list("kind", flat=True))
        assert {"receipt", "acceptance_notice", "decision_grant"} <= kinds
        delivering.issue(fresh(case), result_number="JY1", by=cast("zhaomin"), at=after(0, 10, 25))
        delivering.collect(fresh(case), given=TAKEN, by=cast("liuyang"), at=after(0, 10, 30))
    assert fresh(case).status == Status.SERVED


@pytest.mark.req("R-041")
def test_an_on_the_spot_matter_left_open_is_red_when_its_day_is_over(cast):
    with listed(case_type="on_the_spot", promised_limit=Span(value=0, unit="on_the_spot")) as option:
        case = accepted(cast)
        lights = [
            next(each for each in clock_views(whole(case), option, on=on) if each.row.kind == "promised").reading.light
            for on in (day(0), day(1))
        ]
    assert lights[0] is not Light.RED
    assert lights[1] is Light.RED


@pytest.mark.req("R-035")
def test_an_incomplete_application_is_not_accepted_and_the_notice_is_on_the_register(cast):
    case = received(cast, without=("layout_plan",))
    with pytest.raises(receiving.NotComplete) as refused:
        receiving.accept(case, by=cast("wangfang"), at=after(0, 11))
    assert [each.pointer for each in refused.value.faults] == ["/materials/layout_plan"]
    assert fresh(case).status == Status.RECEIVED
    receiving.ask_correction(fresh(case), items=[], by=cast("wangfang"), at=after(0, 11))
    registered = CorrectionNotice.objects.get(case=case)
    assert (registered.given_at, registered.given_by_id) == (after(0, 11), cast("wangfang").staff_id)


@pytest.mark.req("R-041")
def test_only_a_matter_of_that_kind_is_finished_on_the_spot(cast):
    with pytest.raises(examining.NotOnTheSpot):
        examining.finish_on_the_spot(received(cast), opinion="同意。", by=cast("chenli"), at=after(0, 11))


@pytest.mark.req("R-001")
def test_a_place_with_a_case_cannot_be_deleted(cast):
    case = received(cast)
    venue = Venue.objects.get(pk=cast("wangfang").venue_id)
    Case.objects.filter(pk=case.pk).update(venue=venue)
    with pytest.raises(ProtectedError):
        venue.delete()


def test_a_served_case_takes_no_step_but_closing(cast):
    case = issued(cast)
    delivering.collect(case, given=TAKEN, by=cast("liuyang"), at=after(3))
    with pytest.raises(NotNow):
        delivering.collect(fresh(case), given=TAKEN, by=cast("liuyang"), at=after(3, 11))


@pytest.mark.req("R-008")
def test_begun_on_the_web_completed_at_the_window_corrected_on_the_phone_collected_at_a_station(cast):
    liqiang, wangfang = cast("liqiang"), cast("wangfang")
    draft = drafting.begin_draft(food_code(), by=liqiang, at=MONDAY, answers=ANSWERS)
    drafting.save_form(draft, FORM, revision=draft.revision, at=MONDAY)
    drafting.save_material(draft, "business_license", license_identifier=LICENSE, revision=draft.revision, at=MONDAY)
    number = draft.number

    at_window = draft_for_counter(wangfang, number, OF_LIQIANG, at=after(0, 11))
    for code in ("equipment_list", "safety_rules", "health_certificates"):
        drafting.add_file(at_window, code, stored_file(wangfang), by=wangfang, at=after(0, 11))
    drafting.submit_draft(at_window, form_of(at_window), by=wangfang, at=after(0, 11))
    case = Case.objects.get(number=number)
    assert lodged_form(case) == FORM
    receiving.ask_correction(fresh(case), items=[], by=wangfang, at=after(0, 11, 30))

    on_phone = replace(liqiang, channel="mobile")
    plan = [{"requirement_code": "layout_plan", "file_ids": [str(stored_file(liqiang).id)]}]
    receiving.correct(case_for(on_phone, number), materials=plan, by=on_phone, at=after(1))
    receiving.accept(fresh(case), by=wangfang, at=after(1, 11))
    examining.examine(fresh(case), opinion="符合条件。", proposal="grant", by=cast("zhaomin"), at=after(2))
    examining.review(fresh(case), opinion="同意。", by=cast("sunqiang"), at=after(2, 11))
    examining.grant(fresh(case), opinion="准予。", by=cast("chenli"), at=after(2, 15))
    delivering.issue(fresh(case), result_number="JY1", by=cast("zhaomin"), at=after(3))

    station = cast("hanyulan")
    assert station.venue_id != wangfang.venue_id
    delivering.collect(case_for(station, number), given=TAKEN, by=station, at=after(4))
    case = fresh(case)
    assert (case.number, case.status, lodged_form(case)) == (number, Status.SERVED, FORM)
