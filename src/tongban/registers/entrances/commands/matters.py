"""The register of departments' matters (部门事项登记): entered by the department, exceptions by the bureau. R-137."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Fault, Invalid, NotYours
from tongban.foundation.ledger.commands import record
from tongban.registers.agencies.models import Agency
from tongban.registers.catalog.queries import cards
from tongban.registers.entrances.models import DepartmentMatter, Entrance
from tongban.registers.entrances.rules import WITHHELD_NAME, Ground

BASIS = "实施方案 四(四) 按照应上尽上原则，除涉及国家秘密等情形外，全部纳入一体化政务服务平台"
LONGEST_NAME = 120
LONGEST = 200
MOST_SECRET = 500


@transaction.atomic
def load_matters(rows: Sequence[Mapping[str, Any]], *, by: Actor, at: datetime) -> int:
    """Take over a city's list that is not in the register yet; gives how many were entered."""
    agencies = dict(Agency.objects.values_list("key", "pk"))
    entrances = dict(Entrance.objects.values_list("key", "pk"))
    made = DepartmentMatter.objects.bulk_create(
        DepartmentMatter(
            agency_id=agencies[row["agency"]],
            entrance_id=entrances[row["entrance"]] if row.get("entrance") else None,
            name=row.get("name") or WITHHELD_NAME,
            basic_code=row.get("code", ""),
            number=row.get("number", 1),
            ground=Ground(row["ground"]).value if row.get("ground") else "",
            basis=row.get("basis", ""),
            reason=row.get("reason", ""),
            planned_on=date.fromisoformat(row["planned_on"]) if row.get("planned_on") else None,
        )
        for row in rows
    )
    record("department-matters", "load_matters", by=by, at=at, basis=BASIS, facts={"matters": len(made)})
    return len(made)


@transaction.atomic
def write_matter(
    matter: DepartmentMatter | None,
    *,
    agency: Agency,
    name: str,
    basic_code: str = "",
    entrance: Entrance | None = None,
    by: Actor,
    at: datetime,
) -> DepartmentMatter:
    """登记或者改正 a matter; `basic_code` is the item of the catalogue that it is, empty while there is none."""
    _own_body_only(agency, by)
    words, found = name.strip(), matter or DepartmentMatter(agency=agency)
    faults = []
    if not words or len(words) > LONGEST_NAME or words == WITHHELD_NAME:
        faults.append(Fault("/name", "required", f"请写事项名称，不超过{LONGEST_NAME}个字；涉密的不写名称。"))
    elif DepartmentMatter.objects.filter(agency=agency, name=words).exclude(pk=found.pk).exists():
        faults.append(Fault("/name", "taken", "这个部门已经登记过同名的事项。"))
    if basic_code and all(each.basic_code != basic_code for each in cards()):
        faults.append(Fault("/basic_code", "unknown", "目录里没有这个事项，请重新选择。"))
    if found.ground == Ground.SECRECY:
        faults.append(Fault("/name", "secret", "涉及国家秘密的只登记个数，不能改名称。"))
    if faults:
        raise Invalid(faults=faults)
    found.name, found.basic_code, found.entrance = words, basic_code, entrance
    found.save()
    record(found.chain, "write_matter", by=by, at=at, basis=BASIS, facts={"name": words, "basic_code": basic_code})
    return found


@transaction.atomic
def except_matter(
    matter: DepartmentMatter, *, ground: str, basis: str, reason: str, by: Actor, at: datetime
) -> DepartmentMatter:
    """认定不纳入: by the bureau alone, on one of two grounds and with its basis; a secret one loses its name."""
    if Role.CATALOG_REVIEWER not in by.roles:
        raise NotYours("不纳入平台，由政务服务管理部门的事项审核岗认定。")
    faults = [
        *([] if ground in set(Ground) else [Fault("/ground", "required", "请选择不纳入的理由。")]),
        *([] if 0 < len(basis.strip()) <= LONGEST else [Fault("/basis", "required", "请写明依据的法律法规和条款。")]),
        *([] if 0 < len(reason.strip()) <= LONGEST else [Fault("/reason", "required", "请写明为什么。")]),
    ]
    if faults:
        raise Invalid(faults=faults)
    if ground == Ground.SECRECY:
        return _withheld(matter, basis.strip(), reason.strip(), by=by, at=at)
    matter.ground, matter.basis, matter.reason, matter.planned_on = ground, basis.strip(), reason.strip(), None
    matter.save()
    facts = {"ground": ground, "basis": matter.basis, "reason": matter.reason}
    record(matter.chain, "except_matter", by=by, at=at, basis=BASIS, facts=facts)
    return matter


@transaction.atomic
def plan_matter(matter: DepartmentMatter, *, planned_on: date | None, by: Actor, at: datetime) -> DepartmentMatter:
    """计划纳入: until when a gap is closed; a day that has passed is none."""
    _own_body_only(matter.agency, by)
    if planned_on is None or planned_on < local_day(at):
        raise Invalid(faults=[Fault("/planned_on", "day", "请写计划哪天以前纳入，不早于今天。")])
    if matter.ground:
        raise Invalid(faults=[Fault("/planned_on", "excepted", "这个事项已经认定不纳入。")])
    matter.planned_on = planned_on
    matter.save()
    record(matter.chain, "plan_matter", by=by, at=at, basis=BASIS, facts={"planned_on": str(planned_on)})
    return matter


def _withheld(matter: DepartmentMatter, basis: str, reason: str, *, by: Actor, at: datetime) -> DepartmentMatter:
    """Of a secret the number is kept, and nothing else: one line for each body."""
    secret = DepartmentMatter.objects.filter(agency=matter.agency, ground=Ground.SECRECY).first()
    if secret is not None and secret.pk != matter.pk:
        secret.number = min(secret.number + matter.number, MOST_SECRET)
        secret.save()
        matter.delete()
        record(secret.chain, "except_matter", by=by, at=at, basis=BASIS, facts={"number": secret.number})
        return secret
    matter.name, matter.basic_code, matter.planned_on = WITHHELD_NAME, "", None
    matter.ground, matter.basis, matter.reason = Ground.SECRECY.value, basis, reason
    matter.save()
    record(matter.chain, "except_matter", by=by, at=at, basis=BASIS, facts={"ground": matter.ground})
    return matter


def _own_body_only(agency: Agency, by: Actor) -> None:
    is_own = Role.CATALOG_EDITOR in by.roles and by.agency_id == agency.pk
    if not is_own and Role.CATALOG_REVIEWER not in by.roles:
        raise NotYours("部门事项由本部门的事项编制岗登记，或者由事项审核岗登记。")
