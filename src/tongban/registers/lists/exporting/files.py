"""The files of editions (清单文件): JSON is the edition itself; workbook and PDF are made once, by a job, and kept."""

import io
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from tongban.foundation.kernel.errors import NotNow
from tongban.registers.documents.commands import keep_made
from tongban.registers.documents.models import StoredFile
from tongban.registers.documents.queries import open_content
from tongban.registers.lists.models import Edition
from tongban.registers.lists.queries.editions import Head, edition, rows_of

from .paper import pdf
from .workbook import workbook

MEDIA_TYPES = {
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}
MADE = ("xlsx", "pdf")
MOST_AT_ONCE = 300
BATCH = 20


class NotReady(NotNow):
    """A long list is set by a job; its file is there a minute later (文件正在生成)."""

    code = "file_not_ready"
    sentence = "这份清单比较长，文件正在生成。请一分钟后再来下载，或者先下载数据文件。"


@dataclass(frozen=True, slots=True)
class Content:
    """A file to send (下载文件): its bytes open for reading, and how it is called."""

    handle: BinaryIO
    name: str
    media_type: str


def content_of(head: Head, form: str, *, base_url: str, most_at_once: int = MOST_AT_ONCE) -> Content:
    """An edition as a file, for reading: kept if it is there, made at once if it is short, else `NotReady`."""
    name, media_type = _name(head, form), MEDIA_TYPES[form]
    if form == "json":
        text = Edition.objects.values_list("content", flat=True).get(pk=head.pk)
        return Content(io.BytesIO(text.encode()), name, media_type)
    file = kept(head, form)
    if file is not None:
        return Content(open_content(file), name, media_type)
    if head.row_count > most_at_once:
        raise NotReady()
    return Content(io.BytesIO(_made(head, form, base_url)), name, media_type)


def kept(head: Head, form: str) -> StoredFile | None:
    """The file of an edition that a job has made."""
    return StoredFile.objects.filter(holder=subject_of(head), media_type=MEDIA_TYPES[form]).first()


def make_missing(*, base_url: str, at: datetime) -> int:
    """Make and keep the workbooks and PDFs that are not there yet, oldest edition first, at most a batch."""
    held = set(StoredFile.objects.filter(holder__startswith="published-list:").values_list("holder", "media_type"))
    editions = Edition.objects.defer("content").select_related("institution").order_by("pk")
    missing = [(row, form) for row in editions for form in MADE if (row.subject, MEDIA_TYPES[form]) not in held]
    for row, form in missing[:BATCH]:
        head = edition(row.kind, row.name.slug)
        blob = _made(head, form, base_url)
        keep_made(blob, name=_name(head, form), media_type=MEDIA_TYPES[form], holder=row.subject, at=at)
    return len(missing[:BATCH])


def subject_of(head: Head) -> str:
    return f"published-list:{head.kind.code}/{head.slug}"


def _made(head: Head, form: str, base_url: str) -> bytes:
    view = rows_of(head)
    if form == "xlsx":
        return workbook(view)
    return pdf(view, address=f"{base_url.rstrip('/')}{head.path}")


def _name(head: Head, form: str) -> str:
    whose = f"{head.institution}" if head.institution else ""
    return f"{whose}{head.kind.title}（{head.label}）.{form}"
