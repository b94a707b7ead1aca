"""Reading the record of reads (查看留痕): who saw which person's data, when, which fields, for which case and why."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from django.db.models import QuerySet, Sum

from .models import Block, Entry

READ = "read"
PAGE = 20
BATCH = 2000


@dataclass(frozen=True, slots=True)
class Seen:
    """One time that somebody looked (一次查看): `subject` is the chain of the case, `fields` are what was shown.

    `result` is a `ReadResult`, or empty for a read that was recorded before results were.
    """

    id: int
    at: datetime
    about: str
    by_name: str
    by_ref: str
    by_role: str
    by_agency: str
    purpose: str
    subject: str
    fields: tuple[str, ...]
    result: str
    chain: str
    seq: int
    hash: str

    @classmethod
    def of(cls, entry: Entry) -> Self:
        facts = entry.facts
        return cls(
            id=entry.pk,
            at=entry.at,
            about=entry.about,
            by_name=entry.by_name,
            by_ref=entry.by_ref,
            by_role=entry.by_role,
            by_agency=entry.by_agency,
            purpose=str(facts.get("purpose", "")),
            subject=str(facts.get("subject", "")),
            fields=tuple(str(each) for each in facts.get("fields", ())),
            result=str(facts.get("result", "")),
            chain=entry.chain,
            seq=entry.seq,
            hash=bytes(entry.hash).hex(),
        )


@dataclass(frozen=True, slots=True)
class SeenPage:
    """A page of reads, the newest first, and before which entry the next one begins (None at the end)."""

    rows: tuple[Seen, ...]
    following: int | None


def reads_about(*about: str, subject: str = "", before: int | None = None, limit: int = PAGE) -> SeenPage:
    """Who saw this person's data (个人信息保护法 第四十四条、第四十五条): `about` is the person, such as party:17.

    With a `subject`, the chain of a case, only the looks for its sake.

    More than one name for a person who was registered twice. One statement, for each name a walk down the index
    (about, id) that ends when the page is full: what it costs does not grow with the ledger, nor with the looks.
    """
    assert all(about), "a read is about somebody"
    first, *others = [_newest(each, subject, before, limit + 1) for each in about]
    rows = first.union(*others, all=True).order_by("-pk")[: limit + 1] if others else first
    found = [Seen.of(each) for each in rows]
    return SeenPage(tuple(found[:limit]), found[limit - 1].id if len(found) > limit else None)


def reads_between(*, about: str = "", from_at: datetime | None = None, to_at: datetime | None = None) -> Iterator[Seen]:
    """All reads in the order of writing, of one person or of everybody, from one instant to before another."""
    rows = _reads(about) if about else Entry.objects.filter(verb=READ)
    if from_at is not None:
        rows = rows.filter(at__gte=from_at)
    if to_at is not None:
        rows = rows.filter(at__lt=to_at)
    return (Seen.of(each) for each in rows.order_by("pk").iterator(BATCH))


def count_shares() -> int:
    """How many looks of other systems at personal data are on record (共享留痕条数), from the index of chains."""
    return Entry.objects.filter(chain__gte="reads:client:", chain__lt="reads:client;").count()


def count_sealed() -> int:
    """How many entries lie in sealed blocks (已封存的留痕条数)."""
    return Block.objects.aggregate(entries=Sum("count"))["entries"] or 0


def _newest(about: str, subject: str, before: int | None, most: int) -> QuerySet[Entry]:
    rows = _reads(about) if before is None else _reads(about).filter(pk__lt=before)
    if subject:
        rows = rows.filter(facts__subject=subject)
    return rows.order_by("-pk")[:most]


def _reads(about: str) -> QuerySet[Entry]:
    """The index is partial; saying that `about` is not empty lets the planner take it for a value it does not know."""
    return Entry.objects.filter(about=about, verb=READ).exclude(about="")
