"""Looks of the demo city (演示查看): one that was asked about and answered, odd ones that the audit finds, a canary."""

from datetime import datetime, timedelta

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.ledger.commands import record_read
from tongban.foundation.ledger.models import Entry
from tongban.handling.enterprises.jobs import watch_expiry
from tongban.oversight.reading.commands import asking, policing
from tongban.oversight.reading.jobs import audit_looks
from tongban.oversight.reading.rules.states import WatchKind
from tongban.oversight.reading.subscribers import catch_canary
from tongban.registers.agencies.models import Agency
from tongban.registers.licenses.commands import Content, issue
from tongban.registers.licenses.models import LicenseType
from tongban.registers.licenses.rules.validity import Term
from tongban.registers.parties.models import Party

from .cases import _working_hours
from .contacts import _citizen, _staff

RENEWED_IN = timedelta(days=45)
YEARS = timedelta(days=5 * 365)
_FACE = {
    "holder_name": "嘉峪关明月餐饮有限公司(样例)",
    "uscc": "91620200MA8J000178",
    "legal_representative": "李强",
    "premises": "嘉峪关市雄关街道样例路1号",
    "business_type": "餐饮服务经营者",
    "items": ["热食类食品制售"],
    "number": "JY26202000000017",
}


def load_looks(*, at: datetime) -> None:
    """Told after the cases, once with them."""
    times = _working_hours(at, 2)
    examiner, leader = _staff("zhaomin"), _staff("chenli")
    first, second = (_looked("liqiang", examiner, next(times), "核对证件") for _ in range(2))
    asked = asking.ask_why(first.pk, by=_citizen("liqiang"), at=next(times))
    words = "承办您的食品经营许可时核对过证件，经办人没有写办件编号，已经提醒（样例）。"
    asking.answer(asked, answer=words, by=leader, at=next(times))
    asking.ask_why(second.pk, by=_citizen("liqiang"), at=next(times))
    keeper, canary = _staff("tianhui"), _citizen("chenxue")
    party = Party.objects.get(pk=canary.party_id or 0)
    policing.watch(party, WatchKind.CANARY, reason="样例：没有办过事的哨兵记录", by=keeper, at=next(times))
    catch_canary(_looked("chenxue", _staff("limin"), next(times), "随便看看（样例）"))
    audit_looks(at=at)
    _license(at)


def _looked(login: str, by: Actor, at: datetime, purpose: str) -> Entry:
    about = f"party:{_citizen(login).party_id}"
    return record_read(about, by=by, at=at, purpose=purpose, fields=["id_number"])


def _license(at: datetime) -> None:
    """The restaurant's licence runs out soon, and its holder is told."""
    holder = Party.objects.filter(name=_FACE["holder_name"]).first()
    kind = LicenseType.objects.filter(key="food_business_license").first()
    issuer = Agency.objects.filter(key="market-regulation").first()
    if holder is None or kind is None or issuer is None:
        return
    until = local_day(at) + RENEWED_IN
    content = Content(_FACE, Term(until - YEARS, until), "JY26202000000017")
    issue(kind, holder=holder, issuer=issuer, content=content, by=_staff("zhaomin"), at=at)
    watch_expiry(at=at)
