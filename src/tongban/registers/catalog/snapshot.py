"""The catalogue on disk (目录快照): what the web reads while the database does not answer (R-200).

One file holds every option in force, the places and the synonyms; a note beside it says how many bytes with which
hash, and when somebody last saw that nothing had changed. Both are replaced whole, so that a reader finds one or the
other. Nothing in it is personal.
"""

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import msgspec

from tongban.foundation.kernel.errors import NotFound

from .content import content_hash
from .guides import Card, Guide, Place, card

NOTE = "catalog.json"
ANEW_AFTER = timedelta(minutes=10)
Said = tuple[tuple[str, str], ...]
_NOT_HERE = "没有找到这个事项，可能已经取消或者还没有生效。请核对编码，或者搜索事项名称。"
_NOT_NOW = "网上服务正在恢复，过去的版本暂时看不了，请过几分钟再看。"


class Contents(msgspec.Struct, frozen=True):
    """Everything that the pages without a login are made of."""

    guides: tuple[Guide, ...]
    places: dict[str, tuple[Place, ...]]
    said: Said


class Note(msgspec.Struct, frozen=True):
    """What stands in which file, as of when, and when it was last found to be current."""

    file: str
    sha256: str
    revision: int
    taken_at: datetime
    current_at: datetime


class Broken(Exception):  # noqa: N818 - named for what happened, as refusals are
    """A snapshot whose bytes or whose guides are not what was written."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A catalogue that asks nobody; it answers what a `queries.Shelf` answers."""

    note: Note
    contents: Contents
    by_code: Mapping[str, Guide]
    by_version: Mapping[int, Guide]
    told: tuple[Card, ...]

    def guide(self, option_code: str) -> Guide:
        return _found(self.by_code.get(option_code), _NOT_HERE)

    def guide_of(self, option_version_id: int) -> Guide:
        return _found(self.by_version.get(option_version_id), _NOT_NOW)

    def guide_as_of(self, option_code: str, on: date) -> Guide:
        found = self.guide(option_code)
        return _found(found if on >= found.effective_on else None, _NOT_NOW)

    def cards(self) -> tuple[Card, ...]:
        return self.told

    def all_guides(self) -> Iterator[Guide]:
        return iter(self.contents.guides)

    def revision(self) -> int:
        return self.note.revision

    def stamp(self) -> tuple[int, int]:
        return -1, int(self.note.sha256[:12], 16)

    def said(self) -> Said:
        return self.contents.said

    def places(self, key: str) -> tuple[Place, ...]:
        return self.contents.places.get(key, ())


def write(contents: Contents, *, revision: int, folder: Path, at: datetime) -> Note:
    """Put the catalogue on disk; equal contents only move the note's day."""
    body = msgspec.json.encode(contents)
    digest = hashlib.sha256(body).hexdigest()
    folder.mkdir(parents=True, exist_ok=True)
    before = read_note(folder)
    name = f"catalog-{digest[:16]}.json"
    is_same = before is not None and before.sha256 == digest and (folder / name).exists()
    if not is_same:
        _replace(folder / name, body)
    note = Note(name, digest, revision, at, at)
    _replace(folder / NOTE, msgspec.json.encode(note))
    for old in folder.glob("catalog-*.json"):
        if old.name != name:
            old.unlink(missing_ok=True)
    return note


def confirm(folder: Path, note: Note, *, at: datetime) -> Note:
    """Nothing moved since: say so in the note."""
    newer = msgspec.structs.replace(note, current_at=at)
    _replace(folder / NOTE, msgspec.json.encode(newer))
    return newer


def read_note(folder: Path) -> Note | None:
    path = folder / NOTE
    return msgspec.json.decode(path.read_bytes(), type=Note) if path.exists() else None


def read(folder: Path) -> Snapshot | None:
    """The catalogue as it was last put down, every guide checked against its hash; None where there is none."""
    note = read_note(folder)
    if note is None:
        return None
    body = (folder / note.file).read_bytes()
    if hashlib.sha256(body).hexdigest() != note.sha256:
        raise Broken(f"{note.file}: the bytes are not those that were written")
    contents = msgspec.json.decode(body, type=Contents)
    altered = [each.option_code for each in contents.guides if content_hash(each.option) != each.content_hash]
    if altered:
        raise Broken(f"{note.file}: {altered[:3]} are not what was published")
    return Snapshot(
        note,
        contents,
        {each.option_code: each for each in contents.guides},
        {each.option_version_id: each for each in contents.guides},
        tuple(card(each) for each in contents.guides),
    )


def _found(guide: Guide | None, words: str) -> Guide:
    if guide is None:
        raise NotFound(words)
    return guide


def _replace(path: Path, body: bytes) -> None:
    draft = path.with_suffix(".tmp")
    draft.write_bytes(body)
    draft.replace(path)


_STANDING: ContextVar[Snapshot | None] = ContextVar("catalogue_snapshot", default=None)


@contextmanager
def standing_on(snapshot: Snapshot) -> Iterator[None]:
    """Within the block every read of the catalogue is answered from the snapshot."""
    token = _STANDING.set(snapshot)
    try:
        yield
    finally:
        _STANDING.reset(token)


def standing() -> Snapshot | None:
    return _STANDING.get()
