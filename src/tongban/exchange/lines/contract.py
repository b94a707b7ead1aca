"""What goes over a line (接口约定): each call of a connector with the types of what is said and what is answered.

An adapter writes and reads by these types, the published schema (`docs/connectors/`) is made from them, and the tests
of all lines hold both ends to it: the contract stands once.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated, Any
from urllib.parse import quote_plus

import msgspec

from . import PATIENT, LineBroken, call

Number = Annotated[str, msgspec.Meta(min_length=1, max_length=60)]
"""A number by which something is known again (编号)."""
Instant = Annotated[datetime, msgspec.Meta(tz=True)]
"""A time with its zone (带时区的时间)."""
NOTHING: Mapping[str, object] = {}


@dataclass(frozen=True, slots=True)
class Call:
    """One kind of call (一种调用): `act` is what the port calls it, `path` stands below the address of the system.

    `says` is what is posted, None for a question without a body; `answers` what comes back, None where any readable
    answer will do. Of a list whose rows are judged one by one, `rows` says what a row should be. `refuses` tells by
    which statuses the other side says no.
    """

    act: str
    path: str
    says: Any = None
    answers: Any = None
    rows: Any = None
    refuses: Mapping[int, str] = field(default_factory=dict)

    @property
    def method(self) -> str:
        return "GET" if self.says is None else "POST"

    def path_of(self, named: Mapping[str, object]) -> str:
        """The path with what it names, fit for an address."""
        return self.path.format(**{name: quote_plus(str(each)) for name, each in named.items()})

    def understood(self, answer: Any) -> Any:
        """The answer in its type; `Unreadable` says where it is not as agreed."""
        return understood(answer, self.answers) if self.answers is not None else answer


class Unreadable(LineBroken):
    """An answer that is not as agreed (回答不合约定): `where` in it, and `words` for whoever reads the record."""

    def __init__(self, why: str) -> None:
        super().__init__("unreadable")
        self.why = why
        missing = why.partition("missing required field `")[2].partition("`")[0]
        place = why.partition(" - at `")[2].rstrip("`").removeprefix("$").removeprefix(".")
        self.where = ".".join(each for each in (place, missing) if each) or "$"
        self.words = f"缺少{self.where}" if missing else f"{self.where}不合接口约定"


def ask(
    what: Call,
    address: str,
    message: Any = None,
    *,
    token: str,
    signed_as: str,
    at: datetime,
    largest: int,
    within: float = PATIENT,
    named: Mapping[str, object] = NOTHING,
) -> Any:
    """Make a call to the system at an address and read its answer; `named` is what the path names. `LineBroken`."""
    plain = written(message) if what.says is not None else None
    terms: Any = {"token": token, "signed_as": signed_as, "at": at, "largest": largest, "within": within}
    return what.understood(call(f"{address.rstrip('/')}/{what.path_of(named)}", plain, **terms))


def told(error: LineBroken, other: str, *, then: str = "请稍后再试。") -> dict[str, Any]:
    """What a connector's refusal says of a call that `other` did not answer as agreed, and `then` what to do."""
    if isinstance(error, Unreadable):
        facts = {"error": error.kind, "where": error.where}
        return {"sentence": f"{other}的回答读不出来（{error.words}）。{then}", "facts": facts}
    return {"facts": {"error": error.kind} | ({"status": error.status} if error.status is not None else {})}


def written(message: Any) -> Any:
    """A message as it goes over the line: the names of its fields, times and days as ISO 8601 has them."""
    return msgspec.to_builtins(message)


def understood(plain: Any, kind: Any) -> Any:
    """What came over the line in its type; what is not agreed upon is left out. Raises `Unreadable`."""
    try:
        return msgspec.convert(plain, kind)
    except msgspec.ValidationError as error:
        raise Unreadable(str(error)) from error


def schema(key: str, interface: str, calls: Sequence[Call], *, why: str = "") -> dict[str, Any]:
    """The published contract of a line (接口文档): JSON Schema 2020-12 for messages, and the calls that carry them.

    `why` says of a line without messages of its own where they stand.
    """
    kinds = [kind for each in calls for kind in (each.says, each.answers, each.rows) if kind is not None]
    told, defined = _schemas(kinds)
    given: dict[str, Any] = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": key}
    given |= {"interface": interface, "calls": [_call(each, told) for each in calls]}
    return given | ({"why": why} if why else {}) | {"$defs": defined}


def _call(call: Call, told: Mapping[int, Any]) -> dict[str, Any]:
    given: dict[str, Any] = {"act": call.act, "method": call.method, "path": f"/{call.path}"}
    parts = {"says": call.says, "answers": call.answers, "rows": call.rows}
    given |= {name: told[id(kind)] for name, kind in parts.items() if kind is not None}
    refusals = {str(int(status)): words for status, words in call.refuses.items()}
    return given | ({"refuses": refusals} if refusals else {})


def _schemas(kinds: Iterable[Any]) -> tuple[dict[int, Any], dict[str, Any]]:
    """Each kind's schema, and what they name; two types of one name in one line are told apart by msgspec."""
    wanted = list(kinds)
    found, defined = msgspec.json.schema_components(wanted, ref_template="#/$defs/{name}")
    return {id(kind): each for kind, each in zip(wanted, found, strict=True)}, dict(sorted(defined.items()))
