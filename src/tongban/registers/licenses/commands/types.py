"""The types of licences are the city's data (证照类型装载): loading twice changes nothing."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from tongban.foundation.kernel.codes import check
from tongban.foundation.kernel.errors import Fault, Invalid
from tongban.registers.licenses.models import LicenseType
from tongban.registers.licenses.rules.faces import schema_faults

COLUMNS = (
    "code", "name", "definer", "holder_kinds", "face", "is_long", "years", "coverage", "evidence", "is_of_plan",
    "is_frequent",
)  # fmt: skip


@transaction.atomic(savepoint=False)
def load_types(rows: Sequence[Mapping[str, Any]]) -> int:
    """Write the types that are new or differ (at most three statements); the number written.

    `Invalid` names every code whose first 18 characters are no credit code, and every face that is no JSON Schema.
    """
    faults = [fault for row in rows for fault in _faults(row)]
    if faults:
        raise Invalid("证照类型目录里有需要改正的地方。", faults=faults)
    known = {each.key: each for each in LicenseType.objects.all()}
    wanted = [LicenseType(key=row["key"], **{name: row[name] for name in COLUMNS if name in row}) for row in rows]
    fresh = [each for each in wanted if each.key not in known]
    changed = [each for each in wanted if each.key in known and _differs(known[each.key], each)]
    for each in changed:
        each.pk = known[each.key].pk
    LicenseType.objects.bulk_create(fresh)
    if changed:
        LicenseType.objects.bulk_update(changed, list(COLUMNS))
    return len(fresh) + len(changed)


def _differs(old: LicenseType, new: LicenseType) -> bool:
    return any(getattr(old, name) != getattr(new, name) for name in COLUMNS)


def _faults(row: Mapping[str, Any]) -> list[Fault]:
    key, code = str(row.get("key", "")), str(row.get("code", ""))
    found = [Fault(f"/{key}/face", "schema", said) for said in schema_faults(row.get("face") or {})]
    if len(code) != 21 or not check("uscc", code[:18]).valid:
        found.append(
            Fault(f"/{key}/code", "code", f"证照类型代码“{code}”应为21位，前18位是定义机构的统一社会信用代码。")
        )
    return found
