"""What a resource of this house answers (共享数据的出处): one key in, the fields of one row out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tongban.foundation.kernel.errors import NotFound
from tongban.registers.licenses.queries.found import by_identifier
from tongban.registers.parties import sealed
from tongban.registers.parties.models import Party
from tongban.registers.parties.queries import find_party
from tongban.registers.parties.rules import Field, IdKind, PartyKind, RealNameLevel

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Found:
    """One row: whose it is (party:17), and how to read each of its fields; a field that is not asked for stays shut."""

    about: str
    fields: Mapping[str, Callable[[], str]]

    def read(self, wanted: Sequence[str]) -> Row:
        return {each: self.fields[each]() for each in wanted}


@dataclass(frozen=True, slots=True)
class Source:
    """How one resource is asked (查询方式): what the key is called, and where it leads."""

    key_label: str
    fields: frozenset[str]
    find: Callable[[str], Found | None]


def source_of(code: str) -> Source:
    """The source of a resource; `NotFound` for one that has no interface here yet."""
    found = SOURCES.get(code)
    if found is None:
        raise NotFound("这个资源在本平台还没有查询接口，请和责任部门约定交换方式。")
    return found


def _enterprise(key: str) -> Found | None:
    party = find_party(id_kind=IdKind.USCC, id_number=key)
    if party is None or party.kind != PartyKind.ENTERPRISE:
        return None
    return Found(
        f"party:{party.pk}",
        {
            "name": lambda: party.name,
            "uscc": lambda: sealed.open_field(party, Field.ID_NUMBER),
            "legal-representative": lambda: party.legal_representative_name,
            "division": lambda: party.division_code,
        },
    )


def _person(key: str) -> Found | None:
    party = find_party(id_kind=IdKind.ID_CARD, id_number=key)
    if party is None or party.kind != PartyKind.PERSON:
        return None
    return Found(f"party:{party.pk}", _of_person(party))


def _of_person(party: Party) -> Mapping[str, Callable[[], str]]:
    return {
        "name": lambda: party.name,
        "id-number": lambda: sealed.open_field(party, Field.ID_NUMBER),
        "address": lambda: sealed.open_field(party, Field.ADDRESS),
        "born-on": lambda: _day(party.born_on),
        "has-disability": lambda: "是" if party.has_disability else "否",
        "real-name-level": lambda: RealNameLevel(party.real_name_level).label,
    }


def _license(key: str) -> Found | None:
    edition = by_identifier(key)
    if edition is None:
        return None
    row = edition.license
    return Found(
        f"party:{row.holder_id}",
        {
            "type": lambda: row.type.name,
            "number": lambda: row.number,
            "holder": lambda: row.holder.name,
            "issuer": lambda: row.issuer.name,
            "valid-from": lambda: _day(row.valid_from),
            "valid-to": lambda: _day(row.valid_to) or "长期",
            "state": lambda: row.state.label,
        },
    )


def _day(day: date | None) -> str:
    return day.isoformat() if day is not None else ""


_ENTERPRISE = frozenset({"name", "uscc", "legal-representative", "division"})
_PERSON = frozenset({"name", "id-number", "address", "born-on", "has-disability", "real-name-level"})
_LICENSE = frozenset({"type", "number", "holder", "issuer", "valid-from", "valid-to", "state"})
SOURCES: Mapping[str, Source] = {
    "enterprise-basics": Source("统一社会信用代码", _ENTERPRISE, _enterprise),
    "person-basics": Source("身份证号码", _PERSON, _person),
    "licenses": Source("电子证照标识", _LICENSE, _license),
}
