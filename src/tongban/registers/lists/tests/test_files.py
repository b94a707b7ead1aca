"""The files of an edition: a workbook in which nothing is run, a PDF that names its edition, JSON that is the hash."""

import hashlib
import io
import json
from datetime import timedelta
from typing import Any

import pikepdf
import pytest
from openpyxl import load_workbook

from tongban.registers.documents.models import StoredFile
from tongban.registers.lists import commands, queries
from tongban.registers.lists.exporting import NotReady, content_of, kept, make_missing
from tongban.registers.lists.exporting.workbook import workbook

from .drafting import EDITOR, MONDAY, Cast, published, stands

HOME = "http://127.0.0.1:8000"


def read(head: queries.Head, form: str, **more: int) -> bytes:
    with content_of(head, form, base_url=HOME, **more).handle as handle:
        return handle.read()


@pytest.mark.django_db
@pytest.mark.req("R-013")
def test_the_json_is_the_hash_and_carries_every_row():
    head = stands("permit")
    blob = read(head, "json")
    assert hashlib.sha256(blob).hexdigest() == head.content_hash
    plain = json.loads(blob)
    assert len(plain["rows"]) == head.row_count == 28
    assert plain["edition"] == "2026-1"
    assert plain["dated_on"] == head.dated_on.isoformat()


@pytest.mark.django_db
@pytest.mark.req("R-013")
def test_the_workbook_names_number_date_and_hash_and_runs_no_formula(cast: Cast):
    draft = commands.start("offline_protected", by=cast(EDITOR), at=MONDAY)
    key = draft.rows[0]["key"]
    for place, nasty in (("place", '=HYPERLINK("http://x","点我")'), ("hours", "+1+1\x07")):
        commands.put_row(draft, key=key, cells={place: nasty}, by=cast(EDITOR), at=MONDAY)
    edition = published(draft, cast)
    head = queries.edition("offline_protected", edition.name.slug)
    sheet: Any = load_workbook(io.BytesIO(workbook(queries.rows_of(head)))).active
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert all(cell.data_type == "s" for cell in cells)
    texts = [str(cell.value) for cell in cells]
    assert '=HYPERLINK("http://x","点我")' in texts, "kept as text"
    assert "+1+1" in texts
    said = "\n".join(texts[:4])
    assert head.content_hash in said
    assert head.notice_number in said
    assert "2026年第2版" in said
    assert "2026-11-23" in said


@pytest.mark.django_db
@pytest.mark.req("R-013")
def test_the_pdf_is_the_same_bytes_each_time_and_says_which_edition_it_is():
    head = stands("permit_norm")
    blob = read(head, "pdf")
    assert blob == read(head, "pdf")
    with pikepdf.open(io.BytesIO(blob)) as pdf:
        assert len(pdf.pages) > 1
        assert head.label in str(pdf.docinfo["/Title"])


@pytest.mark.django_db
def test_a_job_makes_the_files_once_and_a_long_list_waits_for_it():
    head = stands("permit")
    with pytest.raises(NotReady):
        content_of(head, "xlsx", base_url=HOME, most_at_once=3)
    while make_missing(base_url=HOME, at=MONDAY):
        pass
    assert kept(head, "xlsx") is not None
    assert read(head, "xlsx", most_at_once=3).startswith(b"PK")
    assert read(head, "pdf").startswith(b"%PDF")
    count = StoredFile.objects.filter(holder__startswith="published-list:").count()
    assert make_missing(base_url=HOME, at=MONDAY + timedelta(minutes=1)) == 0
    assert StoredFile.objects.filter(holder__startswith="published-list:").count() == count
