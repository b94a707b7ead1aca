"""What stands on the files of an edition (版式文件), and the files themselves."""

from tongban.registers.documents import shelf
from tongban.registers.documents.rendering.sheet import chinese_day, typeset
from tongban.registers.documents.sealing.face import FacePage
from tongban.registers.licenses.models import License, LicenseEdition, LicenseFile
from tongban.registers.licenses.rules.faces import lines
from tongban.registers.licenses.rules.validity import LONG

from .faces import face_of

VERIFY_PATH = "/verify/license"


def page_of(edition: LicenseEdition, *, base_url: str) -> FacePage:
    """The page of an edition, from what it says alone; the same for PDF and OFD."""
    owner = edition.license
    told = tuple((typeset(label), typeset(value)) for label, value in lines(owner.type.face, face_of(edition)))
    first, last = chinese_day(edition.valid_from), edition.valid_to
    return FacePage(
        title=owner.type.name,
        identifier=edition.identifier,
        number=owner.number,
        lines=told,
        issuer=owner.issuer.name,
        issued_on=chinese_day(edition.issued_on),
        term=f"{first}至{chinese_day(last)}" if last else f"{first}起，{LONG}",
        verify_url=verification_url(edition.identifier, base_url=base_url),
        made_at=edition.recorded_at,
    )


def verification_url(identifier: str, *, base_url: str) -> str:
    """Where the code on the file leads (证照核验页)."""
    return f"{base_url.rstrip('/')}{VERIFY_PATH}?identifier={identifier}"


def content_of(file: LicenseFile) -> bytes:
    """The bytes of a file, from the shelf."""
    with shelf.take(bytes(file.sha256)) as kept:
        return kept.read()


def files_of(license: License) -> list[LicenseFile]:
    """The files of the edition that holds (one statement); none until they are made."""
    rows = LicenseFile.objects.filter(edition__license=license, edition__number=license.edition_number)
    return list(rows.order_by("-kind"))
