"""What licences do when the ledger tells of a new edition: its files are made; idempotent."""

from django.conf import settings

from tongban.foundation.ledger.models import Entry

from .commands import make_files
from .models import LicenseEdition


def files_are_made(entry: Entry) -> None:
    """制作版式文件: of the edition that this entry tells of, once, however often this is heard."""
    rows = LicenseEdition.objects.select_related("license__type", "license__issuer")
    edition = rows.filter(identifier=entry.facts.get("identifier", "")).first()
    if edition is not None:
        make_files(edition, base_url=settings.PUBLIC_URL, at=entry.at)
