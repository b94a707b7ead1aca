"""What follows from what happened (中介服务联动): breaches that the ledger shows, scores, shares; idempotent."""

from uuid import UUID

from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.ledger.models import Entry

from .commands.crediting import record_breach, recount
from .commands.watching import raise_alerts
from .models import CreditItem, IntermediaryAgency, Need


def note_breach(entry: Entry) -> None:
    """放弃中选、超时交付: put on the agency's credit from the record itself; heard again it makes no second one."""
    breach = "gave_up" if entry.facts.get("gave_up") else "late" if entry.facts.get("is_late") else ""
    found = Need.objects.filter(code=UUID(hex=_ref(entry))).select_related("selected").first()
    if not breach or found is None:
        return
    code = entry.facts.get("gave_up") or (found.selected.code.hex if found.selected is not None else "")
    agency = IntermediaryAgency.objects.select_related("party", "supervisor").filter(code=UUID(hex=code)).first()
    if agency is None or CreditItem.objects.filter(need=found, breach=breach, agency=agency).exists():
        return
    words = str(entry.facts.get("reason") or "") or "超过合同约定的交付时间"
    record_breach(agency, breach=breach, words=f"{found.number}：{words}", found=found, by=SYSTEM, at=entry.at)


def follow_credit(entry: Entry) -> None:
    """信用分和等级: reckoned anew from all entries."""
    agency = IntermediaryAgency.objects.filter(
        pk__in=CreditItem.objects.filter(code=UUID(hex=_ref(entry))).values("agency")
    )
    found = agency.select_related("party").first()
    if found is not None:
        recount(found, at=entry.at)


def watch_shares(entry: Entry) -> None:
    """集中度: looked at again for the department whose matter it is."""
    department = Need.objects.filter(code=UUID(hex=_ref(entry))).values_list("department_id", flat=True).first()
    if department is not None:
        raise_alerts(department_id=department, at=entry.at)


def _ref(entry: Entry) -> str:
    return entry.chain.partition(":")[2]
