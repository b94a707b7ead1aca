"""The published document of an edition (清单文本): canonical JSON, whose SHA-256 is the edition's hash; pure.

Canonical: UTF-8, keys in order of their code points, no spaces, no escapes that JSON does not demand. The file that
people download is these very bytes, so `sha256sum` of it is the hash; `previous` chains each edition to the one before.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec

from .kinds import Kind
from .rows import Row

_SLUG = re.compile(r"(?P<year>\d{4})-(?P<number>[1-9]\d{0,4})(?:-(?P<institution>[a-z][a-z0-9-]{0,59}))?", re.ASCII)
_encoder = msgspec.json.Encoder(order="sorted")


@dataclass(frozen=True, slots=True)
class EditionName:
    """Which edition of a kind (版次): year and number, and whose where institutions publish their own."""

    year: int
    number: int
    institution: str = ""

    @property
    def slug(self) -> str:
        tail = f"-{self.institution}" if self.institution else ""
        return f"{self.year}-{self.number}{tail}"

    @property
    def label(self) -> str:
        return f"{self.year}年第{self.number}版"


def public_path(kind_code: str, name: EditionName) -> str:
    """Where an edition is read by everybody: it stands in QR codes and notices, and never changes."""
    return f"/lists/{kind_code}/{name.slug}"


def name_from(slug: str) -> EditionName | None:
    """The edition that this text names, such as 2026-1 or 2026-1-xiongguan; None if it has not that form."""
    found = _SLUG.fullmatch(slug)
    if found is None:
        return None
    return EditionName(int(found["year"]), int(found["number"]), found["institution"] or "")


def document(
    kind: Kind,
    name: EditionName,
    rows: Sequence[Row],
    *,
    institution: str,
    dated_on: date,
    withheld: int,
    source: str,
    previous: str,
) -> str:
    """The canonical text of an edition; `institution` by its name, `previous` the hash of the edition before."""
    plain = {
        "kind": kind.code,
        "title": kind.title,
        "clause": kind.clause,
        "institution": {"key": name.institution, "name": institution},
        "edition": name.slug,
        "year": name.year,
        "number": name.number,
        "dated_on": dated_on.isoformat(),
        "source": source,
        "columns": [{"key": each.key, "label": each.label} for each in kind.columns],
        "rows": list(rows),
        "withheld": withheld,
        "previous": previous,
    }
    return canonical(plain)


def canonical(plain: Any) -> str:
    """Plain data as canonical JSON."""
    return _encoder.encode(plain).decode()


def content_hash(content: str) -> str:
    """SHA-256 of the text in UTF-8, in hexadecimal; the database checks the same."""
    return hashlib.sha256(content.encode()).hexdigest()
