"""An OFD of one face (OFD版式文件), GB/T 33190-2016: its pages, its fonts, its seal and signature, in one package."""

import base64
import hashlib
import io
from collections.abc import Mapping
from datetime import UTC, datetime
from xml.sax.saxutils import escape, quoteattr

import segno

from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.kernel.signing import Signer
from tongban.foundation.kernel.signing.suites import SM2_SM3

from . import ses
from .face import FacePage
from .layout import HEIGHT, WIDTH, Sheet, Words, laid_out
from .package import pack
from .typeface import BOLD, REGULAR, subset

NAMESPACE = "http://www.ofdspec.org/2016"
SM3 = "1.2.156.10197.1.401"
IDENTIFIER = "电子证照标识"
DOC = "Doc_0"
SIGNATURES = f"{DOC}/Signs/Signatures.xml"
SIGNATURE = f"{DOC}/Signs/Sign_0/Signature.xml"
SIGNED_VALUE = f"{DOC}/Signs/Sign_0/SignedValue.dat"
UNSIGNED = frozenset({SIGNATURES, SIGNATURE, SIGNED_VALUE})
REGULAR_FONT, BOLD_FONT, QR_IMAGE, FIRST_PAGE = 1, 2, 3, 10
_PER_PAGE = 1000
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
SIGNATURE_LIST = (
    f'{_HEAD}<ofd:Signatures xmlns:ofd="{NAMESPACE}"><ofd:MaxSignId>1</ofd:MaxSignId>'
    '<ofd:Signature ID="1" Type="Seal" BaseLoc="Sign_0/Signature.xml"/></ofd:Signatures>'
).encode()


def write_ofd(page: FacePage, *, seal: bytes, by: Signer, at: datetime) -> bytes:
    """The sealed and signed OFD of a face; all but the signature itself is the same for the same face.

    A face may be older than the key that signs it; the signature never says so, or no verifier would believe it.
    """
    at = max(at, by.made_at)
    sheets = laid_out(page)
    members = _document(page, sheets)
    stamp = f"{DOC}/Signs/Sign_0/Seal.esl"
    members[stamp] = seal
    signature = _signature(members, sheets[-1], len(sheets), at)
    value = ses.sign(sm3(signature), sealed_with=seal, by=by, about=f"/{SIGNATURE}", at=at)
    return pack(members | {SIGNATURES: SIGNATURE_LIST, SIGNATURE: signature, SIGNED_VALUE: value})


def sm3(content: bytes) -> bytes:
    return hashlib.new("sm3", content).digest()


def _document(page: FacePage, sheets: list[Sheet]) -> dict[str, bytes]:
    texts: dict[bool, list[str]] = {False: [], True: []}
    for sheet in sheets:
        for each in sheet.words:
            texts[each.is_bold].append(each.text)
    code = io.BytesIO()
    segno.make(page.verify_url, error="m", micro=False).save(code, kind="png", scale=8, border=2)
    pages = {
        f"{DOC}/Pages/Page_{at}/Content.xml": _page(sheet, FIRST_PAGE + _PER_PAGE * at)
        for at, sheet in enumerate(sheets)
    }
    return {
        "OFD.xml": _root(page),
        f"{DOC}/Document.xml": _main(len(sheets)),
        f"{DOC}/PublicRes.xml": _fonts(),
        f"{DOC}/DocumentRes.xml": _pictures(),
        **pages,
        f"{DOC}/Res/Regular.ttf": subset(REGULAR, texts[False]),
        f"{DOC}/Res/Bold.ttf": subset(BOLD, texts[True]),
        f"{DOC}/Res/Code.png": code.getvalue(),
    }


def _root(page: FacePage) -> bytes:
    mark = hashlib.sha256(page.identifier.encode()).hexdigest()[:32]
    day = page.made_at.astimezone(LOCAL).date().isoformat()
    told = (
        f"<ofd:DocID>{mark}</ofd:DocID><ofd:Title>{_text(page.title)}</ofd:Title>"
        f"<ofd:Author>{_text(page.issuer)}</ofd:Author><ofd:CreationDate>{day}</ofd:CreationDate>"
        f'<ofd:Creator>Tongban</ofd:Creator><ofd:CustomDatas><ofd:CustomData Name="{IDENTIFIER}">'
        f"{_text(page.identifier)}</ofd:CustomData></ofd:CustomDatas>"
    )
    body = (
        f"<ofd:DocBody><ofd:DocInfo>{told}</ofd:DocInfo><ofd:DocRoot>{DOC}/Document.xml</ofd:DocRoot>"
        f"<ofd:Signatures>{SIGNATURES}</ofd:Signatures></ofd:DocBody>"
    )
    return _xml("OFD", body, ' Version="1.0" DocType="OFD"')


def _main(pages: int) -> bytes:
    rows = "".join(
        f'<ofd:Page ID="{FIRST_PAGE + _PER_PAGE * at}" BaseLoc="Pages/Page_{at}/Content.xml"/>' for at in range(pages)
    )
    common = (
        f"<ofd:MaxUnitID>{FIRST_PAGE + _PER_PAGE * pages}</ofd:MaxUnitID><ofd:PageArea>{_box()}</ofd:PageArea>"
        "<ofd:PublicRes>PublicRes.xml</ofd:PublicRes><ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>"
    )
    return _xml("Document", f"<ofd:CommonData>{common}</ofd:CommonData><ofd:Pages>{rows}</ofd:Pages>")


def _fonts() -> bytes:
    rows = "".join(
        f'<ofd:Font ID="{number}" FontName="Noto Sans SC {weight}" FamilyName="Noto Sans SC">'
        f"<ofd:FontFile>{weight}.ttf</ofd:FontFile></ofd:Font>"
        for number, weight in ((REGULAR_FONT, "Regular"), (BOLD_FONT, "Bold"))
    )
    return _xml("Res", f"<ofd:Fonts>{rows}</ofd:Fonts>", ' BaseLoc="Res"')


def _pictures() -> bytes:
    one = f'<ofd:MultiMedia ID="{QR_IMAGE}" Type="Image" Format="PNG"><ofd:MediaFile>Code.png</ofd:MediaFile>'
    return _xml("Res", f"<ofd:MultiMedias>{one}</ofd:MultiMedia></ofd:MultiMedias>", ' BaseLoc="Res"')


def _page(sheet: Sheet, first: int) -> bytes:
    rows = "".join(_words(each, first + 2 + at) for at, each in enumerate(sheet.words))
    if sheet.is_last:
        wide, high = sheet.qr[2:]
        rows += (
            f'<ofd:ImageObject ID="{first + _PER_PAGE - 1}" Boundary="{_numbers(sheet.qr)}" '
            f'CTM="{_numbers((wide, 0, 0, high, 0, 0))}" ResourceID="{QR_IMAGE}"/>'
        )
    layer = f'<ofd:Content><ofd:Layer ID="{first + 1}" Type="Body">{rows}</ofd:Layer></ofd:Content>'
    return _xml("Page", f"<ofd:Area>{_box()}</ofd:Area>{layer}")


def _words(words: Words, number: int) -> str:
    steps = words.steps
    boundary = _numbers((words.x, words.y, sum(steps) + 1, words.size * 1.4))
    deltas = f' DeltaX="{_numbers(steps[:-1])}"' if len(steps) > 1 else ""
    return (
        f'<ofd:TextObject ID="{number}" Boundary="{boundary}" Font="{BOLD_FONT if words.is_bold else REGULAR_FONT}" '
        f'Size="{_numbers((words.size,))}"><ofd:FillColor Value="{words.colour}"/>'
        f'<ofd:TextCode X="0" Y="{_numbers((words.size,))}"{deltas}>{_text(words.text)}</ofd:TextCode></ofd:TextObject>'
    )


def _signature(members: Mapping[str, bytes], last: Sheet, pages: int, at: datetime) -> bytes:
    when = at.astimezone(UTC).strftime("%Y%m%d%H%M%SZ")
    checks = "".join(
        f"<ofd:Reference FileRef={quoteattr('/' + name)}><ofd:CheckValue>{base64.b64encode(sm3(content)).decode()}"
        "</ofd:CheckValue></ofd:Reference>"
        for name, content in members.items()
    )
    page_id = FIRST_PAGE + _PER_PAGE * (pages - 1)
    told = (
        '<ofd:Provider ProviderName="Tongban" Version="1.0" Company="Tongban"/>'
        f"<ofd:SignatureMethod>{SM2_SM3}</ofd:SignatureMethod><ofd:SignatureDateTime>{when}</ofd:SignatureDateTime>"
        f'<ofd:References CheckMethod="{SM3}">{checks}</ofd:References>'
        f'<ofd:StampAnnot ID="1" PageRef="{page_id}" Boundary="{_numbers(last.seal)}"/>'
        "<ofd:Seal><ofd:BaseLoc>Seal.esl</ofd:BaseLoc></ofd:Seal>"
    )
    value = "<ofd:SignedValue>SignedValue.dat</ofd:SignedValue>"
    return _xml("Signature", f"<ofd:SignedInfo>{told}</ofd:SignedInfo>{value}")


def _xml(name: str, body: str, attributes: str = "") -> bytes:
    return f'{_HEAD}<ofd:{name} xmlns:ofd="{NAMESPACE}"{attributes}>{body}</ofd:{name}>'.encode()


def _box() -> str:
    return f"<ofd:PhysicalBox>0 0 {WIDTH:g} {HEIGHT:g}</ofd:PhysicalBox>"


def _numbers(values: "list[float] | tuple[float, ...]") -> str:
    return " ".join(f"{each:.3f}".rstrip("0").rstrip(".") for each in values)


def _text(words: str) -> str:
    """What XML may hold: control characters and lone surrogates are left out."""
    return escape("".join(each for each in words if each.isprintable() or each == "\u3000"))
