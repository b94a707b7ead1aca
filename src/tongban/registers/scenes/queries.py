"""Reading scenes (用码场景): who may ask what now, how often each was used, how far the six fields are covered."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.errors import NotFound
from tongban.foundation.ledger.models import Entry
from tongban.registers.codes.models import Scan
from tongban.registers.codes.ports import PHONE_TO_PHONE, OwnScenes, SceneUnknown
from tongban.registers.codes.queries import claims_in_words
from tongban.registers.codes.rules.codes import Kind
from tongban.registers.codes.rules.scopes import Scope, fits
from tongban.registers.codes.rules.states import Status as ScanStatus

from .models import Scene
from .rules.scopes import OWN, scope_from
from .rules.states import Domain, Status

MOST_SWITCHES = 50


@dataclass(frozen=True, slots=True)
class Uses:
    """How often a scene was used (使用次数): asked in all, granted, refused; nobody is named."""

    asked: int = 0
    granted: int = 0
    refused: int = 0


@dataclass(frozen=True, slots=True)
class Coverage:
    """One of the six fields (覆盖台账): its live scenes, those switched off, and what is planned by when."""

    domain: Domain
    live: tuple[Scene, ...]
    off: tuple[Scene, ...]
    planned: tuple[Scene, ...]

    @property
    def next_on(self) -> date | None:
        """The day by which the next of its scenes is to be on; None where nothing is planned."""
        return min((each.planned_on for each in self.planned if each.planned_on is not None), default=None)

    def late(self, on: date) -> tuple[Scene, ...]:
        """Those that should be on by now and are not (超过计划日期)."""
        return tuple(each for each in self.planned if each.planned_on is not None and each.planned_on < on)


class RegisteredScenes:
    """What codes ask of the register (`registers.codes.ports.Scenes`): the scope of a scene that is on, for its own
    verifier; windows and people scan in scenes of the register too, so that these can be switched off as well."""

    def scope_of(self, scene: str, *, by: Actor, at: datetime) -> Scope:
        """The scope (one query), or `SceneUnknown`: no such scene, not on, or not this verifier's."""
        found = Scene.objects.filter(key=scene, status=Status.LIVE).first()
        if found is None:
            raise SceneUnknown()
        if found.key in OWN:
            own = OwnScenes().scope_of(scene, by=by, at=at)
            return replace(own, claims=tuple(each for each in own.claims if each in found.claims))
        if not found.client or by.client != found.client:
            raise SceneUnknown()
        return scope_from(found)


def scenes() -> QuerySet[Scene]:
    """All scenes, in the order of the register; a register that everybody may read."""
    return Scene.objects.select_related("agency")


def scene_with_key(key: str) -> Scene:
    """One scene, or `NotFound`."""
    found = scenes().filter(key=key).first()
    if found is None:
        raise NotFound("没有登记这个用码场景。")
    return found


def scene_at(pk: int) -> Scene:
    """The same by its row."""
    found = scenes().filter(pk=pk).first()
    if found is None:
        raise NotFound("没有登记这个用码场景。")
    return found


def claims_of(scene: Scene) -> list[tuple[str, str]]:
    """What a scene may ask in words; what only an enterprise has says so."""
    persons = [each for each in scene.claims if fits(each, Kind.PERSON)]
    others = [each for each in scene.claims if each not in persons]
    theirs = [(key, f"{words}（企业）") for key, words in claims_in_words(others, Kind.ENTERPRISE)]
    return claims_in_words(persons, Kind.PERSON) + theirs


def switches(scene: Scene) -> list[Entry]:
    """What happened to a scene (开关和改范围的留痕), the newest first (one query)."""
    return list(Entry.objects.filter(chain=scene.chain).order_by("-seq")[:MOST_SWITCHES])


def uses(*, since: datetime, until: datetime) -> dict[str, Uses]:
    """How often each scene was used in a time, by key (one statement)."""
    rows = _counted(Scan.objects.filter(scanned_at__gte=since, scanned_at__lt=until).exclude(scene=""), "scene")
    return {row["scene"]: Uses(row["asked"], row["granted"], row["refused"]) for row in rows}


def _counted(scans: QuerySet[Scan], by: str) -> Iterable[dict[str, Any]]:
    """Scans counted by one of their columns."""
    granted = Q(status__in=[ScanStatus.GRANTED, ScanStatus.WITHDRAWN])
    refused = Q(status=ScanStatus.REFUSED)
    counted = scans.values(by).annotate(asked=Count("pk"), granted=Count("pk", granted), refused=Count("pk", refused))
    rows: Iterable[dict[str, Any]] = counted.order_by(by)
    return rows


def uses_by_verifier(scene: Scene, *, since: datetime, until: datetime) -> list[tuple[str, Uses]]:
    """Who scanned in a scene how often (谁扫了几次): systems and offices by name, persons beside persons as one line
    (one statement); the busiest first."""
    found: dict[str, Uses] = {}
    for row in _counted(Scan.objects.filter(scene=scene.key, scanned_at__gte=since, scanned_at__lt=until), "verifier"):
        who = scene.verifier if scene.key == PHONE_TO_PHONE else row["verifier"]
        before = found.get(who, Uses())
        found[who] = Uses(before.asked + row["asked"], before.granted + row["granted"], before.refused + row["refused"])
    return sorted(found.items(), key=lambda each: (-each[1].asked, each[0]))


def coverage(known: Sequence[Scene]) -> tuple[Coverage, ...]:
    """The six fields in the order of the plan; a field without a scene stands there empty."""

    def of(domain: Domain, status: Status) -> tuple[Scene, ...]:
        return tuple(each for each in known if each.domain == domain and each.status == status)

    return tuple(
        Coverage(each, of(each, Status.LIVE), of(each, Status.OFF), of(each, Status.PLANNED)) for each in Domain
    )


def counted(known: Sequence[Scene]) -> Counter[str]:
    """How many scenes stand in which state."""
    return Counter(each.status for each in known)
