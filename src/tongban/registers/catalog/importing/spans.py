"""Limits in a row (一行里的时限): a number is nothing without its unit, which stands beside it or in its own cell."""

from .cells import unit_of
from .remarks import Remarks
from .tables import Row


def settle(row: Row, pointer: str, remarks: Remarks) -> None:
    """Every limit of the row with its unit: from beside it, else from its own cell, else open and told as missing."""
    for path, (header, said) in row.limits.items():
        if path not in row.values:
            continue
        beside, within = row.values.get((*path[:-1], "unit")), unit_of(said)
        where = f"{pointer}/{'/'.join(path[:-1])}/unit"
        if beside is None:
            row.values[(*path[:-1], "unit")] = within
            if not within:
                message = f"第{row.number}行“{header}”{row.values[path]}没有单位。"
                remarks.add("unit_missing", row.at(path), message, pointer=where, assumed="单位留空，由人选择")
        elif within and within != beside:
            is_stated = (within, beside) == ("day", "workday") and "自然日" not in said
            message = f"第{row.number}行“{header}”写的是“{said.strip()[:20]}”，单位一列却不一样。"
            code = "limit_unit_stated" if is_stated else "unit_contradicts"
            remarks.add(code, row.at(path), message, pointer=where, assumed="按单位一列")
