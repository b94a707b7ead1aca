"""Keeping the register of scenes (用码场景): taking over the city's list, switching on and off, asking within scope."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Greatest

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.errors import Fault, Invalid
from tongban.foundation.ledger.commands import advance, begin
from tongban.registers.agencies.models import Agency
from tongban.registers.codes.commands import scan_any
from tongban.registers.codes.models import Scan
from tongban.registers.codes.ports import BOUND
from tongban.registers.codes.rules.scopes import Scope
from tongban.registers.codes.rules.states import Status as ScanStatus

from .models import Scene
from .rules.flow import FLOW
from .rules.scopes import OWN, NoTerminal, check_rows, narrowed
from .rules.states import Domain, Status

LONGEST_REASON = 500
INSTANT = timedelta(milliseconds=1)


def load_scenes(rows: Sequence[Mapping[str, Any]], *, by: Actor, at: datetime) -> int:
    """Take over the city's list by key (装载): new ones are registered, changed scopes recorded; gives how many.

    A scene that people switched off here stays off, whatever the list says. `Invalid` with every defect. The second
    time it costs one query.
    """
    check_rows(rows)
    known = {each.key: each for each in Scene.objects.select_related("agency")}
    differing = [row for row in rows if row["key"] not in known or _differs(known[row["key"]], row)]
    if differing:
        _take_over(differing, known, by=by, at=at)
    return len(differing)


@transaction.atomic
def open_scene(scene: Scene, *, reason: str, by: Actor, at: datetime) -> Scene:
    """启用: what was planned may be used from now on; `NoTerminal` where no system is connected that could."""
    if not scene.client and scene.key not in OWN:
        raise NoTerminal()
    return _switched(scene, "open", reason, by=by, at=at)


@transaction.atomic
def switch_off(scene: Scene, *, reason: str, by: Actor, at: datetime) -> Scene:
    """停用: no more scans from this moment; whoever waits for consent waits in vain, what was granted is hidden."""
    stopped = _stop_scans(scene, at=at)
    return _switched(scene, "switch_off", reason, by=by, at=at, facts={"stopped": stopped})


@transaction.atomic
def switch_on(scene: Scene, *, reason: str, by: Actor, at: datetime) -> Scene:
    """恢复使用."""
    return _switched(scene, "switch_on", reason, by=by, at=at)


def scan_in(scene: str, typed: str, *, wanted: Collection[str] | None = None, by: Actor, at: datetime) -> Scan:
    """扫码 in a scene: the holder is asked for what the scene may ask, or for the part of it that is wanted.

    `SceneUnknown` where it is off or another's; `BeyondScope` for one claim too many; then as `codes.scan_any`:
    codes of others lead to the same person.
    """
    return scan_any(typed, scope=_scope(scene, wanted, by, at), by=by, at=at)


def _scope(scene: str, wanted: Collection[str] | None, by: Actor, at: datetime) -> Scope:
    return narrowed(BOUND[0].scope_of(scene, by=by, at=at), wanted)


def _stop_scans(scene: Scene, *, at: datetime) -> int:
    """Scans of this scene that are under way end now, as if their time were over (two statements); gives how many."""
    mine = Scan.objects.filter(scene=scene.key)
    waiting = mine.filter(status=ScanStatus.ASKED, answer_until__gt=at)
    ended = waiting.update(answer_until=Greatest(Value(at), F("scanned_at") + INSTANT))
    return ended + mine.filter(status=ScanStatus.GRANTED, look_until__gt=at).update(look_until=at)


def _switched(
    scene: Scene, verb: str, reason: str, *, by: Actor, at: datetime, facts: Mapping[str, Any] | None = None
) -> Scene:
    held = Scene.objects.select_for_update().get(pk=scene.pk)
    step = FLOW.take(verb, held, by=by)
    words = reason.strip()
    if not words or len(words) > LONGEST_REASON:
        raise Invalid(faults=[Fault("/reason", "required", f"请写明原因，不超过{LONGEST_REASON}个字。")])
    changes = {"reason": words, "switched_at": at}
    told = {"reason": words, "claims": held.claims, **(facts or {})}
    advance(held, step, by=by, at=at, changes=changes, facts=told)
    return held


@transaction.atomic
def _take_over(rows: Sequence[Mapping[str, Any]], known: Mapping[str, Scene], *, by: Actor, at: datetime) -> None:
    agencies = {each.key: each for each in Agency.objects.filter(key__in={row["agency"] for row in rows})}
    for row in rows:
        wanted = {**_wanted(row), "agency": agencies[row["agency"]]}
        before = known.get(row["key"])
        if before is not None:
            advance(before, FLOW.take("rescope", before, by=by), by=by, at=at, changes=wanted, facts=_facts(wanted))
            continue
        made = Scene(key=row["key"], status=Status.PLANNED, **wanted)
        begin(made, FLOW.steps["register"], by=by, at=at, facts=_facts(wanted))
        if row["is_live"]:
            changes = {"reason": "随城市数据启用", "switched_at": at}
            advance(made, FLOW.take("open", made, by=by), by=by, at=at, changes=changes)


def _differs(before: Scene, row: Mapping[str, Any]) -> bool:
    wanted = _wanted(row)
    return before.agency.key != row["agency"] or any(getattr(before, name) != wanted[name] for name in wanted)


def _wanted(row: Mapping[str, Any]) -> dict[str, Any]:
    """The columns as the list says them, but for the agency, which is a row."""
    planned = row.get("planned_on")
    return {
        "name": row["name"],
        "domain": Domain(row["domain"]).value,
        "service": row.get("service", ""),
        "verifier": row["verifier"],
        "purpose": row["purpose"],
        "claims": list(row["claims"]),
        "keeps_minutes": row["keeps_minutes"],
        "retention_days": row["retention_days"],
        "basis": row["basis"],
        "client": row.get("client", ""),
        "planned_on": date.fromisoformat(planned) if isinstance(planned, str) else planned,
    }


def _facts(wanted: Mapping[str, Any]) -> dict[str, Any]:
    """What the register promises from now on, as its record keeps it."""
    kept = ("verifier", "purpose", "claims", "keeps_minutes", "retention_days", "client")
    return {name: wanted[name] for name in kept}
