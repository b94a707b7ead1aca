"""The two files of a face: what other programs say of them, and that both say the same."""

import io
import shutil
import subprocess
import warnings
from dataclasses import replace
from datetime import UTC, timedelta

import pikepdf
import pytest
import zxingcpp
from asn1crypto import x509
from defusedxml import ElementTree
from PIL import Image, ImageFont
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from tongban.foundation.kernel.signing import Suite, der
from tongban.registers.documents.rules.files import inspect
from tongban.registers.documents.sealing import layout, ofd, package, ses, typeface
from tongban.registers.documents.sealing.picture import seal_picture
from tongban.registers.documents.sealing.provider import TestProvider

from . import cast

N = f"{{{ofd.NAMESPACE}}}"
PDFSIG, PDFTOTEXT = shutil.which("pdfsig"), shutil.which("pdftotext")


def run(program: str | None, *words: str, content: bytes = b"") -> str:
    return subprocess.run([program or "", *words], input=content, capture_output=True, check=False).stdout.decode()


@pytest.mark.skipif(PDFSIG is None, reason="pdfsig (poppler-utils) is not installed")
@pytest.mark.req("R-131")
def test_poppler_says_that_the_signature_is_valid_and_covers_everything(files, tmp_path):
    content = files[0]["pdf"]
    (tmp_path / "face.pdf").write_bytes(content)
    told = run(PDFSIG, str(tmp_path / "face.pdf"))
    assert "Signature is Valid" in told
    assert "Total document signed" in told
    assert "无法律效力" in told
    (tmp_path / "face.pdf").write_bytes(content[:5000] + bytes((content[5000] ^ 1,)) + content[5001:])
    assert "Signature is Valid" not in run(PDFSIG, str(tmp_path / "face.pdf"))


@pytest.mark.req("R-131")
def test_pyhanko_says_so_too(files):
    made, trusted = files
    signers = [x509.Certificate.load(each) for each in trusted.values() if b"\x81\x1c\xcf\x55\x01" not in each]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        reader = PdfFileReader(io.BytesIO(made["pdf"]))
        context = ValidationContext(trust_roots=signers, moment=cast.AT + timedelta(hours=1))
        status = validate_pdf_signature(reader.embedded_signatures[0], context)
    assert (status.intact, status.valid, status.coverage) == (True, True, SignatureCoverageLevel.ENTIRE_FILE)


def test_both_files_pass_our_own_inspection_of_uploads(files):
    assert inspect(files[0]["pdf"], "face.pdf").media_type == "application/pdf"
    assert inspect(files[0]["ofd"], "face.ofd").media_type == "application/ofd"


@pytest.mark.skipif(PDFTOTEXT is None, reason="pdftotext (poppler-utils) is not installed")
@pytest.mark.req("R-127")
def test_both_files_say_the_same(files):
    pdf_words = "".join(run(PDFTOTEXT, "-raw", "-", "-", content=files[0]["pdf"]).replace("\u200b", "").split())
    ofd_words = "".join("".join(told(files[0]["ofd"])).split())
    for label, value in cast.PAGE.rows:
        for words in (label, value):
            assert "".join(words.split()) in pdf_words
            assert "".join(words.split()) in ofd_words
    for words in (cast.PAGE.title, cast.PAGE.sample, cast.VERIFY_URL):
        assert words in pdf_words
        assert words in ofd_words


def test_both_codes_lead_to_the_verification(files):
    members = package.unpack(files[0]["ofd"])
    with Image.open(io.BytesIO(members["Doc_0/Res/Code.png"])) as code:
        found = zxingcpp.read_barcodes(code.convert("L"))
    assert [each.text for each in found] == [cast.VERIFY_URL]


def test_the_structure_of_the_ofd_is_the_standards(files):
    members = package.unpack(files[0]["ofd"])
    root = ElementTree.fromstring(members["OFD.xml"])
    assert (root.tag, root.get("DocType"), root.get("Version")) == (f"{N}OFD", "OFD", "1.0")
    main = root.findtext(f".//{N}DocRoot")
    document = ElementTree.fromstring(members[main])
    assert [each.tag for each in document] == [f"{N}CommonData", f"{N}Pages"]
    resources = [document.findtext(f".//{N}{kind}") for kind in ("PublicRes", "DocumentRes")]
    known = {each.get("ID") for name in resources for each in ElementTree.fromstring(members[f"Doc_0/{name}"]).iter()}
    numbers = []
    for page in document.iter(f"{N}Page"):
        content = ElementTree.fromstring(members[f"Doc_0/{page.get('BaseLoc')}"])
        numbers += [page.get("ID"), *(each.get("ID") for each in content.iter() if each.get("ID"))]
        for each in content.iter(f"{N}TextObject"):
            assert each.get("Font") in known
            code = each.find(f"{N}TextCode")
            assert len((code.get("DeltaX") or "").split()) == len(code.text) - 1
        assert all(each.get("ResourceID") in known for each in content.iter(f"{N}ImageObject"))
    assert len(numbers) == len(set(numbers))
    assert max(map(int, numbers)) <= int(document.findtext(f".//{N}MaxUnitID"))
    signature = ElementTree.fromstring(members[ofd.SIGNATURE])
    assert signature.find(f".//{N}StampAnnot").get("PageRef") in numbers
    assert root.findtext(f".//{N}Signatures") in members


@pytest.mark.req("R-127")
def test_a_face_older_than_the_key_is_not_signed_before_there_was_the_key(own_keys):
    provider = TestProvider()
    signer = provider.signer(Suite.GUOMI, at=cast.AT)
    old = replace(cast.PAGE, made_at=cast.AT - timedelta(days=400))
    made = ofd.write_ofd(old, seal=provider.seal(at=cast.AT), by=signer, at=old.made_at)
    members = package.unpack(made)
    assert ses.parsed(members[ofd.SIGNED_VALUE]).signed_at == signer.made_at.replace(microsecond=0)
    told = ElementTree.fromstring(members[ofd.SIGNATURE]).findtext(f".//{N}SignatureDateTime")
    assert told == signer.made_at.astimezone(UTC).strftime("%Y%m%d%H%M%SZ")


def test_the_seal_is_a_picture_that_its_maker_signed(files):
    value = der.read(package.unpack(files[0]["ofd"])[ofd.SIGNED_VALUE])
    seal = value.inner[0].inner[1]
    assert seal.whole == package.unpack(files[0]["ofd"])["Doc_0/Signs/Sign_0/Seal.esl"]
    info = seal.inner[0].inner
    assert [each.content for each in info[0].inner] == [b"ES", b"\x04", b"TONGBAN"]
    assert "测试专用章" in info[2].inner[1].content.decode()
    assert info[3].inner[1].content == seal_picture()
    assert ses.parsed(value.whole).certificate == info[2].inner[3].inner[0].content


@pytest.mark.parametrize("path", [typeface.REGULAR, typeface.BOLD])
def test_the_small_font_draws_the_same_letters(path, tmp_path):
    (tmp_path / "small.ttf").write_bytes(typeface.subset(path, ["李强 2026 (甲)"]))
    small, whole = typeface.Font(tmp_path / "small.ttf"), typeface.font(path)
    for letter in "李强2026(甲)":
        ours, theirs = small.characters[ord(letter)], whole.characters[ord(letter)]
        assert small.measure(ours) == whole.measure(theirs)
        assert small.outline(ours).rstrip(b"\0") == whole.outline(theirs).rstrip(b"\0")
    drawn = ImageFont.truetype(tmp_path / "small.ttf", 60).getlength("李强2026")
    assert drawn == ImageFont.truetype(path, 60).getlength("李强2026")


def test_a_long_face_goes_on_over_pages_and_the_seal_is_on_the_last(files, own_keys):
    long = replace(cast.PAGE, lines=tuple((f"要素{each}", "很长的内容，" * 60) for each in range(12)))
    sheets = layout.laid_out(long)
    assert len(sheets) > 1
    assert [each.is_last for each in sheets] == [False] * (len(sheets) - 1) + [True]
    assert all(words.y < layout.HEIGHT and words.x >= 0 for each in sheets for words in each.words)
    members = package.unpack(cast.ofd(long))
    assert sum(name.endswith("Content.xml") for name in members) == len(sheets)
    with pikepdf.open(io.BytesIO(cast.pdf(long))) as paper:
        assert "/Annots" in paper.pages[-1]


def told(content: bytes) -> list[str]:
    """The words of an OFD in their order, as any reader finds them."""
    members = package.unpack(content)
    pages = sorted(name for name in members if name.endswith("Content.xml"))
    return [each.text or "" for name in pages for each in ElementTree.fromstring(members[name]).iter(f"{N}TextCode")]
