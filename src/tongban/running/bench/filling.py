"""Filling the city (充实数据): a few cases are walked by the real commands, then copied with new people and numbers.

A copy has everything that its model has: applicant, materials, files, clocks, papers, opinions, entries in an intact
chain, parcels. `OPEN` of them are under way whatever the size of the city, as in life: what grows is the archive.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

import msgspec
from django.conf import settings
from django.db import connection, models, transaction

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.vault import vault
from tongban.foundation.ledger.models import Entry, Outgoing
from tongban.foundation.ledger.rules import GENESIS, Record, around, hash_between
from tongban.handling.cases.commands import delivering, examining, receiving
from tongban.handling.cases.commands.lodging import lodge
from tongban.handling.cases.commands.numbers import next_case_number
from tongban.handling.cases.models import Case, Clock, Delivery, Material, MaterialFile, Opinion
from tongban.handling.cases.rules.query_codes import new_query_code, query_index
from tongban.registers.documents.models import OfficialDocument, StoredFile, Verdict
from tongban.registers.parties.commands.people import Identity, entry_row
from tongban.registers.parties.models import Party
from tongban.registers.parties.rules import IdKind, RealNameLevel
from tongban.running.postgres import OWNER, Cluster

from . import limits, say
from .people import People
from .sample import MATERIALS, Person, application, form, person

OPEN = 2000
CHUNK = 10_000
BY_CASE = (Material, Clock, Opinion, Delivery)
COPIED = (Party, Case, Entry, StoredFile, *BY_CASE, MaterialFile, OfficialDocument, Outgoing)
MOMENT = "%Y-%m-%dT%H:%M:%S.%fZ"
_PARTY = (
    "kind, name, id_kind, id_sealed, id_index, phone_sealed, phone_index, real_name_level, born_on, created_at,"
    " id, division_code, has_disability, legal_representative_name"
)
_ENTRY = (
    "chain, seq, at, verb, from_status, to_status, by_role, by_name, by_ref, by_agency, on_behalf, basis, about,"
    " facts, previous, hash"
)
_CASE = [str(field.column) for field in Case._meta.concrete_fields]


@dataclass(frozen=True, slots=True)
class Line:
    """An entry of a pattern, taken apart: what changes from copy to copy, and the columns and texts around it."""

    at: datetime
    seq: int
    told_at: str
    before: str
    behind: str
    plain: tuple[str, ...]
    facts: str


@dataclass(frozen=True)
class Pattern:
    """A case that was walked by the commands, and its chain."""

    row: Mapping[str, Any]
    lines: tuple[Line, ...]
    is_open: bool

    @cached_property
    def dated(self) -> Mapping[str, date]:
        """The columns that are earlier in a copy."""
        return {column: value for column, value in self.row.items() if isinstance(value, date)}

    @cached_property
    def said(self) -> Mapping[str, str]:
        """The columns that every copy says alike, as they are written."""
        return {
            "answers": msgspec.json.encode(self.row["answers"]).decode(),
            "delegated_verbs": msgspec.json.encode(self.row["delegated_verbs"]).decode(),
        }


@dataclass(frozen=True, slots=True)
class Copy:
    """One case to be written: which pattern it follows, its own keys and person, and how long ago it was."""

    id: int
    pattern: Pattern
    number: str
    party: int
    who: Person
    ago: timedelta
    entries: list[list[Any]]


def fill(count: int, option: str, people: People, *, at: datetime, underway: int = OPEN) -> list[str]:
    """Bring the city to `count` cases, so many of them under way; their numbers."""
    patterns = _patterns(option, people, at=at)
    numbers: list[str] = []
    for begin in range(0, count - len(patterns), CHUNK):
        end = min(begin + CHUNK, count - len(patterns))
        copies = _written(patterns, range(begin, end), at, underway)
        numbers += [each.number for each in copies if each.pattern.is_open]
        say(f"已有 {end + len(patterns)} 件")
        if end + len(patterns) < count:
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")  # the next copies are planned for tables that are no longer empty
    return numbers


def settle(cluster: Cluster) -> None:
    """As it is some time after such a day: all told, all typeset, the tables' sizes known."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE documents_officialdocument SET pdf_sha256 = repeat('0', 64) WHERE pdf_sha256 = ''")
        cursor.execute("UPDATE ledger_outbox SET delivered_at = due_at WHERE delivered_at IS NULL")
    words = ("--analyze", f"--jobs={limits.THREADS}")
    limits.run(cluster, "vacuumdb", *words, role=OWNER, options="-c synchronous_commit=off")  # the checkpoint waits
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")


def _patterns(option: str, people: People, *, at: datetime) -> list[Pattern]:
    """One case at every stop of the way, the closed one last."""
    way = _way(people, at)
    return [_pattern(_walked(way[:stops], option, people, at)) for stops in range(len(way) + 1)]


def _way(people: People, at: datetime) -> list[Callable[[Case], object]]:
    staff = people.staff
    taken = {
        "collector_name": person(0).name,
        "collector_id_number": person(0).number,
        "collector_kind": "applicant",
    }
    return [
        lambda case: receiving.accept(case, by=staff["counter"], at=at),
        lambda case: examining.examine(case, opinion="符合条件。", proposal="grant", by=staff["examiner"], at=at),
        lambda case: examining.review(case, opinion="同意。", by=staff["reviewer"], at=at),
        lambda case: examining.grant(case, opinion="准予。", by=staff["decider"], at=at),
        lambda case: delivering.issue(case, result_number="", by=staff["examiner"], at=at),
        lambda case: delivering.collect(case, given=taken, by=staff["issuer"], at=at),
        lambda case: delivering.close(case, at=at),
    ]


def _walked(way: Sequence[Callable[[Case], object]], option: str, people: People, at: datetime) -> Case:
    files = [_stored(people.system, at) for _ in MATERIALS]
    begun = lodge(application(option, person(0), files), by=people.system, at=at)
    case = Case.objects.select_related("applicant", "agency").get(number=begun.opening.number)
    for step in way:
        step(case)
    return case


def _stored(by: Actor, at: datetime) -> UUID:
    """A file of this actor that was checked and lies on the shelf."""
    columns: dict[str, Any] = {"sha256": bytes(32), "size": 1000, "media_type": "application/pdf", "name": "材料.pdf"}
    made = StoredFile.objects.create(client=by.client, uploaded_at=at, verdict=Verdict.CLEAN, **columns)
    return UUID(str(made.pk))


def _pattern(case: Case) -> Pattern:
    row = Case.objects.filter(pk=case.pk).values().get()
    entries = Entry.objects.filter(chain=case.chain).order_by("seq")
    return Pattern(row, tuple(_line(each.record()) for each in entries), is_open=row["ended_at"] is None)


def _line(record: Record) -> Line:
    at = record.at.astimezone(UTC)
    before, behind = around(record)
    plain = tuple(getattr(record, name.strip()) for name in _ENTRY.split(",")[3:13])
    return Line(at, record.seq, f"{at:{MOMENT}}", before, behind, plain, msgspec.json.encode(record.facts).decode())


def _written(patterns: Sequence[Pattern], places: range, at: datetime, underway: int) -> list[Copy]:
    """The copies of these places, all or none."""
    with transaction.atomic(), connection.cursor() as cursor:
        _trust_keys(cursor)
        case_id, party_id = _next_id(cursor, Case), _next_id(cursor, Party)
        copies = [
            _copy(patterns, place, underway, case_id + turn, party_id + turn) for turn, place in enumerate(places)
        ]
        _pour(cursor, "parties_party", _PARTY, (_party_row(each, at) for each in copies))
        _pour(cursor, Case._meta.db_table, ", ".join(_CASE), (_case_row(each) for each in copies))
        _pour(cursor, Entry._meta.db_table, _ENTRY, (row for each in copies for row in each.entries))
        _pour_map(cursor, copies)
        for statement in _children():
            cursor.execute(statement)
        for model in (Case, Party):
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence('{model._meta.db_table}', 'id'), "  # noqa: S608
                f"(SELECT max(id) FROM {model._meta.db_table}))"
            )
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")
    return copies


def _trust_keys(cursor: Any) -> None:
    """Look up no foreign key, row by row: each is of a row that is written in the same breath (a test looks at all).
    Who may not wish for that does without."""
    cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
    if cursor.fetchone()[0]:
        cursor.execute("SET LOCAL session_replication_role = replica")


def _copy(patterns: Sequence[Pattern], place: int, underway: int, case_id: int, party_id: int) -> Copy:
    """The first places go round the open patterns, freshly received; the others are the archive of two years."""
    if place < underway:
        pattern, ago = patterns[place % (len(patterns) - 1)], timedelta(seconds=place % 1800)
    else:
        pattern, ago = patterns[-1], timedelta(days=7 + place % 700, minutes=place % 480)
    number = next_case_number(settings.TONGBAN_DIVISION, on=local_day(pattern.lines[0].at))
    return Copy(case_id, pattern, number, party_id, person(place + 1), ago, _entry_rows(pattern, number, ago))


def _party_row(copy: Copy, at: datetime) -> list[Any]:
    who = Identity(copy.who.name, IdKind.ID_CARD, copy.who.number, copy.who.phone)
    return [*entry_row(who, real_name_level=RealNameLevel.DECLARED, at=at), copy.party, "", False, ""]


def _case_row(copy: Copy) -> list[Any]:
    own = {
        "id": copy.id,
        "number": copy.number,
        "applicant_id": copy.party,
        "head": copy.entries[-1][-1],
        "form_sealed": vault().seal(
            msgspec.json.encode(form(copy.who)).decode(), purpose="case.form", owner=copy.number
        ),
        "query_index": query_index(copy.number, new_query_code()),
    }
    earlier = {column: value - copy.ago for column, value in copy.pattern.dated.items()}
    row = {**copy.pattern.row, **copy.pattern.said, **earlier, **own}
    return [row[column] for column in _CASE]


def _entry_rows(pattern: Pattern, number: str, ago: timedelta) -> list[list[Any]]:
    """The chain of the pattern, as a case of this number so long ago would have it."""
    rows: list[list[Any]] = []
    previous, old = GENESIS, pattern.row["number"]
    for line in pattern.lines:
        at = line.at - ago
        before = line.before.replace(line.told_at, f"{at:{MOMENT}}", 1).replace(old, number)
        digest = hash_between(before, line.behind.replace(old, number), previous=previous, seq=line.seq)
        rows.append([f"case:{number}", line.seq, at, *line.plain, line.facts.replace(old, number), previous, digest])
        previous = digest
    return rows


def _next_id(cursor: Any, model: type[models.Model]) -> int:
    cursor.execute(f"SELECT coalesce(max(id), 0) + 1 FROM {model._meta.db_table}")  # noqa: S608
    return int(cursor.fetchone()[0])


def _pour(cursor: Any, table: str, columns: str, rows: Iterable[Sequence[Any]]) -> None:
    with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _pour_map(cursor: Any, copies: Sequence[Copy]) -> None:
    cursor.execute(
        "CREATE TEMP TABLE copied (id bigint, number text, old_id bigint, old_number text, party bigint,"
        " ago interval, days int) ON COMMIT DROP"
    )
    rows = (
        (each.id, each.number, each.pattern.row["id"], each.pattern.row["number"], each.party, each.ago, each.ago.days)
        for each in copies
    )
    _pour(cursor, "copied", "id, number, old_id, old_number, party, ago, days", rows)
    cursor.execute("ANALYZE copied")


def _children() -> list[str]:
    """What hangs on a case, copied table by table from the case that it follows."""
    code = "'C' || lpad((c.id * 8 + t.id % 8)::text, 9, '0')"  # the papers of a pattern were issued one after the other
    own_number = "CASE WHEN strpos(t.number, c.old_number) > 0 THEN replace(t.number, c.old_number, c.number)"
    own_number += " ELSE t.number || '-' || c.id END"
    file = "md5(c.number || {}::text)::uuid"
    by_case, by_chain = "t.case_id = c.old_id", "t.{} = 'case:' || c.old_number"
    chain = "'case:' || c.number"
    return [
        _follow(StoredFile, by_chain.format("holder"), id=file.format("t.id"), holder=chain),
        *(_follow(model, by_case, case_id="c.id") for model in BY_CASE),
        _follow(
            MaterialFile,
            "t.material_id = m.id JOIN cases_material n ON n.case_id = c.id"
            " AND n.requirement_code = m.requirement_code AND n.replaced_at IS NULL",
            before="JOIN cases_material m ON m.case_id = c.old_id",
            material_id="n.id",
            file_id=file.format("t.file_id"),
        ),
        _follow(
            OfficialDocument,
            by_chain.format("subject"),
            number=own_number,
            subject=chain,
            party_id="c.party",
            verification_code=code,
            pdf_sha256="repeat('0', 64)",
        ),
        _follow(
            Outgoing,
            by_chain.format("chain"),
            chain=chain,
            address="'party:' || c.party",
            payload="replace(t.payload::text, c.old_number, c.number)::jsonb",
            delivered_at="t.due_at - c.ago",
        ),
    ]


def _follow(model: type[models.Model], on: str, *, before: str = "", **own: str) -> str:
    """A statement that copies the rows of the patterns: `own` columns said anew, times moved back."""
    chosen: dict[str, str] = {}
    for field in model._meta.concrete_fields:
        column = str(field.column)
        if column in own:
            chosen[column] = own[column]
        elif isinstance(field, models.DateTimeField):
            chosen[column] = f"t.{column} - c.ago"
        elif isinstance(field, models.DateField):
            chosen[column] = f"t.{column} - c.days"
        elif not field.primary_key:
            chosen[column] = f"t.{column}"
    return (
        f"INSERT INTO {model._meta.db_table} ({', '.join(chosen)}) SELECT {', '.join(chosen.values())}"  # noqa: S608
        f" FROM copied c {before} JOIN {model._meta.db_table} t ON {on} ORDER BY c.id, t.id"
    )
