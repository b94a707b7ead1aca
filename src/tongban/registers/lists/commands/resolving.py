"""Settling a mismatch between another list and the catalogue (处理不一致): rename, alias, or the reason why not."""

from datetime import datetime

from django.db import transaction

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.errors import Fault, Invalid, NotFound, NotYours
from tongban.foundation.ledger.commands import record
from tongban.registers.catalog.models import BasicItem
from tongban.registers.lists.models import Resolution
from tongban.registers.lists.queries.mismatches import report
from tongban.registers.lists.rules.matching import Decision

BASIS = "实施方案 二(三)"
LONGEST_REASON = 500


@transaction.atomic
def resolve(
    kind_code: str, *, key: str, decision: Decision, basic_code: str = "", reason: str, by: Actor, at: datetime
) -> Resolution:
    """处理不一致: who, when, why; an alias is known to every later comparison.

    `key` is the row of the outside list; `basic_code` the catalogue item that is renamed, or that the name means.
    """
    if not by.roles & {Role.CATALOG_EDITOR, Role.CATALOG_REVIEWER} or by.staff_id is None:
        raise NotYours("清单比对由事项编制岗、审核岗处理。")
    found = next((each for each in report(kind_code).mismatches if each.match.wanted.key == key), None)
    if found is None:
        raise NotFound("这一条现在没有不一致，请刷新比对结果。")
    faults = []
    if not reason.strip():
        faults.append(Fault("/reason", "blank", "请写明理由，以后的人要看得懂。"))
    names_item = decision in (Decision.ALIAS, Decision.RENAME)
    if names_item and not BasicItem.objects.filter(code=basic_code).exists():
        faults.append(Fault("/basic_code", "unknown_item", "请选择目录里对应的事项。"))
    if faults:
        raise Invalid(faults=faults)
    wanted = found.match.wanted
    kept = Resolution.objects.create(
        kind=kind_code,
        name=wanted.name,
        matter_kind=wanted.kind,
        decision=decision,
        basic_code=basic_code if names_item else "",
        reason=reason.strip()[:LONGEST_REASON],
        staff_id=by.staff_id,
        at=at,
    )
    facts = {"name": wanted.name, "decision": decision.value, "basic_code": kept.basic_code, "reason": kept.reason}
    record(f"list-match:{kind_code}", "resolve", by=by, at=at, basis=BASIS, facts=facts)
    return kept
