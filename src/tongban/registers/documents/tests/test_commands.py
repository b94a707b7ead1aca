from contextlib import suppress
from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tongban.foundation.kernel.actors import NOBODY, Actor
from tongban.foundation.kernel.errors import Invalid, NotNow, NotYours, TooMany
from tongban.foundation.ledger.models import Entry
from tongban.registers.documents import commands, queries, shelf
from tongban.registers.documents.models import OfficialDocument, StoredFile, TrustLevel, Verdict
from tongban.registers.documents.rules.papers import DocumentKind

from .cast import AT, CITY, WANG_FANG, agency, body, citizen
from .samples import pdf, picture

pytestmark = pytest.mark.django_db
ACCEPTANCE = DocumentKind.ACCEPTANCE_NOTICE


def issued(office=None, kind=ACCEPTANCE, **more):
    given: dict[str, Any] = {
        "subject": "case:1",
        "agency": office or agency(),
        "body": body(kind),
        "by": WANG_FANG,
        "at": AT,
    }
    return commands.issue(kind, **(given | more))


def test_a_stored_file_lies_by_its_hash_and_waits_for_an_original_check():
    file = commands.store(pdf(2), name="C:\\材料.pdf", by=citizen(), at=AT)
    assert (file.name, file.pages, file.trust_level, file.verdict) == ("材料.pdf", 2, TrustLevel.C, Verdict.CLEAN)
    place = shelf.place_of(bytes(file.sha256))
    assert place.parts[-3:] == (file.digest[:2], file.digest[2:4], file.digest)
    assert place.stat().st_mode & 0o077 == 0
    with queries.open_content(file) as content:
        assert content.read().startswith(b"%PDF-")


def test_the_same_content_lies_once_and_no_draft_stays_behind(data_folder):
    by, content = citizen(), picture()
    first, second = (commands.store(content, name="a.png", by=by, at=AT) for _ in range(2))
    assert first.pk != second.pk
    assert first.digest == second.digest
    assert len([each for each in data_folder.rglob("*") if each.is_file()]) == 1


def test_a_torn_content_is_laid_anew():
    digest = shelf.put(b"whole")
    shelf.place_of(digest).write_bytes(b"who")
    shelf.put(b"whole")
    with shelf.take(digest) as content:
        assert content.read() == b"whole"


def test_a_declined_file_leaves_nothing_behind(data_folder):
    with pytest.raises(Invalid):
        commands.store(b"MZ", name="a.pdf", by=citizen(), at=AT)
    assert not StoredFile.objects.exists()
    assert not list(data_folder.rglob("*"))


def test_a_stream_is_read_no_further_than_the_limit():
    class Endless(BytesIO):
        def read(self, size=-1):
            assert size <= 20 * 1024 * 1024 + 1
            return b"%PDF-" + bytes(size - 5)

    with pytest.raises(Invalid) as declined:
        commands.store(Endless(), name="a.pdf", by=citizen(), at=AT)
    assert declined.value.faults[0].code == "too_large"


def test_a_guest_stores_nothing():
    with pytest.raises(NotYours):
        commands.store(pdf(), name="a.pdf", by=NOBODY, at=AT)


def filled(by, count, size, at):
    blank = {"sha256": bytes(32), "media_type": "application/pdf", "name": "a.pdf"}
    StoredFile.objects.bulk_create(
        StoredFile(**blank, size=size, uploaded_by_id=by.account_id, client=by.client, uploaded_at=at)
        for _ in range(count)
    )


def test_sixty_files_an_hour_are_enough_and_the_hour_passes():
    by = citizen()
    filled(by, 60, 1, AT)
    with pytest.raises(TooMany):
        commands.store(pdf(), name="a.pdf", by=by, at=AT)
    assert commands.store(pdf(), name="a.pdf", by=by, at=AT + timedelta(hours=1))


def test_half_a_gigabyte_a_day_is_enough_and_others_are_not_counted():
    by, other = citizen(), Actor(name="省平台", client="provincial-platform")
    filled(by, 25, 20 * 1024 * 1024, AT - timedelta(hours=5))
    with pytest.raises(TooMany):
        commands.store(pdf(), name="a.pdf", by=by, at=AT)
    assert commands.store(pdf(), name="a.pdf", by=other, at=AT)


def test_files_are_attached_all_or_none():
    by = citizen()
    mine, also_mine = (commands.store(pdf(n), name="a.pdf", by=by, at=AT) for n in (1, 2))
    foreign = commands.store(pdf(), name="a.pdf", by=citizen("zhouyou"), at=AT)
    for wanted in ([mine.pk, foreign.pk], [mine.pk, uuid4()]):
        with pytest.raises(Invalid):
            commands.attach(wanted, holder="case:1", by=by)
    assert not StoredFile.objects.exclude(holder="").exists()
    commands.attach([mine.pk, also_mine.pk], holder="case:1", by=by)
    commands.attach([mine.pk], holder="case:1", by=by)
    with pytest.raises(Invalid):
        commands.attach([mine.pk], holder="case:2", by=by)


def test_a_clerk_who_saw_the_original_raises_the_trust_once_and_by_name():
    liqiang = citizen()
    file = commands.store(pdf(), name="a.pdf", by=liqiang, at=AT)
    with pytest.raises(NotYours):
        commands.confirm_original(file, by=liqiang, at=AT)
    assert commands.confirm_original(file, by=WANG_FANG, at=AT).trust_level == TrustLevel.B
    assert Entry.objects.get(chain=f"file:{file.pk}").by_name == "王芳"
    with pytest.raises(NotNow):
        commands.confirm_original(file, by=WANG_FANG, at=AT)


def test_a_document_is_numbered_with_the_mark_of_its_agency():
    office = agency()
    assert issued(office).number == "市市场监管局受〔2026〕1号"
    commands.set_mark(office, "嘉试监", by=WANG_FANG, at=AT)
    assert issued(office).number == "嘉试监受〔2026〕2号"
    assert issued(office, DocumentKind.CORRECTION_NOTICE).number == "嘉试监告〔2026〕1号"
    assert issued(office, at=AT.replace(year=2027)).number == "嘉试监受〔2027〕1号"


def test_the_year_of_a_number_is_the_year_of_the_city():
    new_year = AT.replace(month=12, day=31, hour=23, minute=59) + timedelta(minutes=1)
    assert "〔2027〕1号" in issued(at=new_year.astimezone(tz=None)).number


@pytest.mark.parametrize("mark", ["", "嘉", "JSJ", "嘉市监受〔2026〕", "嘉" * 13])
def test_a_mark_is_a_few_chinese_characters(mark):
    with pytest.raises(Invalid):
        commands.set_mark(agency(), mark, by=WANG_FANG, at=AT)


def test_issuing_takes_two_statements_and_a_receipt_one():
    office = agency()
    with (
        CaptureQueriesContext(
            connection,
        ) as with_series,
        transaction.atomic(),
    ):
        issued(office)
    with CaptureQueriesContext(connection) as receipt, transaction.atomic():
        issued(office, DocumentKind.RECEIPT, number="JY26-01")
    assert len(work(with_series)) == 2  # draw the number · insert the document
    assert len(work(receipt)) == 1  # insert the document


def work(captured):
    return [each for each in captured.captured_queries if "SAVEPOINT" not in each["sql"]]


def test_a_rollback_gives_the_number_back():
    office = agency()
    with pytest.raises(Invalid), transaction.atomic():
        issued(office, body=body(ACCEPTANCE, dues=()))
    with suppress(RuntimeError), transaction.atomic():
        issued(office)
        raise RuntimeError
    assert issued(office).number.endswith("〕1号")


@pytest.mark.req("R-045")
def test_numbers_reserved_for_a_place_without_network_are_its_own():
    office = agency()
    issued(office)
    reserved = commands.reserve_range(
        ACCEPTANCE, agency=office, year=2026, count=10, holder="新城镇便民服务中心", by=WANG_FANG, at=AT
    )
    assert (reserved.first, reserved.last) == (2, 11)
    assert issued(office).number.endswith("〕12号"), "those on line go on behind the range"
    assert issued(office, number="市市场监管局受〔2026〕7号").number.endswith("〕7号")
    with pytest.raises(NotNow):
        issued(office, number="市市场监管局受〔2026〕7号")
    for wrong in ("市市场监管局受〔2026〕12号", "市市场监管局受〔2026〕1号", "市公安局受〔2026〕8号", "8号"):
        with pytest.raises(Invalid):
            issued(office, number=wrong)
    assert Entry.objects.filter(chain=f"series:{reserved.series_id}", verb="reserve").count() == 1


@pytest.mark.parametrize("count", [0, -1, 1001])
def test_a_range_has_a_sensible_size(count):
    with pytest.raises(Invalid):
        commands.reserve_range(ACCEPTANCE, agency=agency(), year=2026, count=count, holder="x", by=WANG_FANG, at=AT)


@pytest.mark.parametrize(
    "change",
    [
        "number = 'x'",
        "body = '{}'",
        "issued_at = now()",
        "content_hash = 'x'",
        "verification_code = 'x'",
        "kind = 'rejection'",
        "subject = 'case:2'",
        "issued_by_name = 'x'",
        "is_void = true",
    ],
)
def test_the_database_refuses_to_change_an_issued_document(change):
    document = issued()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE documents_officialdocument SET {change} WHERE id = %s", [document.pk])


def test_the_database_refuses_to_delete_an_issued_document():
    document = issued()
    with pytest.raises(DatabaseError), transaction.atomic():
        document.delete()
    assert OfficialDocument.objects.filter(number=document.number).exists()


def test_a_void_document_stays_says_why_and_cannot_be_revived():
    document = commands.void(issued(), reason="收件人姓名写错", by=WANG_FANG, at=AT)
    assert (document.is_void, document.void_reason, document.voided_by) == (True, "收件人姓名写错", "staff:7")
    assert Entry.objects.get(chain=f"document:{document.pk}").facts == {"number": document.number}
    with pytest.raises(NotNow):
        commands.void(document, reason="再来一次", by=WANG_FANG, at=AT)
    with pytest.raises(DatabaseError), transaction.atomic():
        OfficialDocument.objects.update(is_void=False, voided_at=None, void_reason="", voided_by="")


def test_nothing_is_void_without_a_reason():
    with pytest.raises(Invalid):
        commands.void(issued(), reason=" ", by=WANG_FANG, at=AT)


def test_a_kept_pdf_is_kept_once_and_never_exchanged():
    document = commands.keep_pdf(issued(), base_url=CITY, at=AT)
    again = commands.keep_pdf(document, base_url="https://elsewhere.example", at=AT)
    assert document.pdf_sha256 == again.pdf_sha256
    assert StoredFile.objects.get().holder == f"document:{document.pk}"
    with pytest.raises(DatabaseError), transaction.atomic():
        OfficialDocument.objects.update(pdf_sha256="0" * 64)
