"""Is a licence genuine, in force, and whose (证照核验): what anybody who holds its identifier may learn."""

from datetime import date
from typing import Any

from tongban.foundation.kernel.codes import check
from tongban.registers.licenses.queries import Verdict, verification

_UNKNOWN = "标识的写法和校验位没有错，但是本市没有登记这本证照，核验不了，请向发证机关核实。"


def license_json(typed: str, *, on: date) -> dict[str, Any]:
    """The answer about an identifier (one query); an unknown issuer is never «valid»."""
    found = check("license", typed)
    plain: dict[str, Any] = {
        "valid_identifier": found.valid,
        "identifier": found.normalized,
        "is_registered": False,
        "is_in_force": None,
        "is_genuine": None if found.valid else False,
        "holder": None,
        "message": _UNKNOWN if found.valid else "这个标识不对，请对照证照核对。",
        "errors": [{"code": each.code, "message": each.message} for each in found.errors],
    }
    told = verification(typed, on=on) if found.valid else None
    if told is None or told.verdict is Verdict.UNKNOWN or told.term is None:
        return plain | {"verdict": Verdict.UNKNOWN.value}
    return plain | {
        "is_registered": True,
        "is_genuine": True,
        "is_in_force": told.verdict is Verdict.IN_FORCE,
        "verdict": told.verdict.value,
        "message": f"{told.verdict.label}。",
        "type_name": told.type_name,
        "issuer": told.issuer,
        "holder": told.holder,
        "status_label": told.status,
        "valid_from": told.term.valid_from,
        "valid_to": told.term.valid_to,
        "current_identifier": told.current_identifier or None,
    }
