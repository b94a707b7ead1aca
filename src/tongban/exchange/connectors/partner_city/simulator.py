"""A simulated partner city (模拟的对方城市), for the demo city and tests: it says on screens that it is one.

Everything that it knows are letters: what it does next follows from those that it holds. Faults make the line behave as
a real one does: letters get lost before or after they had effect, come twice, late, in another order, or unreadable.
What happens is drawn from a seed, so that a run can be repeated.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import msgspec

from tongban.exchange.lines.simulating import Line
from tongban.foundation.kernel.vault import vault
from tongban.handling.crossing.ports import PartnerUnavailable, Raw
from tongban.handling.crossing.rules.agreements import Agreement, Part
from tongban.handling.crossing.rules.letters import PREFIX, Face, Kind, Sealed, hash_of, local_text, timetable, written
from tongban.handling.crossing.rules.states import Place, Way

from .models import SimulatedLetter
from .signing import is_signed, key_of_simulated, public_part

CLERK = "模拟窗口"


@dataclass(frozen=True, slots=True)
class Faults:
    """How badly the line behaves (故障): shares from 0 to 1; the same seed gives the same run."""

    seed: int = 0
    loss: float = 0.0
    duplicates: float = 0.0
    delay: float = 0.0
    bad_data: float = 0.0
    is_reordering: bool = False


class SimulatedCity:
    """The other city without a network. Letters in flight are kept in the process, as a line would."""

    is_simulated = True

    def __init__(self, agreement: Agreement, faults: Faults | None = None, *, pace: timedelta = timedelta(0)) -> None:
        self.agreement = agreement
        self.faults = faults or Faults()
        self.pace = pace
        self._key = key_of_simulated(agreement.code)
        self._line = Line[Sealed]("对方城市", PartnerUnavailable, seed=self.faults.seed)

    @property
    def code(self) -> str:
        return self.agreement.code

    @property
    def name(self) -> str:
        return f"模拟的{self.agreement.city}（不是真的城市，只供演示和测试）"

    def is_genuine(self, letter: Sealed) -> bool:
        return is_signed(letter, public_part(self._key))

    def deliver(self, letter: Sealed, *, at: datetime) -> None:
        """Receive the letter, and whatever was still under way; a lost answer leaves it under way."""
        self._line.send(letter, self.faults)
        self._land(at)

    def collect(self, since: datetime, *, at: datetime) -> Sequence[Raw]:
        """Act on what came, then offer its own letters, as badly as the line is."""
        self._line.reach(self.faults)
        self._land(at)
        self.act(at)
        rows = SimulatedLetter.objects.filter(city=self.code, sender=self.code, at__gte=since).order_by("at", "pk")
        return self._spoiled([dict(each.raw) for each in rows])

    def act(self, at: datetime) -> None:
        """The pretended clerk takes the next step of each crossing, one letter each."""
        for number in self._numbers():
            faces = self._faces(number)
            if faces and at - max(each.instant for each in faces) >= self.pace:
                self._act_on(faces, at)

    def lodge(self, number: str, facts: Mapping[str, Any], private: str, *, at: datetime) -> None:
        """The pretended city received an application for us: `facts` and `private` as the contract says."""
        self._write(number, Place.RECEIVING, Kind.LODGE, {"signer": CLERK, **facts}, at, private)

    def timetable_of(self, number: str) -> bytes:
        """The timetable as this side reconstructs it from the letters that it holds (N29)."""
        return timetable(self._faces(number))

    def _act_on(self, faces: Sequence[Face], at: datetime) -> None:
        lodged = faces[0]
        is_handling = lodged.sender != self.code
        here = Place.HANDLING if is_handling else Place.RECEIVING
        has = {each.kind for each in faces}
        said = {(each.kind, str(each.facts.get("part", ""))) for each in faces}
        originals = lodged.facts.get("originals", [])
        signed = {"signer": CLERK, "originals": originals}
        if is_handling and Kind.ACKNOWLEDGE not in has:
            self._write(lodged.number, here, Kind.ACKNOWLEDGE, signed, at)
        elif is_handling and Kind.PROGRESS not in has:
            self._write(lodged.number, here, Kind.PROGRESS, {"words": "已经受理，正在审查。"}, at)
        elif Kind.ACKNOWLEDGE in has and (turn := self._next_part(lodged, here, said)):
            kind, key = turn
            self._write(lodged.number, here, kind, {"part": key, "signer": CLERK}, at)
        elif is_handling and Kind.GIVE_BACK not in has and self._parts_are_done(lodged, said):
            way = Way.POST if originals else Way.ELECTRONIC
            told = {"outcome": "granted", "result_number": f"样例{lodged.number[-6:]}", "way": way, "kept": []}
            tracking = f"MN{lodged.number[-9:]}" if originals else ""
            self._write(lodged.number, here, Kind.GIVE_BACK, {**signed, **told, "tracking": tracking}, at)
        elif not is_handling and Kind.GIVE_BACK in has and not {Kind.CONFIRM, Kind.CLOSE} <= has:
            came = next(each for each in faces if each.kind is Kind.GIVE_BACK).facts.get("originals", [])
            kind = Kind.CLOSE if Kind.CONFIRM in has else Kind.CONFIRM
            self._write(lodged.number, here, kind, {"signer": CLERK, "originals": came}, at)

    def _next_part(self, lodged: Face, here: Place, said: set[tuple[Kind, str]]) -> tuple[Kind, str] | None:
        for part in self._parts(lodged):
            is_done = (Kind.PART_DONE, part.key) in said
            if part.place is here and not is_done:
                return Kind.PART_DONE, part.key
            if part.place is not here and is_done and (Kind.PART_CONFIRMED, part.key) not in said:
                return Kind.PART_CONFIRMED, part.key
        return None

    def _parts_are_done(self, lodged: Face, said: set[tuple[Kind, str]]) -> bool:
        return all((Kind.PART_CONFIRMED, part.key) in said for part in self._parts(lodged))

    def _parts(self, lodged: Face) -> tuple[Part, ...]:
        code = str(lodged.facts.get("matter", ""))
        if lodged.sender == self.code:
            return self.agreement.parts_of(code)
        found = self.agreement.matter(code)
        return found.parts if found else ()

    def _write(
        self, number: str, place: Place, kind: Kind, facts: Mapping[str, Any], at: datetime, private: str = ""
    ) -> None:
        own = SimulatedLetter.objects.filter(city=self.code, number=number, sender=self.code)
        face = Face(number, self.code, place, own.count() + 1, kind, local_text(at), dict(facts), hash_of(private))
        text = written(face)
        sealed = Sealed(text, self._key.sign(PREFIX + text.encode()).hex(), private)
        self._keep(face, sealed, at)

    def _land(self, at: datetime) -> None:
        """Everything under way arrives, in another order if the line is such a one; what is not genuine is dropped."""
        for each in self._line.arrivals(is_reordering=self.faults.is_reordering):
            if vault().verify(each.signed, bytes.fromhex(each.signature)):
                self._keep(each.read(), Sealed(each.face, each.signature), at)

    def _keep(self, face: Face, sealed: Sealed, at: datetime) -> None:
        given = {"kind": face.kind, "raw": msgspec.to_builtins(sealed), "at": at}
        SimulatedLetter.objects.get_or_create(
            city=self.code, number=face.number, sender=face.sender, seq=face.seq, defaults=given
        )

    def _numbers(self) -> list[str]:
        rows = SimulatedLetter.objects.filter(city=self.code)
        closed = rows.filter(kind=Kind.CLOSE).values("number")
        return sorted(set(rows.exclude(number__in=closed).values_list("number", flat=True)))

    def _faces(self, number: str) -> list[Face]:
        """The letters of a crossing that it may act on: of each sender those without a gap, the first one first."""
        rows = SimulatedLetter.objects.filter(city=self.code, number=number).order_by("seq", "pk")
        found: list[Face] = []
        following: dict[str, int] = {}
        for each in rows:
            if each.seq == following.get(each.sender, 1):
                following[each.sender] = each.seq + 1
                found.append(Sealed(each.raw["face"], "").face_only())
        found.sort(key=lambda face: (face.kind is not Kind.LODGE, face.instant))
        return found if found and found[0].kind is Kind.LODGE else []

    def _spoiled(self, rows: list[dict[str, Any]]) -> list[Raw]:
        found: list[Raw] = []
        for each in rows:
            if self._line.dice.happens(self.faults.loss):
                continue
            found += [each] * (2 if self._line.dice.happens(self.faults.duplicates) else 1)
            if self._line.dice.happens(self.faults.bad_data):
                found.append({**each, "face": each["face"].replace('"seq":', '"seq":1')})
        if self.faults.is_reordering:
            self._line.dice.shuffle(found)
        return found


def closed_part(applicant: Mapping[str, str], **parts: Any) -> str:
    """The closed part of a letter that lodges an application, as the contract says."""
    return json.dumps({"applicant": dict(applicant), **parts}, ensure_ascii=False, sort_keys=True)
