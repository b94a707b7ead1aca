"""Taking everything of an enterprise out (导出企业数据): on record; 个人信息保护法 第四十五条."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.ledger.commands import record
from tongban.handling.cases.rules.states import Status
from tongban.handling.enterprises.queries.space import Space, space_of
from tongban.registers.catalog.queries import guide_of
from tongban.registers.licenses.queries import face_of
from tongban.registers.parties.queries import holder_label, masked, masked_name
from tongban.registers.parties.rules import Field

BASIS = "个人信息保护法 第四十五条; 实施方案 四(六)2"


@transaction.atomic
def take_out(*, by: Actor, at: datetime) -> dict[str, list[dict[str, Any]]]:
    """Every table by its name as plain rows: what the enterprise itself may see, people's names masked."""
    space = space_of(by, at=at)
    tables = {
        "enterprise": [
            {
                "name": space.enterprise.name,
                "id_number": masked(space.enterprise, Field.ID_NUMBER),
                "division": space.enterprise.division_code,
            }
        ],
        "cases": _cases(space),
        "licenses": _licenses(space),
        "deadlines": [asdict(each) | {"on": each.on.isoformat(), "kind": each.kind.label} for each in space.deadlines],
        "team": _team(space),
    }
    facts = {name: len(rows) for name, rows in tables.items()}
    record(f"party:{space.enterprise.pk}", "take_out", by=by, at=at, basis=BASIS, facts=facts)
    return tables


def _cases(space: Space) -> list[dict[str, Any]]:
    return [
        {
            "number": each.number,
            "matter": guide_of(each.option_version_id).name,
            "agency": each.agency.short_name,
            "status": Status(each.status).label,
            "received_at": each.received_at.isoformat(),
            "due_on": each.due_on.isoformat() if each.due_on else "",
            "ended_at": each.ended_at.isoformat() if each.ended_at else "",
        }
        for each in space.cases
    ]


def _licenses(space: Space) -> list[dict[str, Any]]:
    """Each licence with the face of its current edition."""
    return [
        {
            "type": each.type.name,
            "identifier": each.identifier,
            "number": each.number,
            "issuer": each.issuer.name,
            "status": each.state.label,
            "valid_from": each.valid_from.isoformat(),
            "valid_to": each.valid_to.isoformat() if each.valid_to else "",
            "face": face_of(each.editions.get(number=each.edition_number)),
        }
        for each in space.licenses
    ]


def _team(space: Space) -> list[dict[str, Any]]:
    rows = [
        {
            "name": masked_name(each.person),
            "role": each.get_role_display(),
            "from": each.valid_from.isoformat(),
            "to": each.valid_to.isoformat() if each.valid_to else "",
            "matters": "全部事项",
        }
        for each in space.members
    ]
    rows += [
        {
            "name": masked_name(each.agent),
            "role": holder_label(each),
            "from": each.valid_from.isoformat(),
            "to": each.valid_to.isoformat(),
            "matters": "全部事项" if each.covers_all else "、".join(each.option_codes),
        }
        for each in space.mandates
    ]
    return rows
