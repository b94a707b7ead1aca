"""A city's own data into the registers (装载): upserts by key, so that loading twice changes nothing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any, TypeVar

from django.db import models, transaction

from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.ledger.commands import record
from tongban.registers.agencies import rules
from tongban.registers.agencies.models import Agency, Division, Staff, Venue
from tongban.registers.parties import passwords
from tongban.registers.parties.models import Account

Row = Mapping[str, Any]
Kept = TypeVar("Kept", bound=models.Model)


@dataclass(slots=True)
class _Loading:
    """What one loading has changed so far, by table."""

    changed: dict[str, int] = field(default_factory=dict)

    def upsert(
        self, model: type[Kept], key: str, rows: Sequence[Row], *, known: dict[str, Kept] | None = None
    ) -> dict[str, Kept]:
        """Write the rows that are new or differ (at most three statements); all rows, by key.

        `known` are those that an earlier call gave; without them they are read.
        """
        manager = model._default_manager
        if known is None:
            known = {str(getattr(each, key)): each for each in manager.all()}
        differing = [known[row[key]] for row in rows if row[key] in known and _apply(known[row[key]], row)]
        fresh = [model(**row) for row in rows if row[key] not in known]
        manager.bulk_create(fresh)
        if differing:
            manager.bulk_update(differing, sorted({name for row in rows for name in row if name != key}))
        if fresh or differing:
            name = model.__name__.lower()
            self.changed[name] = self.changed.get(name, 0) + len(fresh) + len(differing)
        return known | {str(getattr(each, key)): each for each in fresh}


@transaction.atomic(savepoint=False)
def load_agencies(data: Mapping[str, Any], *, password: str, at: datetime) -> dict[str, int]:
    """The city's tree, agencies, venues and staff; how many rows were written, by table (nothing the second time).

    `data` has `divisions` (nested), `agencies`, `venues`, `venue_defaults` and `staff` as in the city's YAML files.
    Every staff account that is new gets `password`; an account that exists keeps its own.
    """
    loading = _Loading()
    divisions = _divisions(loading, data["divisions"])
    agencies = loading.upsert(Agency, "key", [_agency(row, divisions) for row in data["agencies"]])
    defaults = data["venue_defaults"]
    venues = loading.upsert(Venue, "key", [_venue(row, defaults, divisions, agencies) for row in data["venues"]])
    _staff(loading, data["staff"], agencies, venues, password=password, at=at)
    if loading.changed:
        record(f"city:{data['divisions'][0]['code']}", "load", by=SYSTEM, at=at, facts=loading.changed)
    return loading.changed


def _divisions(loading: _Loading, tree: Sequence[Row]) -> dict[str, Division]:
    """Level by level, because a parent has to be there first."""
    found: dict[str, Division] | None = None
    for generation in _generations(tree):
        rows = []
        for node, parent in generation:
            level = rules.DivisionLevel(node["level"])
            above = found[parent] if found and parent else None
            legal = rules.may_stand_under(level, rules.DivisionLevel(above.level) if above else None)
            assert legal, f"{node['name']}: a {level} cannot stand under {parent}"
            rows.append({"code": node["code"], "name": node["name"], "level": level.value, "parent": above})
        found = loading.upsert(Division, "code", rows, known=found)
    return found or {}


def _generations(tree: Sequence[Row]) -> Iterator[list[tuple[Row, str]]]:
    generation = [(node, "") for node in tree]
    while generation:
        yield generation
        generation = [(child, node["code"]) for node, _ in generation for child in node.get("children", ())]


def _agency(row: Row, divisions: Mapping[str, Division]) -> Row:
    return {**row, "kind": rules.AgencyKind(row["kind"]).value, "division": divisions[row["division"]]}


def _venue(row: Row, defaults: Row, divisions: Mapping[str, Division], agencies: Mapping[str, Agency]) -> Row:
    """A place with the standard name of its division, the hours usual for its level, and where it stands (`at`)."""
    division = divisions[row["division"]]
    level = rules.DivisionLevel(division.level)
    place = rules.venue_level(level)
    assert place is not None, f"{division.name}: a street has no place of its own"
    return {
        "name": rules.venue_name(division.name, level),
        "level": place.value,
        **defaults[place.value],
        **{name: value for name, value in row.items() if name != "at"},
        **_position(row.get("at")),
        "division": division,
        "agency": agencies[row["agency"]],
    }


def _position(at: Sequence[float] | None) -> Row:
    """Latitude and longitude in degrees (WGS 84), as they are kept; both or neither."""
    latitude, longitude = (Decimal(str(each)) for each in at) if at else (None, None)
    return {"latitude": latitude, "longitude": longitude}


def _staff(
    loading: _Loading,
    rows: Sequence[Row],
    agencies: Mapping[str, Agency],
    venues: Mapping[str, Venue],
    *,
    password: str,
    at: datetime,
) -> None:
    accounts = _accounts(loading, rows, password=password, at=at)
    people = [
        {
            "number": row["number"],
            "account": accounts[row["login"]],
            "name": row["name"],
            "agency": agencies[row["agency"]],
            "venue": venues[row["venue"]] if "venue" in row else None,
            "post": row["post"],
            "roles": rules.checked_roles(row["roles"]),
        }
        for row in rows
    ]
    loading.upsert(Staff, "number", people)


def _accounts(loading: _Loading, rows: Sequence[Row], *, password: str, at: datetime) -> dict[str, Account]:
    """Accounts for those who have none. They share one hash: the password of a demo city is printed anyway."""
    known = {each.login: each for each in Account.objects.filter(login__in=[row["login"] for row in rows])}
    missing = [row for row in rows if row["login"] not in known]
    shared = passwords.hashed(password) if missing else ""
    fresh = [
        Account(
            login=row["login"],
            password=shared,
            is_staff=True,
            is_administrator=rules.is_administrator(row["roles"]),
            password_changed_at=at,
            created_at=at,
        )
        for row in missing
    ]
    Account.objects.bulk_create(fresh)
    if fresh:
        loading.changed["account"] = len(fresh)
    return known | {each.login: each for each in fresh}


def _apply(kept: models.Model, row: Row) -> bool:
    """Set what differs; whether anything did."""
    differing = [name for name, value in row.items() if _differs(kept, name, value)]
    for name in differing:
        setattr(kept, name, row[name])
    return bool(differing)


def _differs(kept: models.Model, name: str, value: Any) -> bool:
    """Related rows are compared by their ids, so that comparing reads nothing."""
    if isinstance(value, models.Model):
        return bool(getattr(kept, f"{name}_id") != value.pk)
    return bool(getattr(kept, name) != value)
