"""The names of places (统一更名): what a place is to be called, from which day, and what is wrong with a plan; pure."""

from datetime import date

from tongban.foundation.kernel.errors import Fault, Invalid
from tongban.registers.agencies.rules import DivisionLevel, venue_level, venue_name

BASIS = "实施方案 三(二)1 乡镇为便民服务中心，社区、村为便民服务站"
LONGEST_NUMBER = 60


def standard_name(division: str, level: str) -> str:
    """What a place of this division is to be called; empty for a street, which has none of its own."""
    found = DivisionLevel(level)
    return venue_name(division, found) if venue_level(found) is not None else ""


def checked_plan(
    *, old: str, new: str, standard: str, switch_on: date | None, number: str, today: date
) -> tuple[date, str]:
    """The day of the switch and the document, or `Invalid` with everything that is wrong (更名计划)."""
    found = []
    if new == old:
        found.append(Fault("/new_name", "same", "新名称和现在的一样，不用更名。"))
    elif standard and new != standard:
        found.append(Fault("/new_name", "standard", f"按统一更名规则，这里应当叫“{standard}”。"))
    if switch_on is None or switch_on < today:
        found.append(Fault("/switch_on", "date", "请写从哪天起用新名称，今天或者以后，例如：2026-12-01。"))
    words = number.strip()
    if not words or not words.isprintable() or len(words) > LONGEST_NUMBER:
        found.append(Fault("/number", "required", f"请写更名的文号，不超过{LONGEST_NUMBER}个字。"))
    if found or switch_on is None:
        raise Invalid("更名计划还有地方要改。", faults=found)
    return switch_on, words
