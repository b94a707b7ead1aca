"""The files of an edition (版式文件): PDF and OFD, made once, laid on the shelf, never made again."""

from datetime import datetime

from django.db import transaction

from tongban.foundation.kernel.signing import Suite
from tongban.registers.documents import shelf
from tongban.registers.documents.sealing.ofd import write_ofd
from tongban.registers.documents.sealing.pdf import write_pdf
from tongban.registers.documents.sealing.provider import BOUND
from tongban.registers.licenses.models import License, LicenseEdition, LicenseFile, Rendition
from tongban.registers.licenses.queries.files import page_of


@transaction.atomic
def make_files(edition: LicenseEdition, *, base_url: str, at: datetime) -> list[LicenseFile]:
    """Seal and sign what is missing (制作版式文件); an edition that has both files is left as it is (one query).

    The files say what the edition says; whether it is still in force, the register tells.
    """
    License.objects.select_for_update().only("pk").get(pk=edition.license_id)  # an edition never changes, nor is locked
    missing = set(Rendition.values) - set(edition.files.values_list("kind", flat=True))
    if not missing:
        return []
    provider, page = BOUND[0], page_of(edition, base_url=base_url)
    made = []
    if Rendition.PDF in missing:
        signer = provider.signer(Suite.INTL, at=at)
        made.append(_kept(edition, Rendition.PDF, write_pdf(page, picture=provider.picture(), by=signer), at))
    if Rendition.OFD in missing:
        signer = provider.signer(Suite.GUOMI, at=at)
        made.append(_kept(edition, Rendition.OFD, write_ofd(page, seal=provider.seal(at=at), by=signer, at=at), at))
    return made


def _kept(edition: LicenseEdition, kind: Rendition, content: bytes, at: datetime) -> LicenseFile:
    digest = shelf.put(content)
    return LicenseFile.objects.create(edition=edition, kind=kind, sha256=digest, size=len(content), made_at=at)
