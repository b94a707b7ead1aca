"""Checks of a matter (办理项符合性): what can be read from its guide; pure."""

from collections.abc import Callable, Mapping

from tongban.registers.catalog.content import Span
from tongban.registers.catalog.guides import Guide

_HOURS = {"on_the_spot": 0, "hour": 1, "day": 24, "workday": 24, "month": 24 * 30, "year": 24 * 365}


def _has_basis(guide: Guide) -> bool:
    return bool(guide.option.legal_basis)


def _promises_no_longer(guide: Guide) -> bool:
    """The promise is within the statute (承诺时限不超过法定时限), where both are told in one unit or in plain ones."""
    promised, statutory = guide.option.promised_limit, guide.option.statutory_limit
    return not statutory.value or _hours(promised) <= _hours(statutory)


def _hours(limit: Span) -> int:
    return 0 if limit.unit == "on_the_spot" else limit.value * _HOURS.get(limit.unit, 24)


def _says_why_of_materials(guide: Guide) -> bool:
    """Each material says where it comes from or why it is asked for, and on what basis."""
    return all(each.why or each.basis or each.points for each in guide.option.materials)


def _may_be_enquired(guide: Guide) -> bool:
    return bool(guide.enquiry_phone)


def _may_be_complained_of(guide: Guide) -> bool:
    return bool(guide.complaint_phone)


def _tells_remedy(guide: Guide) -> bool:
    return bool(guide.option.remedy)


def _is_online_or_says_why(guide: Guide) -> bool:
    return guide.is_online or guide.option.online_exception is not None


def _keeps_a_window(guide: Guide) -> bool:
    return guide.has_offline_way or guide.option.is_accepted_on_receipt


def _fees_have_a_basis(guide: Guide) -> bool:
    return all(each.basis.law for each in guide.option.fees)


def _names_stages(guide: Guide) -> bool:
    return bool(guide.option.stages)


def _says_when_refused(guide: Guide) -> bool:
    return bool(guide.option.conditions)


def _names_the_result(guide: Guide) -> bool:
    return bool(guide.option.results)


MATTER_CHECKS: Mapping[str, Callable[[Guide], bool]] = {
    "basis": _has_basis,
    "promise": _promises_no_longer,
    "materials": _says_why_of_materials,
    "enquiry": _may_be_enquired,
    "complaint": _may_be_complained_of,
    "remedy": _tells_remedy,
    "online": _is_online_or_says_why,
    "window": _keeps_a_window,
    "fees": _fees_have_a_basis,
    "stages": _names_stages,
    "conditions": _says_when_refused,
    "result": _names_the_result,
}
