"""The looks of a time as the patterns need them (查看数据): who looked at whom, and was it for their own desk."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.ledger.models import Entry
from tongban.foundation.ledger.queries import READ
from tongban.foundation.worktime.queries import calendar
from tongban.foundation.worktime.rules import is_workday
from tongban.handling.cases.models import Case, Draft
from tongban.oversight.reading.rules.patterns import Known, Look
from tongban.registers.agencies.models import Staff
from tongban.registers.parties.models import Account

from .policies import watched_now

READERS = "reads:staff:"
HISTORY = timedelta(days=30)
_HANDS = ("receiver_id", "acceptor_id", "assignee_id", "examiner_id", "reviewer_id", "decider_id", "issuer_id")
_AT_WINDOWS = frozenset({Role.COUNTER.value, Role.ISSUER.value})
Desk = tuple[int, int | None, frozenset[int]]


def looks(*, since: datetime, until: datetime) -> list[Look]:
    """Every look of staff at a person between two instants (four statements)."""
    return as_looks(staff_reads(since, until))


def staff_reads(since: datetime, until: datetime) -> list[Entry]:
    rows = Entry.objects.filter(verb=READ, chain__startswith=READERS, about__startswith="party:")
    return list(rows.filter(at__gte=since, at__lt=until).order_by("pk"))


def as_looks(entries: Iterable[Entry]) -> list[Look]:
    """Entries of reads with their desk (three statements)."""
    rows = [(each, str(each.facts.get("subject", ""))) for each in entries]
    desks = _desks({subject.removeprefix("case:") for _, subject in rows if subject.startswith("case:")})
    readers = {each.pk: each for each in Staff.objects.filter(pk__in={_reader(entry) for entry, _ in rows})}
    found = []
    for entry, subject in rows:
        reader = readers.get(_reader(entry))
        if reader is not None:
            is_own = _is_of_desk(subject, reader, desks)
            party = int(entry.about.removeprefix("party:"))
            purpose = str(entry.facts.get("purpose", ""))
            found.append(Look(entry.pk, entry.at, reader.pk, party, purpose, is_own))
    return found


def known(*, before: datetime) -> Known:
    """Whom nobody has a reason to look at, and how often each reader looked a day before (three statements)."""
    working = calendar()
    staff = Account.objects.filter(is_staff=True, person__isnull=False).values_list("person_id", flat=True)
    return Known(
        is_workday=lambda day: is_workday(day, calendar=working),
        watched=watched_now(),
        colleagues=frozenset(each for each in staff if each is not None),
        means=_means(before),
    )


def _means(before: datetime) -> Mapping[int, float]:
    """The daily mean of each reader over the days on which they looked."""
    rows = Entry.objects.filter(verb=READ, chain__startswith=READERS, at__gte=before - HISTORY, at__lt=before)
    counted = Counter((chain, local_day(at)) for chain, at in rows.values_list("chain", "at").iterator(5000))
    by_reader: dict[int, list[int]] = {}
    for (chain, _), number in counted.items():
        by_reader.setdefault(int(chain.removeprefix(READERS)), []).append(number)
    return {reader: sum(numbers) / len(numbers) for reader, numbers in by_reader.items()}


def _desks(numbers: set[str]) -> dict[str, Desk]:
    """Of each case: its body, its place, and whose hands were on it; a draft is of the windows."""
    rows = Case.objects.filter(number__in=numbers).values_list("number", "agency_id", "venue_id", *_HANDS)
    found: dict[str, Desk] = {
        number: (agency, venue, frozenset(each for each in hands if each)) for number, agency, venue, *hands in rows
    }
    for number in Draft.objects.filter(number__in=numbers - set(found)).values_list("number", flat=True):
        found[number] = (0, None, frozenset())
    return found


def _is_of_desk(subject: str, reader: Staff, desks: Mapping[str, Desk]) -> bool:
    """A case of the reader's body, in their hands, or of their windows; other subjects were opened through their list.

    Supervision looks at every case by its office.
    """
    if not subject:
        return False
    if not subject.startswith("case:"):
        return True
    desk = desks.get(subject.removeprefix("case:"))
    if desk is None:
        return False
    agency, venue, hands = desk
    is_at_window = bool(_AT_WINDOWS & set(reader.roles)) and venue in (None, reader.venue_id)
    return reader.agency_id == agency or reader.pk in hands or is_at_window or Role.SUPERVISOR.value in reader.roles


def _reader(entry: Entry) -> int:
    return int(entry.chain.removeprefix(READERS))
