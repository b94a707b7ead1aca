"""What is measured (被测的操作): for each one its requests, and what this machine could do at most."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db import connection, transaction
from django.urls import reverse

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day, now
from tongban.handling.cases.commands.lodging import STATEMENT, KeepUnder, Lodged, lodge
from tongban.handling.cases.queries import one_case
from tongban.handling.cases.queries.visible import case_for
from tongban.handling.cases.queries.worklists import Wanted, worklist
from tongban.registers.codes.commands import show
from tongban.registers.codes.models import Showing
from tongban.registers.codes.queries import checked, code_now
from tongban.registers.parties.models import Account
from tongban.web.openapi.beginnings import rendered
from tongban.web.openapi.callers import Caller
from tongban.web.openapi.once import sealed
from tongban.web.ui.sessions import COOKIE

from .limits import Script, by_name, by_place, together
from .people import People
from .sample import MATERIALS, application, body, person

SEARCHED = ("高龄津贴", "开个小饭馆", "身份证丢了", "老人优待证", "社保卡", "gjj", "残疾证怎么办", "孩子上学")
FIRST_PERSON = 1_000_000
LIMIT_FILES = 10**9
FILES = len(MATERIALS)
HOLDER = "liqiang"
LIVE_CODES = 20
FIRST_NUMBER = 62_020_070_000_000_000
FRONT = ("received", "correcting")


@dataclass(frozen=True, slots=True)
class Stage:
    """Where it is measured: the address, the people, the option, some open cases, how many submissions to prepare."""

    authority: str
    people: People
    option: str
    numbers: Sequence[str]
    submissions: int
    clients: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Room:
    """Which numbers the transactions of one turn of pgbench may use up: from which on, and how many of them."""

    first: int = 0
    most: int = 0

    def after(self, most: int) -> "Room":
        """So many more, behind these."""
        return Room(self.first + self.most, most)


@dataclass(frozen=True, slots=True)
class Operation:
    """One row of the table; its limit is pgbench with its statements, or what another operation has for its limit."""

    name: str
    label: str
    requests: Callable[[Stage], list[bytes]]
    limit: Callable[[Stage, Room], Script] | None = None
    same_limit: str = ""
    is_round: bool = True


def _get(stage: Stage, path: str, headers: Mapping[str, str]) -> bytes:
    lines = [f"GET {path} HTTP/1.1", f"Host: {stage.authority}", *(f"{name}: {said}" for name, said in headers.items())]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def _visitor(name: str, **words: str) -> Callable[[Stage], list[bytes]]:
    """A page that anybody may read; `option=…` stands for the option that is applied for."""

    def requests(stage: Stage) -> list[bytes]:
        told = dict.fromkeys(words, stage.option)
        return [_get(stage, reverse(name, kwargs=told), {"Accept": "text/html"})]

    return requests


def _searches(stage: Stage) -> list[bytes]:
    return [_get(stage, f"{reverse('api-items')}?{urlencode({'q': text})}", {}) for text in SEARCHED]


def _as_system(stage: Stage) -> dict[str, str]:
    return {"Authorization": f"Bearer {stage.people.clerk_token}"}


def _as_clerk(stage: Stage, turn: int, path: str) -> bytes:
    cookies = stage.people.clerk_cookies
    return page_request(stage, path, cookies[turn % len(cookies)])


def page_request(stage: Stage, path: str, token: str) -> bytes:
    """A page for whoever holds this session's token."""
    return _get(stage, path, {"Cookie": f"{COOKIE}={token}", "Accept": "text/html"})


def _worklist(stage: Stage) -> list[bytes]:
    path = reverse("api-cases") + "?status=received&status=correcting&page_size=20"
    return [_get(stage, path, _as_system(stage))]


def _worklist_page(stage: Stage) -> list[bytes]:
    return [_as_clerk(stage, turn, reverse("desk-cases")) for turn in range(len(stage.people.clerk_cookies))]


def _case(stage: Stage) -> list[bytes]:
    return [_get(stage, reverse("api-case", args=[each]), _as_system(stage)) for each in stage.numbers]


def _case_page(stage: Stage) -> list[bytes]:
    numbers = enumerate(stage.numbers)
    return [_as_clerk(stage, turn, reverse("desk-case", args=[each])) for turn, each in numbers]


def _live_codes(stage: Stage) -> list[bytes]:
    """The codes of one showing, as a gate checks them: each of its own second, all of them alive for half a minute."""
    at, shown = now(), open_showing()
    codes = [code_now(shown, at=at - timedelta(seconds=each)).text for each in range(LIVE_CODES)]
    return [
        _get(stage, f"{reverse('api-live-code-check')}?{urlencode({'code': each})}", _as_system(stage))
        for each in codes
    ]


def _submissions(stage: Stage) -> list[bytes]:
    """Every applicant is new, every file lies ready, every request has a key of its own."""
    _lay_files(stage, 0, stage.submissions + 1)
    path, found = reverse("api-submit"), []
    for serial in range(stage.submissions):
        sent = json.dumps(body(stage.option, person(FIRST_PERSON + serial), _files(serial)), ensure_ascii=False)
        blob = sent.encode()
        lines = (
            f"POST {path} HTTP/1.1",
            f"Host: {stage.authority}",
            f"Authorization: Bearer {stage.people.system_token}",
            f"Idempotency-Key: bench-{serial}",
            "Content-Type: application/json",
            f"Content-Length: {len(blob)}",
        )
        found.append("\r\n".join(lines).encode() + b"\r\n\r\n" + blob)
    return found


def _files(serial: int) -> list[UUID]:
    """The files of a submission; pgbench, which knows numbers only, can say these names as well."""
    return [UUID(f"{serial * FILES + place:032d}") for place in range(FILES)]


def _lay_files(stage: Stage, first: int, count: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO documents_storedfile (id, sha256, size, media_type, name, client, uploaded_at, verdict,"
            " trust_level, holder) SELECT lpad(n::text, 32, '0')::uuid, sha256(n::text::bytea), 1000,"
            " 'application/pdf', '材料.pdf', %s, %s, 'clean', 'C', ''"
            " FROM generate_series(%s::bigint, %s::bigint) AS n",
            [stage.people.system.client, stage.at, first * FILES, (first + count) * FILES - 1],
        )


def _submission_limit(stage: Stage, room: Room) -> Script:
    """The very statement of the command, with the values of one application; what must be unique is counted up.

    What comes in order there comes in order here. Blind indexes and verification codes come in no order, so that each
    lands on a page of its own of its index: here they are the counted number, shuffled.
    """
    share = room.most // stage.clients
    _lay_files(stage, LIMIT_FILES + room.first, room.most)
    asked = application(stage.option, person(FIRST_PERSON - 1), _files(stage.submissions))
    keep = KeepUnder("api:bench", "1", bytes(32), lambda lodged: _answer(lodged, stage))
    sent = ran(lambda: lodge(asked, by=stage.people.system, at=stage.at, keep=keep))
    values = next(values for statement, values in sent if statement == STATEMENT.one.text)
    own = {
        "number": ":number",
        "chain": "('case:' || :number)",
        "d_number": "(:number || '-01')",
        "d_code": ":code",
        "p_id_index": ":paper",
        "p_phone_index": ":phone",
        "k_key": ":number",
        "files": "ARRAY[" + ", ".join(f"lpad(:file{place}::text, 32, '0')::uuid" for place in range(FILES)) + "]",
    }
    script = by_name(STATEMENT.one.text, values, own)
    counted = [
        "\\set turn :turn + 1",
        f"\\set n {room.first} + :client_id * {share} + :turn - 1",
        f"\\set number {FIRST_NUMBER} + :n",
        "\\set code 1000000000 + permute(:n, 8000000000)",
        "\\set paper 1000000000000000 + permute(:n, 8000000000000000)",
        "\\set phone 1000000000000000 + permute(:n, 8000000000000000, 1)",
        *(f"\\set file{place} ({LIMIT_FILES} + :n) * {FILES} + {place}" for place in range(FILES)),
    ]
    return Script("\n".join([*counted, script.text]), {**script.values, "turn": "0"})


def _answer(lodged: Lodged, stage: Stage) -> str:
    """What is kept of the answer: as long, and as hard to pack, as the operation's own."""
    return sealed("api:bench", "1", rendered(lodged, Caller(stage.people.system), stage.at))


def _worklist_limit(stage: Stage, room: Room) -> Script:
    wanted = Wanted(status=FRONT)
    sent = ran(lambda: worklist(stage.people.staff["counter"], wanted, today=local_day(stage.at)))
    return together([by_place(statement, values, place) for place, (statement, values) in enumerate(sent)])


def _case_limit(stage: Stage, room: Room) -> Script:
    """The two statements of one case, always the same one."""
    sent = ran(lambda: one_case.whole(case_for(stage.people.staff["counter"], stage.numbers[0])))
    return together([by_place(statement, values, place) for place, (statement, values) in enumerate(sent)])


def _live_code_limit(stage: Stage, room: Room) -> Script:
    """The one statement of a check; the signature is the processor's work, not the database's."""
    shown = code_now(open_showing(), at=now()).text
    sent = ran(lambda: checked(shown, at=now()))
    return together([by_place(statement, values, place) for place, (statement, values) in enumerate(sent)])


def open_showing() -> Showing:
    """A code that the first of the cast shows, opened before any of the seconds it is shown in."""
    account = Account.objects.select_related("person").get(login=HOLDER)
    assert account.person is not None, "who shows a code is a person"
    roles = frozenset({Role.APPLICANT})
    by = Actor(name=account.person.name, roles=roles, account_id=account.pk, party_id=account.person.pk)
    return show(by=by, at=now())


def ran(act: Callable[[], object]) -> list[tuple[str, Any]]:
    """The statements that `act` sends, with their values; what it writes is undone."""
    seen: list[tuple[str, Any]] = []

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if not sql.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK")):
            seen.append((sql, params))
        return execute(sql, params, many, context)

    with transaction.atomic(), connection.execute_wrapper(note):
        act()
        transaction.set_rollback(True)
    return seen


OPERATIONS = (
    Operation("noop", "空操作", _visitor("api-live")),
    Operation("guide", "办事指南页", _visitor("item", code="option"), same_limit="noop"),
    Operation("guide_api", "办事指南接口", _visitor("api-item", option_code="option"), same_limit="noop"),
    Operation("search", "搜索接口", _searches, same_limit="noop"),
    Operation("worklist", "办件列表接口", _worklist, _worklist_limit),
    Operation("worklist_page", "工作台列表页", _worklist_page, same_limit="worklist"),
    Operation("case", "单个办件接口", _case, _case_limit),
    Operation("case_page", "工作台办件页", _case_page, same_limit="case"),
    Operation("live_code", "验码接口", _live_codes, _live_code_limit),
    Operation("submit", "提交申请", _submissions, _submission_limit, is_round=False),
)
