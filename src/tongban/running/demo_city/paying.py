"""Fees and parcels of the demo city (演示缴费、寄送): one to be paid, one that was, a result that is to be sent, one on
its way. By the same commands that people use, over the simulated platform and the simulated post.
"""

from datetime import datetime, timedelta

from tongban.exchange.connectors.payments.simulator import pay
from tongban.foundation.kernel.clock import local_day
from tongban.handling.cases.models import Case
from tongban.handling.cases.queries.wishes import owes_materials
from tongban.handling.fees.bound import BOUND as PAYMENTS
from tongban.handling.fees.commands.charging import charge
from tongban.handling.fees.commands.orders import open_order
from tongban.handling.fees.commands.paying import look, page_of
from tongban.handling.fees.commands.reconciling import reconcile
from tongban.handling.fees.models import Charge
from tongban.handling.posting.bound import BOUND as POST
from tongban.handling.posting.commands.sending import follow, order, send
from tongban.handling.posting.commands.wishing import want, why_not
from tongban.handling.posting.models import Shipment
from tongban.registers.catalog.queries import current_guides, guide_of

from .cases import Story, _short, _tell
from .contacts import _citizen, _staff

_CARD = {"has_card": "yes"}
_TO_PAY = Story("liqiang", "000709110002-02", 1, ("accept",), answers=_CARD)
_PAID = Story("majianguo", "000709110002-02", 3, ("accept",), answers=_CARD)
_DAY = timedelta(days=1)
LOOKED_AT = 20


def load_paying(*, at: datetime) -> None:
    """Told once, with the first cases; nothing where no simulator stands."""
    if PAYMENTS.line is not None and PAYMENTS.line.is_simulated:
        _charged(_TO_PAY, at=at - _DAY)
        _paid(_charged(_PAID, at=at - _DAY), "majianguo", at=at - _DAY)
        reconcile(local_day(at - _DAY), at=at)
    if POST.line is not None and POST.line.is_simulated:
        waiting = Case.objects.filter(status="issued", bundle_number="").order_by("-received_at")
        ready = waiting.select_related("applicant", "agency", "delivery")[:LOOKED_AT]
        fit = [each for each in ready if why_not(each) is None and not owes_materials(each)]
        for nth, case in enumerate(fit[:2]):
            _posted(case, is_sent=nth == 1, at=at)


def _charged(story: Story, *, at: datetime) -> Charge:
    guide = next(each for each in current_guides() if _short(each) == story.option)
    case = _tell(story, guide, at=at)
    fee = guide_of(case.option_version_id).option.fees[0].name
    return charge(case, fee=fee, by=_staff("wangfang"), at=at)


def _paid(owed: Charge, login: str, *, at: datetime) -> None:
    placed = open_order(owed, by=_citizen(login), at=at)
    page_of(placed, at=at)
    pay(placed.number, at=at + timedelta(minutes=2))
    look(placed, at=at + timedelta(minutes=2))


def _posted(case: Case, *, is_sent: bool, at: datetime) -> None:
    by, since = _staff("liuyang"), at - _DAY
    home = {"name": case.applicant.name, "phone": "13900000006", "address": "甘肃省嘉峪关市雄关街道样例路6号"}
    made = want(case, **home, by=by, at=since)
    if not is_sent:
        return
    found = Shipment.objects.select_related("case__applicant", "case__agency", "case__delivery").get(pk=made.pk)
    label = order(found, by=by, at=since)
    send(found, tracking=label.tracking, is_ordered=True, by=by, at=since)
    follow(found, at=at)
