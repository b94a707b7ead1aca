"""What somebody sees of the own affairs at a terminal (自助终端看我的办件): with consent, on record, to read only."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import NotYours
from tongban.foundation.ledger.commands import record_reads
from tongban.handling.cases.models import Case, Draft
from tongban.handling.halls.models import Appointment
from tongban.handling.halls.queries.kiosks import booked_today
from tongban.registers.codes.commands import look
from tongban.registers.codes.models import Scan
from tongban.registers.codes.ports import AT_KIOSK

MOST_CASES, MOST_DRAFTS = 8, 4
SHOWN = ("事项", "办到哪一步", "期限")


@dataclass(frozen=True, slots=True)
class Affairs:
    """Whose they are, the newest cases and drafts, what is booked here for today, and until when it may be seen."""

    name: str
    cases: tuple[Case, ...]
    drafts: tuple[Draft, ...]
    appointments: tuple[Appointment, ...]
    until: datetime


@transaction.atomic
def look_at_affairs(scan: Scan, *, by: Actor, at: datetime) -> Affairs:
    """查看: only the terminal that scanned, only while its holder lets it; the holder finds every case in the record.

    `NotYours` for anybody else; `NotNow` before consent, after it was taken back, and when the time is over.
    """
    if scan.scene != AT_KIOSK:
        raise NotYours("这次扫码不是为了在自助终端看自己的办件。")
    looked = look(scan, by=by, at=at)
    party = scan.party
    cases = Case.objects.filter(applicant=party).select_related("agency").order_by("-received_at")[:MOST_CASES]
    kept = Draft.objects.filter(owner=party, expires_on__gte=local_day(at)).select_related("option_version")
    drafts = kept.order_by("-updated_at")[:MOST_DRAFTS]
    found = Affairs(
        name=next((value for _, _, value in looked.claims), ""),
        cases=tuple(cases),
        drafts=tuple(drafts),
        appointments=tuple(booked_today(by, party, on=local_day(at))),
        until=looked.until,
    )
    about = f"party:{party.pk}"
    numbers = [each.number for each in found.cases] + [each.number for each in found.drafts]
    seen = [(about, f"case:{number}") for number in numbers]
    seen += [(about, each.chain) for each in found.appointments]
    record_reads(seen, by=by, at=at, purpose=scan.purpose, fields=SHOWN)
    return found
