"""Taking in materials later (补正、补齐): the old row stays for the record, the new one is in force."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Fault, Invalid
from tongban.handling.cases.models import Case, Material, MaterialFile, MaterialState
from tongban.handling.cases.rules.applications import MaterialGiven
from tongban.registers.documents.commands import attach
from tongban.registers.licenses.queries import troubles


def read_materials(given: Sequence[Mapping[str, Any]]) -> list[MaterialGiven]:
    """Materials as a channel hands them in; `Invalid` names each that cannot be read."""
    found, faults = [], []
    for index, each in enumerate(given):
        try:
            files = tuple(UUID(str(file)) for file in each.get("file_ids") or ())
        except ValueError:
            faults.append(Fault(f"/materials/{index}/file_ids", "format", "文件编号不对，请重新上传这份材料。"))
            continue
        found.append(
            MaterialGiven(
                requirement_code=str(each.get("requirement_code") or ""),
                file_ids=files,
                license_identifier=str(each.get("license_identifier") or ""),
                is_deferred=bool(each.get("deferred")),
                is_committed=bool(each.get("committed")),
            )
        )
    if faults:
        raise Invalid(faults=faults)
    return found


def take_in(
    case: Case, given: Sequence[Mapping[str, Any]], *, only: set[str], by: Actor, at: datetime
) -> list[Material]:
    """Replace these materials by what comes now; nothing outside `only`, and nothing without a file or a licence."""
    handed = read_materials(given)
    codes = [each.requirement_code for each in handed]
    faults = [
        Fault(f"/materials/{index}", "not_asked", "没有要求这份材料，不用提交。")
        for index, each in enumerate(handed)
        if each.requirement_code not in only
    ]
    faults += [
        Fault(f"/materials/{index}", "missing", "请上传这份材料的文件。")
        for index, each in enumerate(handed)
        if not each.file_ids and not each.license_identifier
    ]
    faults += [
        Fault(f"/materials/{index}", "twice", "同一份材料写了两次，请把它的文件放在一起。")
        for index, code in enumerate(codes)
        if code in codes[:index]
    ]
    over = troubles([each.license_identifier for each in handed if each.license_identifier], on=local_day(at))
    faults += [
        Fault(f"/materials/{index}", "not_in_force", over[each.license_identifier])
        for index, each in enumerate(handed)
        if each.license_identifier in over
    ]
    if faults:
        raise Invalid(faults=faults)
    attach([file for each in handed for file in each.file_ids], holder=case.chain, by=by)
    return _replace(case, handed, at)


def _replace(case: Case, handed: Sequence[MaterialGiven], at: datetime) -> list[Material]:
    codes = [each.requirement_code for each in handed]
    old = {row.requirement_code: row for row in case.materials.filter(requirement_code__in=codes, replaced_at=None)}
    case.materials.filter(pk__in=[row.pk for row in old.values()]).update(replaced_at=at)
    rows = Material.objects.bulk_create(
        Material(
            case=case,
            requirement_code=each.requirement_code,
            name=old[each.requirement_code].name,
            state=MaterialState.PROVIDED if each.file_ids else MaterialState.SPARED,
            license_identifier=each.license_identifier,
            round=old[each.requirement_code].round + 1,
            provided_at=at,
        )
        for each in handed
    )
    MaterialFile.objects.bulk_create(
        MaterialFile(material=row, file_id=file, position=position)
        for row, each in zip(rows, handed, strict=True)
        for position, file in enumerate(each.file_ids, start=1)
    )
    return rows
