"""The signed messages between two places (跨省办件函): what each may say, and the timetable that they alone give.

A letter has an open face, which both places sign and keep, and a closed part for the applicant's data, of which the
face holds only the hash. Whoever has the faces and the two public keys can repeat the timetable; no database is shared.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

import msgspec

from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.kernel.errors import Declined

from .states import Holder, Leg, Place

PREFIX = b"crossing-letter:"
FIRST_YEAR, LAST_YEAR = 2020, 2199
_NUL = "\\u0000"
CHANNEL = "partner_city"


class Kind(StrEnum):
    """What a letter says (函的种类). None of them is a decision of the receiving place."""

    LODGE = "lodge"
    ACKNOWLEDGE = "acknowledge"
    PROGRESS = "progress"
    PART_DONE = "part_done"
    PART_CONFIRMED = "part_confirmed"
    GIVE_BACK = "give_back"
    CONFIRM = "confirm"
    CLOSE = "close"

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def by(self) -> Place | None:
        """Which place writes it; None for both."""
        return _BY[self]


_LABELS = {
    Kind.LODGE: "收件地移交",
    Kind.ACKNOWLEDGE: "办理地签收",
    Kind.PROGRESS: "办理进度",
    Kind.PART_DONE: "联办步骤办好",
    Kind.PART_CONFIRMED: "联办步骤确认",
    Kind.GIVE_BACK: "办理地送回",
    Kind.CONFIRM: "收件地签收结果",
    Kind.CLOSE: "交给申请人",
}
_BY = {
    Kind.LODGE: Place.RECEIVING,
    Kind.ACKNOWLEDGE: Place.HANDLING,
    Kind.PROGRESS: Place.HANDLING,
    Kind.PART_DONE: None,
    Kind.PART_CONFIRMED: None,
    Kind.GIVE_BACK: Place.HANDLING,
    Kind.CONFIRM: Place.RECEIVING,
    Kind.CLOSE: Place.RECEIVING,
}


class BadLetter(Declined):
    """A letter that cannot be taken (函不合要求): unreadable, not genuine, or not the sender's to write."""

    code = "bad_letter"
    sentence = "对方的函读不出来，或者签名不对，没有收下。"


class Face(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The open face of a letter (函面): no personal data. `at` is ISO local time, `sender` a division code."""

    number: str
    sender: str
    place: Place
    seq: int
    kind: Kind
    at: str
    facts: dict[str, Any]
    private_hash: str = ""

    @property
    def instant(self) -> datetime:
        return datetime.fromisoformat(self.at)

    @property
    def key(self) -> tuple[str, str, int]:
        return self.number, self.sender, self.seq


class Sealed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A letter as it goes over the line (函): the exact bytes of its face, the closed part, the signature in hex."""

    face: str
    signature: str
    private: str = ""

    def read(self) -> Face:
        """The face; `BadLetter` when it cannot be read or the closed part is another one."""
        try:
            found = msgspec.json.decode(self.face.encode(), type=Face)
            is_timed = found.instant.tzinfo is not None
        except (ValueError, UnicodeEncodeError) as error:
            raise BadLetter() from error
        if _NUL in self.face or _NUL in self.private:
            raise BadLetter("对方的函里有不能保存的字符，没有收下。")
        if (
            not is_timed
            or not FIRST_YEAR <= found.instant.year <= LAST_YEAR
            or found.seq < 1
            or not 1 <= len(found.number) <= 24
            or len(found.sender) > 12
        ):
            raise BadLetter()
        if found.private_hash != hash_of(self.private):
            raise BadLetter("对方的函里，申请人资料与函面上的校验值对不上，没有收下。")
        if found.kind.by not in (None, found.place):
            raise BadLetter(f"“{found.kind.label}”不由{found.place.label}来写，没有收下。")
        return found

    def face_only(self) -> Face:
        """The face of a letter that was read and kept before; the closed part stays closed."""
        return msgspec.json.decode(self.face.encode(), type=Face)

    @property
    def signed(self) -> bytes:
        return PREFIX + self.face.encode()


def written(face: Face) -> str:
    """The exact text that is signed: keys in order, no blanks."""
    return json.dumps(msgspec.to_builtins(face), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def local_text(at: datetime) -> str:
    return at.astimezone(LOCAL).isoformat()


def hash_of(private: str) -> str:
    return hashlib.sha256(private.encode("utf-8", "surrogatepass")).hexdigest() if private else ""


def read_raw(raw: object) -> Sealed:
    """What came over the line as a letter, or `BadLetter`."""
    try:
        return msgspec.convert(raw, Sealed)
    except msgspec.ValidationError as error:
        raise BadLetter() from error


@dataclass(frozen=True, slots=True)
class Moved:
    """An original went from hand to hand (原件交接)."""

    code: str
    at: str
    from_holder: Holder
    to_holder: Holder


_PASSES: Mapping[Kind, tuple[Holder, Holder]] = {
    Kind.LODGE: (Holder.RECEIVING, Holder.COURIER),
    Kind.ACKNOWLEDGE: (Holder.COURIER, Holder.HANDLING),
    Kind.GIVE_BACK: (Holder.HANDLING, Holder.COURIER),
    Kind.CONFIRM: (Holder.COURIER, Holder.RECEIVING),
    Kind.CLOSE: (Holder.RECEIVING, Holder.APPLICANT),
}
_BEGINS = {Kind.ACKNOWLEDGE: Leg.HANDLING, Kind.GIVE_BACK: Leg.RETURN}


def in_order(faces: Iterable[Face]) -> list[Face]:
    """By time, then the order of each sender; the same for everybody who has them, in whatever order they came."""
    return sorted({face.key: face for face in faces}.values(), key=lambda face: (face.instant, face.place, face.seq))


def custody(faces: Iterable[Face]) -> list[Moved]:
    """The chain of hands of all originals, from the letters alone."""
    found: list[Moved] = []
    for face in in_order(faces):
        codes = [str(code) for code in face.facts.get("originals", ())]
        if face.kind is Kind.LODGE:
            came = str(face.facts["received_at"])
            found += [Moved(code, came, Holder.APPLICANT, Holder.RECEIVING) for code in codes]
        if passes := _PASSES.get(face.kind):
            found += [Moved(code, face.at, *passes) for code in codes]
    return found


def timetable(faces: Iterable[Face]) -> bytes:
    """The neutral timetable (时间表, N29): legs, owners, handovers and custody; equal bytes in both places."""
    ordered = in_order(faces)
    begun: list[dict[str, str]] = []
    for face in ordered:
        if face.kind is Kind.LODGE:
            begun.append({"leg": Leg.RECEIVING, "owner": face.sender, "from": str(face.facts["received_at"])})
            begun.append({"leg": Leg.TRANSFER, "owner": face.sender, "from": face.at})
        elif leg := _BEGINS.get(face.kind):
            begun.append({"leg": leg, "owner": face.sender, "from": face.at})
    end = next((face.at for face in ordered if face.kind is Kind.CONFIRM), "")
    plain = {
        "number": ordered[0].number if ordered else "",
        "legs": _ended(begun, end),
        "letters": [[face.at, face.sender, face.seq, face.kind, hash_of(written(face))] for face in ordered],
        "custody": [[each.code, each.at, each.from_holder, each.to_holder] for each in custody(ordered)],
    }
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _ended(begun: Sequence[dict[str, str]], end: str) -> list[dict[str, str]]:
    ends = [*(each["from"] for each in begun[1:]), end]
    return [each | {"until": until} for each, until in zip(begun, ends, strict=True)]
