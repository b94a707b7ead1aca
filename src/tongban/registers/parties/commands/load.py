"""A city's demo people into the register (装载): found by their papers, so that loading twice changes nothing."""

from collections.abc import Mapping, Sequence, Set
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Count, Value

from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.ledger.commands import record
from tongban.registers.parties import passwords, sealed
from tongban.registers.parties.models import Account, Mandate, Membership, Party
from tongban.registers.parties.numbers import checked_number
from tongban.registers.parties.rules import MembershipRole, RealNameLevel

from .people import find_or_create_party

Row = Mapping[str, Any]
_TABLES = (Party, Account, Membership, Mandate)


@transaction.atomic(savepoint=False)
def load_people(data: Mapping[str, Any], *, password: str, at: datetime) -> int:
    """Persons, enterprises, who stands for them, and mandates; how many rows were written (none the second time).

    `data` has `persons`, `enterprises` and `mandates` as in the city's people.yaml; rows name each other by `key`.
    A person with a `login` gets an account with `password`; an account that exists keeps its own.
    """
    before = _count()
    known = _known([*data["persons"], *data["enterprises"]])
    parties = {row["key"]: known.get(row["key"]) or _enter(row, at=at) for row in data["persons"]}
    _accounts(data["persons"], parties, password=password, at=at)
    standing = set(
        Membership.objects.filter(enterprise__in=known.values()).values_list(
            "person_id", "enterprise_id", "role", "valid_from"
        )
    )
    for row in data["enterprises"]:
        parties[row["key"]] = known.get(row["key"]) or _enter(row, at=at)
        _represent(parties[row["key"]], row, parties, standing)
    for row in data["mandates"]:
        _mandate(row, parties, at=at)
    written = _count() - before
    if written:
        record("people", "load", by=SYSTEM, at=at, facts={"written": written})
    return written


def _known(rows: Sequence[Row]) -> dict[str, Party]:
    """Those who are there already, in one query."""
    keys = {_index(row): row["key"] for row in rows}
    found = Party.objects.filter(id_index__in=list(keys)).select_related("account")
    return {keys[bytes(party.id_index)]: party for party in found}


def _index(row: Row) -> bytes:
    return sealed.id_index(checked_number(row["id_kind"], row["id_number"]))


def _enter(row: Row, *, at: datetime) -> Party:
    party = find_or_create_party(
        name=row["name"],
        id_kind=row["id_kind"],
        id_number=row["id_number"],
        phone=row.get("phone", ""),
        real_name_level=RealNameLevel(row["real_name_level"]),
        by=SYSTEM,
        at=at,
    )
    party.division_code = row.get("division", "")
    party.has_disability = row.get("has_disability", False)
    if row.get("address"):
        owner = sealed.owner(party.id_kind, party.id_index)
        party.address_sealed = sealed.seal(row["address"], sealed.ADDRESS, owner)
    party.save(update_fields=["division_code", "has_disability", "address_sealed"])
    return party


def _accounts(rows: Sequence[Row], parties: Mapping[str, Party], *, password: str, at: datetime) -> None:
    """Accounts for those who have none. They share one hash: the password of a demo city is printed anyway."""
    missing = [row for row in rows if row.get("login") and not hasattr(parties[row["key"]], "account")]
    shared = passwords.hashed(password) if missing else ""
    Account.objects.bulk_create(
        Account(login=row["login"], password=shared, person=parties[row["key"]], password_changed_at=at, created_at=at)
        for row in missing
    )


def _represent(
    enterprise: Party, row: Row, parties: Mapping[str, Party], standing: Set[tuple[int, int, str, date]]
) -> None:
    """Who stands for the enterprise: its legal representative, and those who handle its affairs."""
    legal = parties[row["legal_representative"]]
    if enterprise.legal_representative_id != legal.pk:
        enterprise.legal_representative = legal
        enterprise.legal_representative_name = legal.name
        enterprise.save(update_fields=["legal_representative", "legal_representative_name"])
    roles = [(legal, MembershipRole.LEGAL_REPRESENTATIVE)]
    roles += [(parties[key], MembershipRole.HANDLER) for key in row.get("handlers", ())]
    since = date.fromisoformat(row["since"])
    for person, role in roles:
        if (person.pk, enterprise.pk, role.value, since) not in standing:
            Membership.objects.create(person=person, enterprise=enterprise, role=role, valid_from=since)


def _mandate(row: Row, parties: Mapping[str, Party], *, at: datetime) -> None:
    Mandate.objects.get_or_create(
        principal=parties[row["principal"]],
        agent=parties[row["agent"]],
        valid_from=date.fromisoformat(row["valid_from"]),
        defaults={"valid_to": date.fromisoformat(row["valid_to"]), "covers_all": True, "created_at": at},
    )


def _count() -> int:
    """How many rows the four tables hold, in one query."""
    each = [model._default_manager.values(one=Value(1)).annotate(rows=Count("*")) for model in _TABLES]
    first, *others = [counted.values_list("rows") for counted in each]
    return sum(rows for (rows,) in first.union(*others, all=True))
