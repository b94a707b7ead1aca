import hashlib

import pytest
from django.db import connection

from tongban.foundation.kernel.actors import NOBODY, Actor
from tongban.foundation.kernel.errors import NotFound
from tongban.registers.documents import commands, holders, jobs, queries
from tongban.registers.documents.models import OfficialDocument, Verdict
from tongban.registers.documents.rules.papers import DocumentKind

from .cast import AGENCY, AT, CITY, WANG_FANG, agency, body, citizen
from .samples import pdf

pytestmark = pytest.mark.django_db


@pytest.fixture
def case_holders(monkeypatch):
    """Cases answer: 王芳 may see case 1, nobody sees case 2."""
    monkeypatch.setitem(holders.HOLDERS, "case", lambda actor, ref: ref == "1" and actor == WANG_FANG)


def document(**more):
    kind = more.pop("kind", DocumentKind.ACCEPTANCE_NOTICE)
    return commands.issue(
        kind, subject="case:1", agency=agency(), body=body(kind, **more), by=WANG_FANG, at=AT, number=""
    )


def test_an_upload_is_seen_by_its_uploader_alone(case_holders):
    liqiang, zhouyou = citizen(), citizen("zhouyou")
    file = commands.store(pdf(), name="a.pdf", by=liqiang, at=AT)
    assert queries.file_for(liqiang, file.pk) == file
    for other in (zhouyou, WANG_FANG, NOBODY, Actor(name="省平台", client="provincial-platform")):
        assert not queries.visible_to(other).exists()
        with pytest.raises(NotFound):
            queries.file_for(other, file.pk)


def test_an_attached_file_is_seen_by_whom_the_case_lets_see_it(case_holders):
    liqiang = citizen()
    file = commands.store(pdf(), name="a.pdf", by=liqiang, at=AT)
    commands.attach([file.pk], holder="case:1", by=liqiang)
    assert queries.file_for(WANG_FANG, file.pk) == file
    assert list(queries.visible_to(WANG_FANG, holder="case:1")) == [file]
    assert not queries.visible_to(WANG_FANG, holder="case:2").exists()
    with pytest.raises(NotFound):
        queries.file_for(liqiang, file.pk)


def test_a_holder_that_nobody_answers_for_is_seen_by_nobody():
    liqiang = citizen()
    file = commands.store(pdf(), name="a.pdf", by=liqiang, at=AT)
    commands.attach([file.pk], holder="bundle:1", by=liqiang)
    for actor in (liqiang, WANG_FANG):
        with pytest.raises(NotFound):
            queries.file_for(actor, file.pk)


def test_the_uploads_of_a_system_are_its_own():
    province, other = Actor(name="省平台", client="province"), Actor(name="税务", client="tax")
    file = commands.store(pdf(), name="a.pdf", by=province, at=AT)
    assert queries.visible_to(province).get() == file
    assert not queries.visible_to(other).exists()


def test_a_file_that_is_not_clean_is_not_opened():
    file = commands.store(pdf(), name="a.pdf", by=citizen(), at=AT)
    for verdict in (Verdict.SUSPICIOUS, Verdict.UNCHECKED):
        file.verdict = verdict
        with pytest.raises(NotFound):
            queries.open_content(file)


@pytest.mark.req("R-045")
def test_an_outsider_learns_from_the_code_what_he_needs_and_no_name():
    one = document(addressee="欧阳娜娜")
    found = queries.verification(f"{one.verification_code[:5].lower()} - {one.verification_code[5:]}", base_url=CITY)
    assert (found.kind, found.number, found.agency) == (DocumentKind.ACCEPTANCE_NOTICE, one.number, AGENCY)
    assert (found.addressee, found.issued_at) == ("欧**娜", AT)
    assert (found.content_hash, found.is_void, found.is_same_file) == (one.content_hash, False, None)


@pytest.mark.parametrize("code", ["", "AAAAAAAAAA", "' OR 1=1 --", "\u0000", "龑" * 999])
def test_a_code_that_is_none_is_declined(code):
    with pytest.raises(NotFound):
        queries.verification(code, base_url=CITY)


@pytest.mark.parametrize("is_kept", [False, True])
@pytest.mark.parametrize("is_void", [False, True])
def test_the_issued_file_is_told_from_every_other(is_kept, is_void):
    one = document()
    issued = queries.pdf_of(one, base_url=CITY)
    if is_kept:
        one = commands.keep_pdf(one, base_url=CITY, at=AT)
        sealed = queries.pdf_of(one, base_url=CITY)
        assert sealed.startswith(issued), "the seal follows what was issued"
    if is_void:
        one = commands.void(one, reason="写错了", by=WANG_FANG, at=AT)
        assert queries.pdf_of(one, base_url=CITY) != issued, "a void paper says that it is void"
    answers = [(issued, True), (issued + b" ", False)]
    for content, is_same in answers + ([(sealed, True), (sealed[:-1], False)] if is_kept else []):
        digest = hashlib.sha256(content).hexdigest().upper()
        found = queries.verification(one.verification_code, base_url=CITY, pdf_sha256=digest)
        assert (found.is_same_file, found.is_void) == (is_same, is_void)


def test_reading_a_pdf_writes_nothing():
    one = document()

    def refuse(execute, sql, params, many, context):
        assert sql.lstrip().upper().startswith("SELECT")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(refuse):
        queries.pdf_of(OfficialDocument.objects.get(pk=one.pk), base_url=CITY)


def test_a_timer_keeps_the_pdfs_that_are_not_kept_yet():
    jobs.keep_missing_pdfs()  # the city's own
    one = document()
    assert jobs.keep_missing_pdfs() == 1
    assert jobs.keep_missing_pdfs() == 0
    one.refresh_from_db()
    assert len(one.pdf_sha256) == 64


def test_a_document_is_seen_by_whom_its_case_lets_see_it(case_holders):
    one = document()
    assert queries.document_for(WANG_FANG, one.number) == one
    for actor, number in ((citizen("zhouyou"), one.number), (NOBODY, one.number), (WANG_FANG, "x"), (WANG_FANG, "\0")):
        with pytest.raises(NotFound):
            queries.document_for(actor, number)


def test_the_documents_of_a_subject_stand_in_order():
    one = document()
    assert list(queries.documents_of("case:1")) == [one]
    assert not queries.documents_of("case:11").exists()
