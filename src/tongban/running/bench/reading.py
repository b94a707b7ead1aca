"""Who saw me, over a ledger of many reads (谁看过我): filled by the database itself, asked through the real pages.

Run on demand only: `tongban bench --reads 10000000 --only who_saw_me,why,why_desk`. The reads stand in the table
that the city writes to, with its indexes; each has everything a read has, but for its seal, which is no link of a chain
because nothing here verifies it. Three people ask, each hard in another way: one whom everybody looks at, one whose
few looks lie at the very beginning, one who was registered twice.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.urls import reverse

from tongban.foundation.kernel.clock import now
from tongban.foundation.ledger.models import Entry
from tongban.foundation.ledger.queries import PAGE, reads_about
from tongban.oversight.reading.models import ReadQuestion
from tongban.oversight.reading.rules.states import QuestionStatus
from tongban.registers.agencies.models import Staff
from tongban.registers.parties.models import Account, Party
from tongban.registers.parties.queries import names_in_ledger

from . import say
from .limits import Script, by_place, together
from .operations import Operation, Room, Stage, page_request, ran
from .people import LOGINS, signed_in

WATCHED, EARLY, TWICE = "liqiang", "zhouyou", "maxiuying"
READ_ROWS = ("who_saw_me", "why", "why_desk")
ASKING = (WATCHED, EARLY, TWICE)
YEARS = timedelta(days=5 * 365)
CHUNK = 500_000
READERS = 400
OTHERS = 99_991
WATCHED_EVERY = 100
TWICE_EVERY = 20_000
EARLY_READS = 30
ASKED_EVERY = 10
OPEN_QUESTIONS = 300
PLACES = 12
_FILL = """
INSERT INTO ledger_entry (txid, chain, seq, at, verb, from_status, to_status, by_role, by_name, by_ref, by_agency,
    on_behalf, basis, about, facts, previous, hash)
SELECT ledger_txid(), 'reads:staff:' || 1000000 + n %% %(readers)s, n / %(readers)s + 1,
    %(at)s::timestamptz - %(step)s::interval * (%(count)s - n), 'read', '', '',
    (ARRAY['counter', 'examiner', 'issuer'])[n %% 3 + 1], '样例工作人员',
    'staff:' || (%(staff)s::bigint[])[n %% %(known)s + 1], '样例部门', '', '个人信息保护法 第三十四条',
    'party:' || CASE
        WHEN n < %(early)s THEN %(early_id)s
        WHEN n %% %(watched_every)s = 0 THEN %(watched_id)s
        WHEN n %% %(twice_every)s = 1 THEN (%(twice_ids)s::bigint[])[n / %(twice_every)s %% 2 + 1]
        ELSE 10000000 + n %% %(others)s END,
    jsonb_build_object('purpose', '办理', 'fields', jsonb_build_array('name', 'party.id_number'), 'result', 'shown',
        'subject', 'case:' || 62020010000000000 + n),
    sha256(n::text::bytea), sha256((n + 1)::text::bytea)
FROM generate_series(%(first)s::bigint, %(last)s::bigint) AS n
"""


@dataclass(frozen=True, slots=True)
class Watched:
    """What is asked, each with the login of who asks: pages of looks, questions, and a body's list of questions."""

    views: Sequence[tuple[str, str]]
    questions: Sequence[tuple[str, str]]

    def operations(self) -> list[Operation]:
        desk = [(LOGINS["decider"], reverse("console-questions"))]
        return [
            Operation("who_saw_me", "谁看过我页", _pages(self.views), _limit),
            Operation("why", "为什么看我页", _pages(self.questions), _limit),
            Operation("why_desk", "部门质询列表页", _pages(desk), _limit),
        ]


def _pages(asked: Sequence[tuple[str, str]]) -> Callable[[Stage], list[bytes]]:
    """A request for each page, in the name of who asks."""

    def requests(stage: Stage) -> list[bytes]:
        at = now()  # filling took longer than an idle session lasts
        cookies = {login: signed_in(login, at) for login in {login for login, _ in asked}}
        return [page_request(stage, path, cookies[login]) for login, path in asked]

    return requests


def _limit(stage: Stage, room: Room) -> Script:
    """The statement of the page for the one who was registered twice."""
    names = names_in_ledger(person_of(TWICE).pk)
    found = ran(lambda: reads_about(*names))
    return together([by_place(statement, values, place) for place, (statement, values) in enumerate(found)])


def fill_reads(count: int, *, at: datetime) -> Watched:
    """So many reads of five years, and questions about some of them."""
    people = {login: person_of(login) for login in ASKING}
    twin = _registered_again(people[TWICE])
    staff = list(Staff.objects.order_by("pk").values_list("pk", flat=True))
    told: dict[str, Any] = {
        "readers": READERS,
        "at": at,
        "step": YEARS / count,
        "count": count,
        "staff": staff,
        "known": len(staff),
        "early": EARLY_READS,
        "early_id": people[EARLY].pk,
        "watched_every": WATCHED_EVERY,
        "watched_id": people[WATCHED].pk,
        "twice_every": TWICE_EVERY,
        "twice_ids": [people[TWICE].pk, twin.pk],
        "others": OTHERS,
    }
    for first in range(0, count, CHUNK):
        last = min(first + CHUNK, count) - 1
        with connection.cursor() as cursor:
            cursor.execute(_FILL, told | {"first": first, "last": last})
        say(f"已有 {last + 1} 条查看留痕")
    asked = _asked(people[WATCHED], at)
    return Watched([each for login in ASKING for each in _views(login, people[login])], asked)


def person_of(login: str) -> Party:
    found = Account.objects.select_related("person").get(login=login).person
    assert found is not None, "who looks for themselves is a person"
    return found


def _registered_again(person: Party) -> Party:
    """A second entry of this person, merged into the first: the ledger speaks of both."""
    twin = Party.objects.get(pk=person.pk)
    twin.pk, twin.id_index, twin.phone_index, twin.phone_sealed = None, bytes(16), None, None
    twin.merged_into = person
    twin.save(force_insert=True)
    return twin


def _views(login: str, person: Party) -> list[tuple[str, str]]:
    """The first page of this person, pages on the way, and the very last one."""
    own = list(Entry.objects.filter(about=f"party:{person.pk}").order_by("-pk").values_list("pk", flat=True))
    path = reverse("views-of-me")
    places = own[PAGE - 1 :: max(1, len(own) // PLACES)]
    return [(login, path), *((login, f"{path}?before={each}") for each in (*places, own[-1]))]


def _asked(person: Party, at: datetime) -> list[tuple[str, str]]:
    """Every tenth look at the person was asked about; most were answered long ago."""
    looks = list(Entry.objects.filter(about=f"party:{person.pk}").order_by("pk").values_list("pk", "at", "by_ref"))
    agencies = list(Staff.objects.order_by("pk").values_list("agency_id", flat=True))
    chosen = looks[::ASKED_EVERY]
    rows = []
    for place, (entry, seen_at, ref) in enumerate(chosen):
        is_open = place >= len(chosen) - OPEN_QUESTIONS
        rows.append(
            ReadQuestion(
                asker=person,
                entry=entry,
                reader_ref=ref,
                agency_id=agencies[place % len(agencies)],
                status=QuestionStatus.ASKED if is_open else QuestionStatus.SETTLED,
                asked_at=seen_at,
                due_on=(seen_at + timedelta(days=7)).date(),
                answer="" if is_open else "办理您的申请时核对。",
                answered_at=None if is_open else seen_at,
                ended_at=None if is_open else seen_at,
            )
        )
    made = ReadQuestion.objects.bulk_create(rows, batch_size=1000)
    return [(WATCHED, reverse("read-question", args=[each.pk])) for each in made[:: max(1, len(made) // 50)]]
