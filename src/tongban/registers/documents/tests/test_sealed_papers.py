"""Papers with an electronic seal (电子印章): signed when they are kept, whole or altered, and never sealed twice."""

import io
import shutil
import subprocess

import pikepdf
import pytest

from tongban.registers.documents import commands, jobs, queries, shelf
from tongban.registers.documents.models import OfficialDocument
from tongban.registers.documents.rendering.pdf import render_as_issued
from tongban.registers.documents.rules.papers import DocumentKind, Line
from tongban.registers.documents.sealing.pdf import unsealed
from tongban.registers.documents.sealing.provider import BOUND
from tongban.registers.documents.sealing.verdicts import Standing, verify_file

from .cast import AT, CITY, WANG_FANG, agency, body

pytestmark = pytest.mark.django_db
PDFSIG = shutil.which("pdfsig")
MM = 72 / 25.4


def issued(kind: DocumentKind = DocumentKind.ACCEPTANCE_NOTICE, **more: object) -> OfficialDocument:
    return commands.issue(kind, subject="case:1", agency=agency(), body=body(kind, **more), by=WANG_FANG, at=AT)


def kept(document: OfficialDocument) -> bytes:
    return queries.pdf_of(commands.keep_pdf(document, base_url=CITY, at=AT), base_url=CITY)


@pytest.mark.req("R-045", "R-131")
def test_an_outsider_is_told_whose_seal_stands_under_a_paper_when_it_was_set_and_that_it_is_a_test(settings, tmp_path):
    settings.DATA = tmp_path
    one = issued()
    assert queries.verification(one.verification_code, base_url=CITY).seal is None, "not sealed yet"
    file = commands.keep_pdf(one, base_url=CITY, at=AT)
    seal = queries.verification(one.verification_code, base_url=CITY).seal
    assert seal is not None
    assert (seal.standing, seal.is_test) == (Standing.WHOLE, True)
    assert "无法律效力" in seal.signer
    assert seal.at is not None
    place = shelf.place_of(bytes.fromhex(file.pdf_sha256))
    place.chmod(0o600)
    place.write_bytes(place.read_bytes().replace(b"%%EOF", b"%%EOE", 1))
    altered = queries.verification(one.verification_code, base_url=CITY).seal
    assert altered is not None
    assert (altered.standing, altered.at) == (Standing.ALTERED, None)


@pytest.mark.req("R-131")
@pytest.mark.parametrize("kind", [DocumentKind.ACCEPTANCE_NOTICE, DocumentKind.DECISION_GRANT])
def test_our_own_verifier_finds_a_kept_paper_whole_and_names_it(kind):
    one = issued(kind)
    found = verify_file(kept(one), trusted=BOUND[0].trusted())
    assert (found.standing, found.identifier) == (Standing.WHOLE, one.verification_code)
    assert "无法律效力" in found.signer


@pytest.mark.req("R-131")
def test_a_changed_byte_fails_wherever_it_is():
    content, trusted = kept(issued()), BOUND[0].trusted()
    for place in range(20, len(content), len(content) // 60):
        changed = content[:place] + bytes((content[place] ^ 1,)) + content[place + 1 :]
        assert not verify_file(changed, trusted=trusted).is_whole, place


@pytest.mark.skipif(PDFSIG is None, reason="pdfsig (poppler-utils) is not installed")
@pytest.mark.req("R-131")
def test_poppler_finds_the_signature_valid_and_a_changed_byte_invalid(tmp_path):
    content, path = kept(issued()), tmp_path / "paper.pdf"
    for blob, is_valid in ((content, True), (content[:5000] + bytes((content[5000] ^ 1,)) + content[5001:], False)):
        path.write_bytes(blob)
        said = subprocess.run([PDFSIG or "", str(path)], capture_output=True, check=False).stdout.decode()
        assert ("Signature is Valid" in said) is is_valid
        if is_valid:
            assert "Total document signed" in said
            assert "无法律效力" in said


@pytest.mark.req("R-131")
def test_the_seal_stands_in_the_margin_of_the_last_page():
    lines = tuple(Line(label=f"事项{each}", value="很长的内容，" * 20) for each in range(40))
    content = kept(issued(lines=lines))
    with pikepdf.open(io.BytesIO(content)) as paper:
        assert len(paper.pages) > 1
        assert all("/Annots" not in page for page in list(paper.pages)[:-1])
        left, _, right, top = (float(each) for each in paper.pages[-1].Annots[0].Rect)
    assert left >= 185 * MM
    assert right <= 206 * MM
    assert top <= 30 * MM


def test_what_was_shown_before_it_was_sealed_is_its_beginning():
    one = issued()
    before = render_as_issued(one, base_url=CITY)
    content = kept(one)
    assert unsealed(content) == before
    assert unsealed(before) == before


def test_a_slip_without_a_seal_is_kept_without_one():
    one = issued(seal="")
    assert kept(one) == render_as_issued(one, base_url=CITY)


def test_a_paper_that_was_kept_before_stays_as_it_is():
    one = issued()
    OfficialDocument.objects.filter(pk=one.pk).update(pdf_sha256="a" * 64)
    jobs.keep_missing_pdfs()
    assert commands.keep_pdf(one, base_url=CITY, at=AT).pdf_sha256 == "a" * 64
