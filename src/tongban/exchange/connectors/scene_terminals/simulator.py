"""A simulated verifier (模拟的扫码终端): a hospital, a bus, a scenic area, as the register of scenes knows them.

It has no way of its own: it asks through the same commands as a real system, so that it can do no more than one.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Declined
from tongban.registers.codes.commands import Looked, look
from tongban.registers.codes.models import Scan
from tongban.registers.codes.queries import claims_in_words, scan_for_scanner
from tongban.registers.codes.queries.scans import kind_of
from tongban.registers.codes.rules.codes import LASTS
from tongban.registers.scenes.commands import scan_in
from tongban.registers.scenes.models import Scene
from tongban.registers.scenes.rules.retention import is_past, kept_until

from .models import SimulatedUse
from .rules import Fault, garbled

MOST = 20
_LATE = LASTS + timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class Try:
    """One sending of a code (一次发送): what came back, and the scan if it was one."""

    words: str
    scan: Scan | None = None


class Terminal:
    """The terminal of one scene's verifier."""

    def __init__(self, scene: Scene) -> None:
        assert scene.client, "only a scene that a system uses has a terminal"
        self.scene = scene
        self.actor = Actor(
            name=scene.verifier,
            roles=frozenset({Role.APPLICANT}),
            agency=scene.verifier,
            client=scene.client,
            channel="api",
        )

    def scan(
        self, typed: str, *, wanted: Collection[str] | None = None, fault: Fault = Fault.NONE, at: datetime
    ) -> list[Try]:
        """Send a code to the city, as well as the fault lets it; every answer, in order."""
        if fault is Fault.LATE:
            return [self._send(typed, wanted, at=at + _LATE)]
        if fault is Fault.GARBLED:
            return [self._send(garbled(typed), wanted, at=at)]
        first = self._send(typed, wanted, at=at)
        if fault is Fault.TWICE:
            return [first, self._send(typed, wanted, at=at)]
        if fault is Fault.LOST:
            return [Try("没有收到回答"), self._send(typed, wanted, at=at)]
        return [first]

    def found(self, key: UUID) -> Scan:
        """One of its own scans; else `NotFound`."""
        return scan_for_scanner(self.actor, key)

    def see(self, scan: Scan, *, at: datetime) -> Looked:
        """What the holder granted; on their record first."""
        return look(scan, by=self.actor, at=at)

    def kept(self) -> list[SimulatedUse]:
        """Its record, the newest first (one query)."""
        return list(SimulatedUse.objects.filter(scene=self.scene.key)[:MOST])

    @transaction.atomic
    def _send(self, typed: str, wanted: Collection[str] | None, *, at: datetime) -> Try:
        try:
            made = scan_in(self.scene.key, typed, wanted=wanted, by=self.actor, at=at)
        except Declined as refusal:
            return Try(refusal.message)
        _keep(made, self.scene, at=at)
        return Try("已经送到，等本人同意", made)


def _keep(scan: Scan, scene: Scene, *, at: datetime) -> None:
    """The terminal keeps that it scanned and what it asked, as long as its scene says."""
    SimulatedUse.objects.create(
        scene=scene.key,
        scan=scan.public_id,
        items=[words for _, words in claims_in_words(scan.claims, kind_of(scan.party))],
        used_at=at,
        kept_until=kept_until(local_day(at), scene.retention_days),
    )


def forget_uses(*, on: date) -> int:
    """Delete what is past its days, by the days that held when it was kept or by shorter ones since; gives how many."""
    days = dict(Scene.objects.values_list("key", "retention_days"))
    rows = SimulatedUse.objects.values_list("pk", "scene", "used_at", "kept_until")
    gone = [
        pk
        for pk, scene, used_at, until in rows.iterator()
        if is_past(min(until, kept_until(local_day(used_at), days.get(scene, 0))), on=on)
    ]
    SimulatedUse.objects.filter(pk__in=gone).delete()
    return len(gone)
