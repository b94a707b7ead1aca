"""What a timer does: keep the PDF of each document that has been issued."""

from django.conf import settings

from tongban.foundation.kernel import clock

from .commands import keep_pdf
from .models import OfficialDocument

BATCH = 200


def keep_missing_pdfs() -> int:
    """Keep the PDFs that are not kept yet (版式文件归存), oldest first, at most a batch; returns how many."""
    waiting = OfficialDocument.objects.filter(pdf_sha256="").order_by("issued_at")[:BATCH]
    for document in waiting:
        keep_pdf(document, base_url=settings.PUBLIC_URL, at=clock.now())
    return len(waiting)
