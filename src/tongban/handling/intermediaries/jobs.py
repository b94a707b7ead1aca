"""What a timer does with the supermarket (中介服务定时任务): entries end, draws are held, papers run out."""

from datetime import datetime

from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.kernel.clock import local_day

from .commands.choosing import close_entries, draw, lapse, open_bids
from .commands.crediting import recount
from .commands.listing import delist
from .commands.watching import raise_alerts
from .models import IntermediaryAgency, Need
from .queries.agencies import with_papers
from .queries.needs import block_after
from .rules.states import AgencyStatus, NeedStatus, Way


def choose_what_is_due(*, at: datetime) -> int:
    """Entries that end, draws whose block is sealed, bids to open, chosen agencies that say nothing; how many acts."""
    done = 0
    rows = Need.objects.select_related("selected__party")
    for found in rows.filter(status=NeedStatus.OPEN, entries_until__lte=at).order_by("pk"):
        close_entries(found, by=SYSTEM, at=at)
        done += 1
    for found in rows.filter(status=NeedStatus.CLOSED).order_by("pk"):
        if found.how is Way.BIDDING:
            open_bids(found, by=SYSTEM, at=at)
        elif block_after(found) is not None:
            draw(found, by=SYSTEM, at=at)
        else:
            continue
        done += 1
    for found in rows.filter(status=NeedStatus.SELECTED, confirm_by__lt=local_day(at)).order_by("pk"):
        lapse(found, at=at)
        done += 1
    return done


def look_after_agencies(*, at: datetime) -> int:
    """Papers that ran out take their agency off the shelf; scores follow the calendar; shares are looked at."""
    done, papered = 0, with_papers(local_day(at))
    listed = IntermediaryAgency.objects.filter(status=AgencyStatus.LISTED).select_related("party", "supervisor")
    for agency in listed.order_by("pk"):
        if agency.pk not in papered:
            delist(agency, reason="资质到期，没有换证", by=SYSTEM, at=at)
            done += 1
        else:
            done += recount(agency, at=at) is not None
    return done + raise_alerts(at=at)
