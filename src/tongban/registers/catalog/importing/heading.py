"""The head of an imported list (清单的表头): codes, kind, agency, level, edition; what is not known stays open."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tongban.foundation.kernel.codes import check
from tongban.registers.catalog.item import EX_OFFICIO, NotOnApplication, refuse_ex_officio

from .remarks import Remarks
from .words import EX_OFFICIO_WORDS, KIND_OF_DIGITS, KINDS

CITY_LEVEL = 3
_NUMBER = re.compile(r"\d{2}", re.ASCII)
REASON = "导入现有办事指南"


@dataclass(frozen=True, slots=True)
class Setting:
    """What an import is told from outside: the day, the agency if somebody chose it, agencies by department digits.

    `names` is how people call the agencies, for the findings.
    """

    on: date
    agency: str = ""
    departments: Mapping[str, str] | None = None
    names: Mapping[str, str] | None = None


def basic_code(said: str, field: str, remarks: Remarks) -> str:
    """The code as it was written; what is wrong with it is a finding."""
    if not said:
        remarks.add("code_missing", field, "没有基本编码。", pointer="/basic_code", assumed="留空")
        return ""
    for error in check("basic_item", said).errors:
        remarks.add(
            "code_shape", field, f"基本编码“{said[:40]}”：{error.message}", pointer="/basic_code", assumed="原样保留"
        )
    return said


def option_number(said: str, field: str, remarks: Remarks) -> str:
    """Two digits, 01 to 99."""
    if _NUMBER.fullmatch(said) and said != "00":
        return said
    short = said.zfill(2) if said.isascii() and said.isdigit() and 0 < len(said) < 3 and int(said) else ""
    number = short or "01"
    message = f"办理项序号“{said[:20]}”不是01到99的两位数字。" if said else "没有办理项序号。"
    remarks.add("code_shape", field, message, pointer="/options", assumed=number)
    return number


def kind(said: str, code: str, field: str, remarks: Remarks) -> str:
    """The kind by its word; a power that nobody applies for is told as such (plan 二(一))."""
    found = KINDS.get("".join(said.split()), "")
    ex_officio = said if said in EX_OFFICIO_WORDS else _ex_officio_digits(code)
    if ex_officio:
        message = f"“{ex_officio}”由部门依职权行使，不能由群众申请，不进入政务服务事项目录。"
        remarks.add("ex_officio", field, message, pointer="/kind", assumed="不生成文稿")
    elif not found:
        message = f"事项类型“{said[:40]}”不认识。" if said else "没有事项类型。"
        remarks.add("kind_unknown", field, message, pointer="/kind", assumed="留空，由人选择")
    by_digits = KIND_OF_DIGITS.get(code[2:4], "")
    if found and by_digits and found != by_digits and not (by_digits == "other_power" and found == "filing"):
        message = f"类型写的是“{said}”，编码第3、4位“{code[2:4]}”却是另一类。"
        remarks.add("kind_differs", field, message, pointer="/kind", assumed=said)
    if found == "public_service":
        message = "公共服务要有一个领域（教育、就业、社保等），来源里没有。"
        remarks.add("field_missing", field, message, pointer="/field", assumed="留空，由人选择")
    return found


def _ex_officio_digits(code: str) -> str:
    try:
        refuse_ex_officio("", code)
    except NotOnApplication as refused:
        return EX_OFFICIO[refused.facts["kind"]]
    return ""


def agency(setting: Setting, code: str, field: str, remarks: Remarks) -> str:
    """The agency that somebody chose, or the one that answers for the department digits; told when assumed."""
    if setting.agency:
        return setting.agency
    found = (setting.departments or {}).get(code[4:6], "")
    if found:
        message = f"来源没有写本市哪个部门，按编码第5、6位“{code[4:6]}”推断。"
        remarks.add(
            "agency_assumed", field, message, pointer="/agency", assumed=(setting.names or {}).get(found, found)
        )
    else:
        remarks.add(
            "agency_open",
            field,
            "来源没有写本市哪个部门，编码也推断不出。",
            pointer="/agency",
            assumed="留空，由人选择",
        )
    return found


def edition(setting: Setting, laws: list[str]) -> dict[str, Any]:
    """The note of the edition; the day is that of the import until somebody sets another."""
    source = "、".join(f"《{each}》" for each in laws)[:200]
    return {"number": 1, "effective_on": setting.on.isoformat(), "reason": REASON, "legal_source": source}
