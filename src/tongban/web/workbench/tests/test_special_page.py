"""The page of a special procedure (W13): times offered and booked, the record filled in, gaps told at once."""

from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import now
from tongban.handling.cases.commands import examining, receiving
from tongban.handling.cases.models import Case, InspectionRecord, Slot
from tongban.handling.cases.tests.driving import INSPECTION, listed
from tongban.registers.documents.models import StoredFile

from .test_pages import statements

AtDesk = Callable[[str], Client]
Person = Callable[[str], Actor]


def picture(name: str = "现场.png") -> SimpleUploadedFile:
    blob = BytesIO()
    Image.new("RGB", (400, 300), "white").save(blob, "PNG")
    return SimpleUploadedFile(name, blob.getvalue(), "image/png")


@pytest.fixture
def case(received: Callable[..., Case], person: Person):
    with listed(special_procedures=(INSPECTION,)):
        case = received()
        receiving.accept(case, by=person("wangfang"), at=now())
        case = Case.objects.select_related("applicant", "agency").get(pk=case.pk)
        examining.start_special(case, code="inspection", reason="要到现场看。", by=person("zhaomin"), at=now())
        yield case


def page_of(case: Case) -> str:
    return f"/workbench/cases/{case.number}/special/inspection"


def version(case: Case) -> int:
    return Case.objects.get(pk=case.pk).version


OFFICERS = ["JY0063", "JY0064"]


@pytest.mark.req("R-049")
def test_times_are_offered_and_the_window_books_one_for_the_applicant(case: Case, at_desk: AtDesk) -> None:
    day = (now() + timedelta(days=3)).date().isoformat()
    examiner, counter = at_desk("zhaomin"), at_desk("wangfang")
    sent = {"act": "offer_slots", "version": version(case), "officers": OFFICERS}
    sent |= {"day-0": day, "from-0": "10:00", "to-0": "11:00", "place-0": "样例路1号"}
    assert examiner.post(page_of(case), sent).status_code == 302
    slot = Slot.objects.get()
    assert "申请人选这个" in counter.get(page_of(case)).content.decode()
    booked = {"act": "book_slot", "slot": slot.pk, "version": version(case)}
    assert counter.post(page_of(case), booked).status_code == 302
    assert "10:00至11:00" in examiner.get(page_of(case)).content.decode()
    assert "约在" in examiner.get(f"/workbench/cases/{case.number}").content.decode()
    cancelled = {"act": "cancel_slot", "slot": slot.pk, "reason": "下雨改期", "version": version(case)}
    assert examiner.post(page_of(case), cancelled).status_code == 302
    assert "下雨改期" in examiner.get(page_of(case)).content.decode()


@pytest.mark.req("R-048")
def test_a_record_with_gaps_comes_back_with_all_of_them_and_what_was_typed(case: Case, at_desk: AtDesk) -> None:
    examiner = at_desk("zhaomin")
    sent = {"act": "record_inspection", "version": version(case), "place": "样例路1号", "photos": picture()}
    answer = examiner.post(page_of(case), sent)
    said = answer.content.decode()
    assert answer.status_code == 422
    for words in ("请填写开始时间", "名以上办理人员", "请填写“现场情况”", "请选择申请人或者代理人怎么签字"):
        assert words in said
    assert 'value="样例路1号"' in said
    kept = str(StoredFile.objects.get(name="现场.png").pk)
    assert kept in said
    today = now()
    whole = {
        "act": "record_inspection",
        "version": version(case),
        "place": "样例路1号",
        "kept-photos": kept,
        "day": today.date().isoformat(),
        "from": "00:00",
        "to": "00:00",
        "officers": OFFICERS,
        "finding-facts": "布局一致。",
        "finding-conclusion": "符合。",
        "signature": "typed",
        "signer": "李强",
        "signer_kind": "applicant",
    }
    assert examiner.post(page_of(case), whole).status_code == 302
    record = InspectionRecord.objects.get()
    assert record.photos.count() == 1
    shown = examiner.get(page_of(case)).content.decode()
    assert record.document.number in shown
    assert "布局一致。" in shown
    with closing(examiner.get(f"/workbench/files/{kept}")) as photo:
        assert photo.status_code == 200


def test_the_page_is_for_who_sees_the_case_and_costs_little(case: Case, at_desk: AtDesk) -> None:
    assert at_desk("liqiang").get(page_of(case)).status_code in (302, 403)
    assert at_desk("zhaomin").get(page_of(case) + "x").status_code == 404
    assert statements(at_desk("zhaomin"), page_of(case)) <= 7
