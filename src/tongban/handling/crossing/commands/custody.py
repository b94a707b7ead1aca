"""The chain of custody (原件交接): every original has one holder; each passing on is signed by giver and taker."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from tongban.foundation.kernel.errors import Declined, Fault, Invalid
from tongban.foundation.kernel.vault import vault
from tongban.handling.crossing.models import Crossing, CustodyEvent, Original
from tongban.handling.crossing.rules.letters import local_text
from tongban.handling.crossing.rules.states import Holder

_SIGNED = "crossing-custody"


class NotAllThere(Declined):
    """What is counted is not what was handed over (清点不符): nobody signs, and the giver still answers."""

    code = "not_all_there"
    sentence = "清点的原件和交接单不一致，不能签收。没有签收以前由交出方负责，请先和对方核对。"


class StillAway(Declined):
    """An original is not back with the applicant (原件还没有归还)."""

    code = "still_away"
    sentence = "还有原件没有归还申请人，不能办结。"


@dataclass(frozen=True, slots=True)
class Signed:
    """Who signs for giving and for taking, when, and under which courier number; `signature` is a letter's, or ours."""

    given_by: str
    taken_by: str
    at: datetime
    tracking: str = ""
    signature: bytes = b""


def take_custody(crossing: Crossing, items: Collection[tuple[str, str]], signed: Signed) -> list[Original]:
    """The applicant hands these originals to the window (原件收存)."""
    rows = [Original(crossing=crossing, code=code, name=name, holder=Holder.APPLICANT) for code, name in items]
    originals = Original.objects.bulk_create(rows)
    pass_on(originals, Holder.APPLICANT, Holder.RECEIVING, signed)
    return originals


def pass_on(originals: Collection[Original], giver: Holder, taker: Holder, signed: Signed) -> None:
    """From hand to hand; `NotAllThere` when one of them is not in the giver's hands."""
    events = []
    for each in originals:
        if each.hands is not giver:
            raise NotAllThere(f"“{each.name}”现在在{each.hands.label}手里，不在{giver.label}手里，不能交接。")
        each.passes += 1
        each.holder = taker
        events.append(
            CustodyEvent(
                original=each,
                seq=each.passes,
                at=signed.at,
                from_holder=giver,
                to_holder=taker,
                given_by=signed.given_by[:120],
                taken_by=signed.taken_by[:120],
                tracking=signed.tracking,
                signature=signed.signature or _signature(each, giver, taker, signed),
            )
        )
    Original.objects.bulk_update(originals, ["holder", "passes", "kept_basis"])
    CustodyEvent.objects.bulk_create(events)


def is_ours(event: CustodyEvent) -> bool:
    """Does our own signature stand under this event? A partner's event carries the signature of its letter."""
    signed = Signed(event.given_by, event.taken_by, event.at, event.tracking)
    return vault().verify(_message(event.original, event.seq, event.giver, event.taker, signed), event.signature)


def counted(crossing: Crossing, codes: Collection[str], holder: Holder) -> list[Original]:
    """The originals in these hands, if exactly they were counted; else `NotAllThere` with what differs."""
    rows = list(Original.objects.filter(crossing=crossing, holder=holder).order_by("pk"))
    there, seen = {each.code for each in rows}, set(codes)
    if there != seen:
        names = {each.code: each.name for each in Original.objects.filter(crossing=crossing)}
        lacking = "、".join(names[code] for code in sorted(there - seen))
        surplus = "、".join(names.get(code, code)[:60] for code in sorted(seen - there))
        said = (f"缺：{lacking}。" if lacking else "") + (f"多：{surplus}。" if surplus else "")
        raise NotAllThere(
            f"清点的原件和交接单不一致，不能签收。{said}没有签收以前由交出方负责，请先和对方核对。",
            faults=[Fault("/originals", "not_all_there", f"逐件清点：{said}")],
        )
    return rows


def refuse_away(crossing: Crossing) -> None:
    """`StillAway` while an original is not back, unless the law has it kept."""
    rows = Original.objects.filter(crossing=crossing, kept_basis="").exclude(holder=Holder.APPLICANT)
    away = [f"{each.name}（在{each.hands.label}手里）" for each in rows.order_by("pk")]
    if away:
        raise StillAway(f"还有原件没有归还申请人，不能办结：{'、'.join(away)}。")


def read_kept(originals: Collection[Original], kept: Collection[tuple[str, str]]) -> None:
    """Declare what the law has the handling place keep (依法留存); each with its basis, or `Invalid`."""
    by_code = {each.code: each for each in originals}
    faults = [
        Fault(f"/kept-{code}", "missing", "依法留存的原件，要写明依据哪部法的哪一条。")
        for code, basis in kept
        if code not in by_code or not basis.strip()
    ]
    if faults:
        raise Invalid(faults=faults)
    for code, basis in kept:
        by_code[code].kept_basis = basis.strip()[:200]
    Original.objects.bulk_update(originals, ["kept_basis"])


def _signature(original: Original, giver: Holder, taker: Holder, signed: Signed) -> bytes:
    return vault().sign(_message(original, original.passes, giver, taker, signed))


def _message(original: Original, seq: int, giver: Holder, taker: Holder, signed: Signed) -> bytes:
    whose = f"{original.crossing_id}:{original.code}"
    parts = (
        _SIGNED,
        whose,
        seq,
        giver,
        taker,
        local_text(signed.at),
        signed.given_by,
        signed.taken_by,
        signed.tracking,
    )
    return "\n".join(str(part) for part in parts).encode()
