"""Records of visits and hearings (现场勘验记录): nothing ends without one, and everything missing is told at once."""

from datetime import timedelta

import msgspec
import pytest
from django.db import IntegrityError, transaction

from tongban.foundation.kernel.errors import Invalid
from tongban.handling.cases.commands import examining, inspecting
from tongban.handling.cases.models import InspectionRecord
from tongban.registers.catalog.content import Choice
from tongban.registers.documents.models import OfficialDocument

from .applying import stored_file
from .driving import HEARING, INSPECTION, accepted, after, day, listed, photo, record_of, recorded
from .invariants import assert_sound

MINUTES = msgspec.structs.replace(
    HEARING, participants="申请人、利害关系人", record_form=(Choice(value="heard", label="听证笔录"),)
)


@pytest.fixture
def case(cast):
    with listed(special_procedures=(INSPECTION, MINUTES)):
        case = accepted(cast)
        start(case, "inspection", cast)
        yield case


def start(case, code, cast):
    examining.start_special(case, code=code, reason="要到现场看。", by=cast("zhaomin"), at=after(1))


def finish(case, cast, code="inspection"):
    return examining.finish_special(case, code=code, result="符合。", by=cast("zhaomin"), at=after(2, 12))


def record(case, cast, **changes):
    by = cast("zhaomin")
    given = record_of(at=after(2), photos=[photo(by)]) | changes
    return inspecting.record_inspection(case, given=given, by=by, at=after(2))


@pytest.mark.req("R-048")
def test_a_visit_does_not_end_without_its_record_and_everything_missing_is_said(cast, case):
    with pytest.raises(inspecting.RecordMissing) as refusal:
        finish(case, cast)
    assert refusal.value.facts["missing"] == [
        *("时间", "地点", "2名以上办理人员", "现场情况", "勘验结论", "现场照片", "申请人或者代理人签字")
    ]
    recorded(case, cast("zhaomin"), at=after(2))
    finish(case, cast)
    assert_sound(case, on=day(2))


@pytest.mark.req("R-048")
def test_an_empty_record_is_refused_with_all_its_gaps_at_once(cast, case):
    with pytest.raises(Invalid) as refusal:
        inspecting.record_inspection(case, given={"code": "inspection"}, by=cast("zhaomin"), at=after(2))
    assert {fault.pointer for fault in refusal.value.faults} == {
        *("/began_at", "/ended_at", "/officers", "/place", "/photos", "/findings/facts", "/findings/conclusion"),
        *("/signature", "/signer"),
    }


@pytest.mark.req("R-048")
def test_the_record_has_time_place_two_officers_photos_and_a_signature(cast, case):
    kept = record(case, cast)
    assert kept.first_officer_id != kept.second_officer_id
    assert (kept.photos.count(), kept.signer, kept.place) == (1, "李强", "嘉峪关市雄关街道样例路1号")
    paper = OfficialDocument.objects.get(pk=kept.document_id)
    assert (paper.kind, paper.subject) == ("inspection_record", case.chain)
    told = {line["label"]: line["value"] for line in paper.body["lines"]}
    assert {"时间", "地点", "办理人员", "现场情况", "现场照片", "签字"} <= told.keys()
    assert told["办理人员"].count("工号") == 2
    assert_sound(case, on=day(2), secrets=("李强",))


@pytest.mark.req("R-048")
@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"officers": ["JY0063"]}, "/officers"),
        ({"officers": ["JY0063", "JY0063"]}, "/officers"),
        ({"officers": ["JY0063", "JY9999"]}, "/officers"),
        ({"ended_at": after(1, 9).isoformat()}, "/ended_at"),
        ({"ended_at": after(9).isoformat()}, "/ended_at"),
        ({"began_at": after(-3).isoformat()}, "/began_at"),
        ({"photos": ["not-a-file"]}, "/photos"),
        ({"signature": "picture"}, "/signature_files"),
        ({"signature": "refused"}, "/signature_note"),
    ],
)
def test_a_record_that_cannot_be_right_is_refused(cast, case, changes, pointer):
    with pytest.raises(Invalid) as refusal:
        record(case, cast, **changes)
    assert [fault.pointer for fault in refusal.value.faults] == [pointer]


def test_who_took_the_case_in_does_not_inspect_it(cast, case):
    wangfang = case.acceptor
    wangfang.agency_id, wangfang.roles = case.agency_id, ["counter", "examiner"]
    wangfang.save()
    with pytest.raises(Invalid):
        record(case, cast, officers=["JY0063", wangfang.number])


def test_a_photo_is_a_picture(cast, case):
    with pytest.raises(Invalid):
        record(case, cast, photos=[str(stored_file(cast("zhaomin")).pk)])


def test_a_signature_may_be_refused_with_a_witness_or_come_as_a_picture(cast, case):
    kept = record(case, cast, signature="refused", signature_note="当事人认为面积量错，社区王某见证。")
    assert kept.signature == "refused"


def test_a_hearing_with_a_form_of_its_own_ends_with_its_minutes(cast, case):
    start(case, "hearing", cast)
    with pytest.raises(inspecting.RecordMissing) as refusal:
        finish(case, cast, "hearing")
    assert "现场照片" not in refusal.value.facts["missing"]
    record(case, cast, code="hearing", findings={"heard": "双方陈述，无异议。"}, photos=[])
    finish(case, cast, "hearing")
    assert_sound(case, on=day(2))


def test_a_visit_is_recorded_once(cast, case):
    record(case, cast)
    with pytest.raises(Invalid):
        record(case, cast)


@pytest.mark.req("R-048")
def test_the_database_itself_wants_two_different_officers(cast, case):
    kept = record(case, cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        InspectionRecord.objects.filter(pk=kept.pk).update(second_officer=kept.first_officer_id)
    with pytest.raises(IntegrityError), transaction.atomic():
        InspectionRecord.objects.filter(pk=kept.pk).update(ended_at=kept.began_at - timedelta(hours=1))
