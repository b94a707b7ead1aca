"""Items as the open API tells them (事项): the card in a list, the whole guide, the checklist of one situation."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import asdict
from enum import Enum
from typing import Any

import msgspec

from tongban.registers.catalog.checklist import Checklist
from tongban.registers.catalog.checklist.guidance import Needed, Spared
from tongban.registers.catalog.content import Fee, MaterialRequirement, Question, Span
from tongban.registers.catalog.guides import Card, Guide
from tongban.registers.catalog.kinds import Necessity

_MOST_KEPT = 512
_whole_options: OrderedDict[int, dict[str, Any]] = OrderedDict()


def span_json(span: Span) -> dict[str, Any]:
    """A limit: value and unit, and a note where there is one."""
    plain: dict[str, Any] = {"value": span.value, "unit": span.unit}
    return plain | {"note": span.note} if span.note else plain


def card_json(card: Card) -> dict[str, Any]:
    """An option in a list of many."""
    return {
        "option_code": card.option_code,
        "basic_code": card.basic_code,
        "implementation_code": card.implementation_code,
        "name": card.name,
        "item_name": card.item_name,
        "summary": card.summary,
        "kind": card.kind.value,
        "kind_label": card.kind.label,
        "agency": card.agency,
        "agency_key": card.agency_key,
        "audience": card.audience,
        "topics": card.topics,
        "bundles": card.life_events,
        "statutory_limit": span_json(card.statutory_limit),
        "promised_limit": span_json(card.promised_limit),
        "visits_required": card.visits_required,
        "online_depth": card.online_depth,
        "scope": card.scope,
        "channels": card.channels,
        "is_free": card.is_free,
        "state": card.state.value,
    }


def guide_json(guide: Guide) -> dict[str, Any]:
    """The whole guide: every element of the option, and in which version it stands."""
    return _whole_option(guide) | {
        "option_code": guide.option_code,
        "basic_code": guide.basic_code,
        "implementation_code": guide.implementation_code,
        "item_name": guide.item_name,
        "kind": guide.kind.value,
        "kind_label": guide.kind.label,
        "agency": guide.agency_name,
        "agency_key": guide.agency_key,
        "enquiry_phone": guide.enquiry_phone,
        "complaint_phone": guide.complaint_phone,
        "places": [asdict(each) for each in guide.places],
        "state": guide.state.value,
        "state_label": guide.state.label,
        "until_on": guide.until_on,
        "version": guide.version,
        "effective_on": guide.effective_on,
        "reason": guide.reason,
        "legal_source": guide.legal_source,
        "content_hash": guide.content_hash,
    }


def checklist_json(guide: Guide, found: Checklist) -> dict[str, Any]:
    """What follows from the answers so far: what is still open, what to bring and why, what need not be brought."""
    return {
        "option_code": guide.option_code,
        "name": guide.name,
        "version": guide.version,
        "content_hash": guide.content_hash,
        "answers": found.answers,
        "is_complete": found.is_complete,
        "may_apply": found.may_apply,
        "open_questions": [_question(each) for each in found.open_questions],
        "materials": [
            *(_needed(each, guide) for each in found.needed),
            *(_spared(each, guide) for each in found.spared),
        ],
        "not_needed": [{"requirement_code": each.code, "name": each.name} for each in found.not_needed],
        "undecided": [
            {"requirement_code": each.material.code, "name": each.material.name, "depends_on": each.depends_on}
            for each in found.undecided
        ],
        "unmet": [
            {"code": each.condition.code, "text": each.text, "otherwise": each.otherwise, "basis": each.basis}
            for each in found.unmet
        ],
        "statutory_limit": span_json(found.statutory_limit),
        "promised_limit": span_json(found.promised_limit),
        "fees": [_fee(each) for each in found.fees],
        "is_free": not found.fees,
        "places": [asdict(each) for each in guide.places],
        "visits_required": guide.option.visits_required,
    }


def _question(question: Question) -> dict[str, Any]:
    return {
        "code": question.code,
        "text": question.text,
        "kind": question.kind,
        "hint": question.hint,
        "unit": question.unit,
        "choices": [{"value": each.value, "label": each.label, "hint": each.hint} for each in question.choices],
    }


def _needed(each: Needed, guide: Guide) -> dict[str, Any]:
    return _material(each.material, guide) | {
        "why": each.why,
        "basis": each.basis,
        "is_held": False,
        "held_how": each.may_be_spared,
    }


def _spared(each: Spared, guide: Guide) -> dict[str, Any]:
    basis = each.material.basis.text if each.material.basis else ""
    return _material(each.material, guide) | {
        "why": each.material.why,
        "basis": basis,
        "is_held": each.is_certain,
        "held_how": each.why,
    }


def _material(material: MaterialRequirement, guide: Guide) -> dict[str, Any]:
    option = guide.option
    return {
        "requirement_code": material.code,
        "name": material.name,
        "necessity": material.necessity.value,
        "originals": material.originals,
        "copies": material.copies,
        "medium": material.medium,
        "accept_types": material.accept_types,
        "max_files": material.max_files,
        "may_be_deferred": option.deferral.is_offered and material.necessity is Necessity.DEFERRABLE,
        "may_be_committed": option.commitment.is_offered and material.necessity is Necessity.COMMITTABLE,
        "where": material.source.how or material.source.issuer,
        "points": material.points,
        "alternatives": material.alternatives,
    }


def _fee(fee: Fee) -> dict[str, Any]:
    return {
        "name": fee.name,
        "standard": fee.standard,
        "amount_fen": fee.amount,
        "reduction": fee.reduction,
        "basis": fee.basis.text,
    }


def _whole_option(guide: Guide) -> dict[str, Any]:
    """Every element of a published option, defaults included; it never changes, so it is taken apart once."""
    kept = _whole_options.get(guide.option_version_id)
    if kept is None or kept["content_hash"] != guide.content_hash:
        kept = {**_plain(guide.option), "content_hash": guide.content_hash}
        _whole_options[guide.option_version_id] = kept
        while len(_whole_options) > _MOST_KEPT:
            _whole_options.popitem(last=False)
    return kept


def _plain(value: Any) -> Any:
    if isinstance(value, msgspec.Struct):
        return {name: _plain(getattr(value, name)) for name in value.__struct_fields__}
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    if isinstance(value, Mapping):
        return {name: _plain(each) for name, each in value.items()}
    return value.value if isinstance(value, Enum) else value
