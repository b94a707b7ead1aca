"""Keeping the register of entrances (入口登记): taking over the city's data, and looking whether they answer."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.errors import Fault, Invalid
from tongban.foundation.ledger.commands import record
from tongban.registers.agencies.models import Agency
from tongban.registers.entrances.models import Entrance
from tongban.registers.entrances.ports import LinkChecker
from tongban.registers.entrances.rules import EntranceKind, Health, is_web_address

BASIS = "实施方案 三(三)1 统筹网上办事入口"
_FIELDS = ("agency_id", "kind", "name", "address", "is_sso", "note", "is_active")


@transaction.atomic
def load_entrances(rows: Sequence[Mapping[str, Any]], *, by: Actor, at: datetime) -> int:
    """Take over the city's list by key; gives how many changed. Raises `Invalid` with every defect."""
    agencies = dict(Agency.objects.values_list("key", "id"))
    if found := [fault for place, row in enumerate(rows) for fault in _faults(place, row, agencies)]:
        raise Invalid("入口登记还有地方要改。", faults=found)
    known = {each.key: each for each in Entrance.objects.all()}
    changed = 0
    for row in rows:
        wanted = _wanted(row, agencies)
        before = known.get(row["key"])
        if before is not None and all(getattr(before, name) == wanted[name] for name in _FIELDS):
            continue
        Entrance.objects.update_or_create(key=row["key"], defaults=wanted)
        changed += 1
    if changed:
        record("entrances", "load_entrances", by=by, at=at, basis=BASIS, facts={"changed": changed})
    return changed


def look(checker: LinkChecker, *, by: Actor, at: datetime) -> int:
    """看链接: ask every entrance in use; a change of health is recorded. Gives how many fail.

    The checker is asked outside of any transaction: it may take long.
    """
    rows = list(Entrance.objects.filter(is_active=True))
    asked = [each.address for each in rows if not each.is_sample]
    told = checker.look(asked)
    failing = 0
    for row in rows:
        seen = told.get(row.address)
        health, words = (seen.health, seen.words) if seen else (Health.UNSEEN, "样例地址，不检查")
        _note(row, health, words, by, at)
        failing += health is Health.FAILING
    return failing


@transaction.atomic
def _note(row: Entrance, health: Health, words: str, by: Actor, at: datetime) -> None:
    has_changed = row.health != health
    since = at if has_changed or row.health_since is None else row.health_since
    seen = {"health": health.value, "said": words[:200], "looked_at": at, "health_since": since}
    Entrance.objects.filter(pk=row.pk).update(**seen)
    if has_changed:
        facts = {"from": row.health, "to": health.value, "words": words[:200]}
        record(f"entrance:{row.key}", "look", by=by, at=at, basis=BASIS, facts=facts)


def _wanted(row: Mapping[str, Any], agencies: Mapping[str, int]) -> dict[str, Any]:
    return {
        "agency_id": agencies[row["agency"]] if row.get("agency") else None,
        "kind": EntranceKind(row["kind"]).value,
        "name": row["name"],
        "address": row["address"],
        "is_sso": bool(row.get("is_sso", False)),
        "note": row.get("note", ""),
        "is_active": bool(row.get("is_active", True)),
    }


def _faults(place: int, row: Mapping[str, Any], agencies: Mapping[str, int]) -> list[Fault]:
    found = []
    if row.get("agency") and row["agency"] not in agencies:
        found.append(Fault(f"/{place}/agency", "unknown_agency", f"没有标识为“{row['agency']}”的部门。"))
    if row.get("kind") not in {each.value for each in EntranceKind}:
        found.append(
            Fault(f"/{place}/kind", "unknown_kind", f"“{row.get('name')}”的入口类型要写 site、system 或 province。")
        )
    if not is_web_address(str(row.get("address", ""))):
        found.append(Fault(f"/{place}/address", "address", f"“{row.get('name')}”的网址要以 https:// 或 http:// 开头。"))
    return found
