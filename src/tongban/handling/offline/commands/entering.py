"""Reserve numbers for a place, and enter what it received on paper (预留编号、离线收件补录)."""

from dataclasses import replace
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.db.models import Max

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.codes import check
from tongban.foundation.kernel.codes.case_numbers import FIRST_OFFLINE, LAST_SERIAL, parts
from tongban.foundation.kernel.errors import Fault, Invalid, NotNow, NotYours
from tongban.foundation.ledger.commands import record
from tongban.handling.cases.commands.lodging import Lodged, lodge
from tongban.handling.cases.rules.applications import Application
from tongban.handling.offline.models import NumberBlock, PaperIntake
from tongban.handling.offline.rules.entering import BASIS, MOST_NUMBERS, number_faults, time_faults

_LOCK = 0x6F66666C


@transaction.atomic
def reserve(count: int, *, by: Actor, at: datetime) -> NumberBlock:
    """预留编号: the next numbers of the year for one's own place; no two places ever get the same."""
    venue_id, staff_id = _place(by)
    if not 1 <= count <= MOST_NUMBERS:
        raise Invalid(faults=[Fault("/count", "out_of_range", f"一次可以预留1到{MOST_NUMBERS}个编号。")])
    year = local_day(at).year
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_LOCK, year])
    last = NumberBlock.objects.filter(year=year).aggregate(last=Max("last"))["last"] or FIRST_OFFLINE - 1
    if last + count > LAST_SERIAL:
        raise NotNow("今年的离线编号已经用完。请联系系统管理员。")
    made = NumberBlock.objects.create(
        venue_id=venue_id,
        division=settings.TONGBAN_DIVISION,
        year=year,
        first=last + 1,
        last=last + count,
        reserved_at=at,
        staff_id=staff_id,
    )
    facts = {"venue": venue_id, "year": year, "first": made.first, "last": made.last}
    record(f"offline:{made.pk}", "reserve_numbers", by=by, at=at, basis=BASIS, facts=facts)
    return made


def enter(
    application: Application, *, paper_number: str, received_at: datetime | None, by: Actor, at: datetime
) -> Lodged:
    """离线收件补录: the case stands under its paper's number, and every clock runs from the real receipt.

    `Invalid` for a number that was not handed out to this place and for a time that cannot be; `NotNow` for one used.
    """
    venue_id, staff_id = _place(by)
    if faults := number_faults(paper_number):
        raise Invalid(faults=faults)
    number = check("case_number", paper_number).normalized
    block = _block_of(number, venue_id)
    faults = time_faults(received_at, reserved_at=block.reserved_at, at=at)
    if faults or received_at is None:
        raise Invalid(faults=faults)
    try:
        with transaction.atomic():
            PaperIntake.objects.create(
                number=number, block=block, received_at=received_at, entered_at=at, staff_id=staff_id
            )
            lodged = lodge(replace(application, number=number), by=by, at=received_at)
            facts = {"received_at": received_at.isoformat(), "block": block.pk}
            record(f"offline:{block.pk}", "enter_paper", by=by, at=at, basis=BASIS, about=f"case:{number}", facts=facts)
    except IntegrityError:
        raise NotNow("这个编号已经补录过了。请核对纸质收件单上的编号。") from None
    return lodged


def _block_of(number: str, venue_id: int) -> NumberBlock:
    found = parts(number)
    block = NumberBlock.objects.filter(
        venue_id=venue_id, division=found.division, year=found.year, first__lte=found.serial, last__gte=found.serial
    ).first()
    if block is None:
        said = "这个编号没有发给您这个地点，请核对纸质收件单上的编号。"
        raise Invalid(faults=[Fault("/paper_number", "not_reserved", said)])
    return block


def _place(by: Actor) -> tuple[int, int]:
    if Role.COUNTER not in by.roles or by.staff_id is None or by.venue_id is None:
        raise NotYours("离线收件由大厅、便民服务中心、便民服务站的窗口办理。")
    return by.venue_id, by.staff_id
