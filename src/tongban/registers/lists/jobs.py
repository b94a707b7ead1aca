"""What a timer does: make the files of editions that have none yet."""

from datetime import datetime

from django.conf import settings

from .exporting import make_missing


def make_files(*, at: datetime) -> int:
    """Workbooks and PDFs of new editions (清单文件); returns how many were made."""
    return make_missing(base_url=settings.PUBLIC_URL, at=at)
