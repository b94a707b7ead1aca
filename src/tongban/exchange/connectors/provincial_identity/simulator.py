"""A simulated provincial identity (模拟的省统一身份认证), for the demo city and tests: it says on its page that it is.

It keeps the contract: signed codes of a minute, each used once, bound to the state; the people in `people.json` are
sample data. A `Fault` makes it fail as the real one does.
"""

import secrets
import time
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlencode

import msgspec
from django.db import IntegrityError, transaction

from tongban.foundation.ledger.answers import Answer, body_hash, keep
from tongban.registers.parties.ports import ProvincialPerson
from tongban.registers.parties.rules import Provider, RealNameLevel

from . import contract

PAGE = "/simulators/provincial-identity"
_OWNER = "simulator:provincial-identity"


class Fault(StrEnum):
    """How the province can fail (故障)."""

    NONE = ""
    DELAYED = "delayed"
    REFUSED = "refused"
    EXPIRED = "expired"
    REPLAYED = "replayed"
    MISMATCHED = "mismatched"


class Sample(msgspec.Struct, frozen=True):
    """One made-up person of the simulated province (演示人物)."""

    subject: str
    name: str
    id_kind: str
    id_number: str
    phone: str
    level: int
    note: str

    def person(self) -> ProvincialPerson:
        level = RealNameLevel(self.level)
        return ProvincialPerson(self.subject, self.name, self.id_kind, self.id_number, self.phone, level)


SAMPLES = {
    each.subject: each
    for each in msgspec.json.decode(Path(__file__).with_name("people.json").read_bytes(), type=list[Sample])
}


@dataclass(frozen=True, slots=True)
class Simulator:
    """The province as we have it without a network; `delay` in seconds is how long a delayed answer takes."""

    fault: Fault = Fault.NONE
    delay: float = contract.ANSWERS_WITHIN
    provider: Provider = Provider.GANSU

    def authorize_url(self, *, state: str, return_to: str) -> str:
        """The simulator's own page."""
        return f"{PAGE}?{urlencode({'state': state, 'return_to': return_to})}"

    def grant(self, subject: str, *, state: str, at: datetime) -> str:
        """The code for this made-up person; `ProvincialRefused` if there is none such."""
        if subject not in SAMPLES:
            raise contract.refused()
        number = secrets.token_urlsafe(16)
        grant = contract.Grant(subject, contract.bound_to(state), at + contract.CODE_LASTS, number)
        return contract.written(grant)

    def identify(self, code: str, *, state: str, at: datetime) -> ProvincialPerson:
        """Who the code was given for; spends it."""
        if self.fault is Fault.DELAYED:
            time.sleep(min(self.delay, contract.ANSWERS_WITHIN))
            if self.delay >= contract.ANSWERS_WITHIN:
                raise contract.unavailable()
        if self.fault is Fault.REFUSED:
            raise contract.refused()
        grant = contract.read(code, state=state, at=at + contract.CODE_LASTS if self.fault is Fault.EXPIRED else at)
        if self.fault is Fault.REPLAYED:
            _spend(grant, at=at)
        _spend(grant, at=at)
        person = SAMPLES[grant.subject].person()
        return replace(person, name="何不同") if self.fault is Fault.MISMATCHED else person


def _spend(grant: contract.Grant, *, at: datetime) -> None:
    """The database lets one exchange through, whichever worker it comes to."""
    try:
        with transaction.atomic():
            keep(_OWNER, grant.number, body_hash(grant.subject.encode()), Answer(200, ""), at=at)
    except IntegrityError:
        raise contract.replayed() from None
