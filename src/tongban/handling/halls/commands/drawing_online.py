"""Drawing a number on the web (网上取号): for today, while the place is open, one at a time. R-164."""

from datetime import datetime

from django.db import IntegrityError, transaction

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.errors import Fault, Invalid, NotNow, NotYours
from tongban.handling.halls.bound import BOUND
from tongban.handling.halls.models import Ticket
from tongban.handling.halls.queries.sessions import is_open_at
from tongban.handling.halls.rules.slots import MISSED_WITHIN, MOST_MISSED
from tongban.handling.halls.rules.states import Priority, TicketResult
from tongban.registers.agencies.models import Venue
from tongban.registers.catalog.queries import guide
from tongban.registers.catalog.standing import refuse_closed

from .drawing import drawn_at


@transaction.atomic
def draw_online(option_code: str, *, venue: str, priority: str = "", by: Actor, at: datetime) -> Ticket:
    """网上取号: at a place where the matter is done, while it is open. `NotNow` when it is closed, when one has a
    number already, and for whoever let three numbers pass within thirty days: nobody is called who never comes.
    """
    if by.account_id is None or Role.APPLICANT not in by.roles:
        raise NotYours("请先登录，再在网上取号；到大厅取号不用登录。")
    found = guide(option_code)
    refuse_closed(found)
    place = Venue.objects.filter(key=venue, is_active=True).first() if found.has_offline_way else None
    if place is None or venue not in {each.key for each in found.places}:
        raise Invalid(faults=[Fault("/venue", "choice", "请选这件事能办的地方。")])
    if priority not in set(Priority):
        raise Invalid(faults=[Fault("/priority", "choice", "请选要不要优先。")])
    if not is_open_at(place, at):
        raise NotNow(f"{place.name}现在不办公，网上不能取号。开门以后再取，或者约一个时间。")
    missed = Ticket.objects.filter(account=by.account_id, result=TicketResult.NO_SHOW, drawn_at__gt=at - MISSED_WITHIN)
    if missed.count() >= MOST_MISSED:
        raise NotNow(f"30天里有{MOST_MISSED}次在网上取了号没有来，请到大厅取号。")
    made = Ticket(line=BOUND.policy.matters, domain=BOUND.policy.domain_of(found.agency_key), priority=priority)
    made.option_code, made.option_name = found.option_code, found.name[:200]
    made.account_id = by.account_id
    try:
        with transaction.atomic():
            return drawn_at(place.pk, made, is_booked=False, by=by, at=at)
    except IntegrityError:
        raise NotNow("您已经有一个号在等。先办完或者交回，再取一个。") from None
