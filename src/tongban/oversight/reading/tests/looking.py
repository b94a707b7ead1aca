"""Looks of the cast, at whom and when a test wants them."""

from datetime import datetime
from typing import Any

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.ledger.commands import record_read
from tongban.foundation.ledger.models import Entry
from tongban.registers.parties.models import Account, Party


def party_of(login: str) -> Party:
    person = Account.objects.get(login=login).person
    assert person is not None
    return person


def looked(at_whom: str, *, by: Actor, at: datetime, purpose: str = "核对证件", subject: str = "") -> Entry:
    about: Any = f"party:{party_of(at_whom).pk}"
    return record_read(about, by=by, at=at, purpose=purpose, subject=subject, fields=["id_number"])
