"""A PDF of one face (PDF版式文件), PDF/A-2b set by typst, then signed as PAdES with a seal that is seen."""

import io
from dataclasses import asdict
from pathlib import Path

from asn1crypto import algos, x509
from PIL import Image
from pyhanko.pdf_utils.images import PdfImage
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.signers import Signer as PyhankoSigner
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from tongban.foundation.kernel.signing import Signer
from tongban.registers.documents.rendering.pdf import set_form
from tongban.registers.documents.rendering.sheet import qr_svg

from .face import SEAL_BOTTOM_MM, SEAL_LEFT_MM, SEAL_MM, AnnotatedCopy, FacePage

FORM = Path(__file__).with_name("face.typ")
FIELD = "Seal1"
FACE_SEAL = (SEAL_LEFT_MM, SEAL_BOTTOM_MM, SEAL_MM)
PAPER_SEAL = (185.5, 8, 20)
"""Where the seal stands on the last page, in millimetres: from the left, from below, its side. That of papers stands in
the margin to the right of the text, so that it covers no word however long the paper is."""
_END = b"%%EOF"
_POINTS = 72 / 25.4
ROOM = 8192  # bytes set aside for the signature


def write_pdf(page: FacePage, *, picture: bytes, by: Signer, copy: AnnotatedCopy | None = None) -> bytes:
    """The sealed and signed PDF of a face; as a copy for one purpose it says so on each page, and in its signature."""
    plain = asdict(page) | {"rows": page.rows, "qr": qr_svg(page.verify_url), "copy": asdict(copy) if copy else None}
    about = copy.mark if copy is not None else page.identifier
    return sign_pdf(set_form(FORM, plain, at=page.made_at), about=about, picture=picture, by=by)


def sign_pdf(
    content: bytes, *, about: str, picture: bytes, by: Signer, where: tuple[float, float, float] = FACE_SEAL
) -> bytes:
    """Sign a PDF that we made; `about` (an identifier, ASCII) stands in the signature as its reason.

    What was made stays as it is, to the byte; the seal and the signature follow it.
    """
    writer = IncrementalPdfFileWriter(io.BytesIO(content))
    left, bottom, side = (each * _POINTS for each in where)
    box = (round(left), round(bottom), round(left + side), round(bottom + side))
    with Image.open(io.BytesIO(picture)) as drawn:
        style = StaticStampStyle(border_width=0, background=PdfImage(drawn.copy()), background_opacity=1)
    told = PdfSignatureMetadata(field_name=FIELD, md_algorithm="sha256", reason=about, subfilter=SigSeedSubFilter.PADES)
    signer = PdfSigner(told, _Hand(by), stamp_style=style, new_field_spec=SigFieldSpec(FIELD, on_page=-1, box=box))
    return bytes(signer.sign_pdf(writer, bytes_reserved=ROOM).getvalue())


def unsealed(content: bytes) -> bytes:
    """A PDF of ours as it was before it was signed (盖章前的文件): its beginning; one without a seal is all of it."""
    return content[: content.index(_END) + len(_END)]


class _Hand(PyhankoSigner):
    """Our signer, as pyHanko asks for one."""

    def __init__(self, by: Signer) -> None:
        super().__init__(
            signing_cert=x509.Certificate.load(by.certificate),
            cert_registry=SimpleCertificateStore(),  # type: ignore[no-untyped-call]
            signature_mechanism=algos.SignedDigestAlgorithm({"algorithm": "sha256_ecdsa"}),
            embed_roots=False,
        )
        self._by = by

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        return bytes(72) if dry_run else self._by.sign(data)
