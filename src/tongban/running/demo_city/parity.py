"""What the demo city is compared with (演示对照): for one matter a sample of the province says another limit."""

from datetime import datetime

import msgspec

from tongban.foundation.kernel.actors import SYSTEM
from tongban.registers.catalog.content import Span
from tongban.registers.parity.commands.finding import check, keep_reference
from tongban.registers.parity.models import ReferenceList
from tongban.registers.parity.queries import places
from tongban.registers.parity.rules.states import Origin

PLACE = "甘肃省（样例）"


def load_parity(at: datetime) -> None:
    """One reference list and what departs from it; the second time nothing changes."""
    if ReferenceList.objects.exists():
        return
    row = next(each for each in places() if each.option.statutory_limit.value > 1)
    shorter = Span(value=row.option.statutory_limit.value - 1, unit=row.option.statutory_limit.unit)
    option = msgspec.structs.replace(row.option, statutory_limit=shorter)
    item = msgspec.structs.replace(row.item, options={row.number: option})
    keep_reference(item, origin=Origin.PROVINCE, place=PLACE, at=at)
    check([item.basic_code], by=SYSTEM, at=at)
