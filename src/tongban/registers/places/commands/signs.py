"""Signs (门牌): one specification, made in batches, handed out, and put up with a photo that shows them; R-066."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.errors import Fault, Invalid, NotYours
from tongban.foundation.ledger.commands import advance, begin_all, record
from tongban.registers.agencies.models import Venue
from tongban.registers.documents.commands import attach
from tongban.registers.documents.models import StoredFile
from tongban.registers.places.models import Sign, SignBatch, SignSpec
from tongban.registers.places.rules.signs import BASIS, SIGNS, SignStatus

LONGEST = 40
LONGEST_MAKER = 80
LONGEST_REASON = 200


@transaction.atomic
def set_spec(
    *,
    width_mm: int,
    height_mm: int,
    material: str,
    layout: str,
    number: str,
    decided_on: date,
    by: Actor,
    at: datetime,
) -> SignSpec:
    """核定规格: the next edition of the one specification; signs that hang already stay."""
    if not by.roles & {Role.SUPERVISOR, Role.SYSTEM}:
        raise NotYours("门牌规格由市政务服务管理局核定。")
    faults = [
        Fault(f"/{name}", "size", "请写毫米数，50到5000。")
        for name, value in (("width_mm", width_mm), ("height_mm", height_mm))
        if not 50 <= value <= 5000
    ]
    for name, value, most in (("material", material, 60), ("layout", layout, 200), ("number", number, 60)):
        if not 1 <= len(value.strip()) <= most:
            faults.append(Fault(f"/{name}", "required", f"请填写，不超过{most}个字。"))
    if faults:
        raise Invalid("门牌规格还有地方要改。", faults=faults)
    last = SignSpec.objects.order_by("-edition").values_list("edition", flat=True).first() or 0
    made = SignSpec.objects.create(
        edition=last + 1,
        width_mm=width_mm,
        height_mm=height_mm,
        material=material.strip(),
        layout=layout.strip(),
        number=number.strip(),
        decided_on=decided_on,
    )
    facts = {"edition": made.edition, "spec": str(made), "number": made.number}
    record("sign-spec", "set_spec", by=by, at=at, basis=BASIS, facts=facts)
    return made


@transaction.atomic
def order_signs(venues: Sequence[Venue], *, number: str, maker: str, by: Actor, at: datetime) -> SignBatch:
    """下单制作: a batch to the specification in force, each sign with the name that its place has now."""
    spec, faults = SignSpec.objects.first(), []
    for name, value, most, words in (
        ("number", number, LONGEST, "批次号"),
        ("maker", maker, LONGEST_MAKER, "制作单位"),
    ):
        if not 1 <= len(value.strip()) <= most:
            faults.append(Fault(f"/{name}", "required", f"请写{words}，不超过{most}个字。"))
    if spec is None:
        faults.append(Fault("/spec", "required", "先核定门牌规格，再下单制作。"))
    if not venues:
        faults.append(Fault("/venues", "required", "至少选一个场所。"))
    coming = Sign.objects.filter(venue__in=venues, status__in=[SignStatus.ORDERED, SignStatus.DELIVERED])
    for name in coming.values_list("venue__name", flat=True):
        faults.append(Fault("/venues", "underway", f"“{name}”已经有一块门牌在制作或者等安装。"))
    if faults or spec is None:
        raise Invalid("制作批次还有地方要改。", faults=faults)
    try:
        with transaction.atomic():
            batch = SignBatch.objects.create(number=number.strip(), spec=spec, maker=maker.strip(), ordered_at=at)
    except IntegrityError:
        raise Invalid(faults=[Fault("/number", "taken", "这个批次号已经用过。")]) from None
    made = [Sign(batch=batch, venue=each, words=each.name, status=SignStatus.NEW) for each in venues]
    step = SIGNS.take("order", made[0], by=by)
    for each in made:
        each.status = SignStatus.ORDERED
    facts = [{"venue": each.venue.key, "words": each.words, "batch": batch.number} for each in made]
    begin_all(made, step, by=by, at=at, facts=facts)
    return batch


@transaction.atomic
def deliver_sign(sign: Sign, *, by: Actor, at: datetime) -> Sign:
    """配发: the sign is at its place and waits to be put up."""
    advance(sign, SIGNS.take("deliver", sign, by=by), by=by, at=at)
    return sign


@transaction.atomic
def install_sign(sign: Sign, *, photo: UUID | None, by: Actor, at: datetime) -> Sign:
    """确认安装: only with a photo of it; the sign that hung there before is taken down in the same act."""
    step = SIGNS.take("install", sign, by=by)
    if not by.roles & {Role.SUPERVISOR, Role.SYSTEM} and by.agency_id != sign.venue.agency_id:
        raise NotYours("门牌由管这个场所的单位确认安装。")
    kept = StoredFile.objects.filter(pk=photo).first() if photo is not None else None
    if kept is None or not kept.media_type.startswith("image/"):
        raise Invalid(faults=[Fault("/photo", "required", "请拍一张装好以后的照片（JPG或者PNG）上传。")])
    attach([kept.pk], holder=sign.chain, by=by)
    for old in Sign.objects.filter(venue=sign.venue, status=SignStatus.INSTALLED):
        down = SIGNS.take("take_down", old, by=by.speaking_as(Role.SYSTEM))
        facts = {"reason": "换了新门牌", "words": old.words}
        advance(old, down, by=by.speaking_as(Role.SYSTEM), at=at, facts=facts)
    facts = {"words": sign.words, "photo": str(kept.pk)}
    advance(sign, step, by=by, at=at, facts=facts, changes={"photo_id": kept.pk, "installed_at": at})
    return sign


@transaction.atomic
def take_down_sign(sign: Sign, *, reason: str, by: Actor, at: datetime) -> Sign:
    """取下、作废: with the reason; the place needs another one."""
    step, words = SIGNS.take("take_down", sign, by=by), reason.strip()
    if not 1 <= len(words) <= LONGEST_REASON:
        raise Invalid(faults=[Fault("/reason", "required", f"请写原因，不超过{LONGEST_REASON}个字。")])
    advance(sign, step, by=by, at=at, facts={"reason": words, "words": sign.words})
    return sign
