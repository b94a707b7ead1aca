"""The catalogue on disk: the same guides, checked, replaced whole, and found by search (R-200)."""

from datetime import date, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.kernel.errors import NotFound
from tongban.registers.catalog import queries, snapshot
from tongban.registers.catalog.browsing import Filters
from tongban.registers.catalog.commands import load_synonyms
from tongban.registers.catalog.jobs import keep_snapshot
from tongban.registers.catalog.search import search
from tongban.registers.catalog.snapshot import Broken, standing_on

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 23, 10, tzinfo=LOCAL)


@pytest.mark.req("R-200")
def test_everything_that_visitors_read_is_answered_without_a_statement(tmp_path: Path):
    keep_snapshot(AT, tmp_path)
    found = snapshot.read(tmp_path)
    assert found is not None
    every = {each.option_code: each for each in queries.current_guides()}
    total = queries.browse(Filters()).total
    first = search("开个小饭馆").hits[0].card
    with standing_on(found), CaptureQueriesContext(connection) as seen:
        assert {code: queries.guide(code) for code in every} == every
        assert queries.browse(Filters()).total == total
        assert search("开个小饭馆").hits[0].card == first
        assert queries.places_at("city-center")
        assert queries.guide(first.option_code, on=date(2026, 6, 1)) == every[first.option_code]
        with pytest.raises(NotFound):
            queries.guide(first.option_code, on=date(2020, 1, 1))
        with pytest.raises(NotFound):
            queries.guide("11620200707000071C362013199000099")
    assert len(seen) == 0


def test_it_is_written_anew_with_each_revision_and_confirmed_in_between(tmp_path: Path):
    note = keep_snapshot(AT, tmp_path)
    later = keep_snapshot(AT + timedelta(minutes=1), tmp_path)
    assert (later.taken_at, later.current_at) == (AT, AT + timedelta(minutes=1))
    load_synonyms({"整个饭馆子": "食品经营许可"})
    newer = keep_snapshot(AT + timedelta(minutes=2), tmp_path)
    assert newer.revision == note.revision + 1
    assert newer.sha256 != note.sha256
    assert [each.name for each in tmp_path.glob("catalog-*")] == [newer.file]
    assert keep_snapshot(AT + timedelta(minutes=20), tmp_path).taken_at == AT + timedelta(minutes=20)


@pytest.mark.req("R-200")
def test_a_snapshot_that_was_altered_is_not_believed(tmp_path: Path):
    note = keep_snapshot(AT, tmp_path)
    path = tmp_path / note.file
    path.write_bytes(path.read_bytes().replace("食品".encode(), "饮品".encode()))
    with pytest.raises(Broken):
        snapshot.read(tmp_path)
    contents, revision = queries.contents()
    altered = msgspec.structs.replace(contents, guides=tuple(_with_other_hash(each) for each in contents.guides[:1]))
    snapshot.write(altered, revision=revision, folder=tmp_path, at=AT)
    with pytest.raises(Broken, match="not what was published"):
        snapshot.read(tmp_path)


def test_where_there_is_none_there_is_none(tmp_path: Path):
    assert snapshot.read(tmp_path) is None


def _with_other_hash(guide):
    return type(guide)(**{name: getattr(guide, name) for name in guide.__slots__} | {"content_hash": "0" * 64})
