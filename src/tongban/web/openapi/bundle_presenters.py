"""Bundles as the open API tells them (一件事): the register's document, and what it comes to."""

from typing import Any

from tongban.registers.bundles.queries import InForce, Whole
from tongban.registers.bundles.rules.content import Gate, Member
from tongban.registers.bundles.rules.papers import Claim, PaperSet
from tongban.registers.catalog.content import Question, Span


def head_json(found: InForce) -> dict[str, Any]:
    """A bundle in force without its parts."""
    return {
        "code": found.code,
        "title": found.title,
        "summary": found.content.summary,
        "audience": list(found.content.audience),
        "lead": found.lead,
        "number": found.number,
        "effective_on": found.effective_on,
        "content_hash": found.content_hash,
        "is_sample": found.is_sample,
        "option_codes": [each.option_code for each in found.content.members],
    }


def bundle_json(found: InForce, made: Whole) -> dict[str, Any]:
    """A bundle with its members, its one form and its one set of papers, in the situation of `made`."""
    content = found.content
    return head_json(found) | {
        "promised_limit": _span(content.promised_limit),
        "is_ended_together": content.is_ended_together,
        "questions": [_question(each) for each in content.questions],
        "members": [_member(made, each) for each in content.members],
        "levels": [[each.key for each in level] for level in made.levels],
        "critical_path": {
            "keys": list(made.way.keys),
            "workdays": made.way.workdays,
            "is_exact": made.way.is_exact,
        },
        "form": [
            {
                "key": each.key,
                "label": each.label,
                "kind": each.kind,
                "unit": each.unit,
                "is_required": each.is_required,
                "choices": [{"value": one.value, "label": one.label} for one in each.choices],
                "fills": [{"member": one.member, "part": one.part, "code": one.code} for one in each.fills],
            }
            for each in made.entries
        ],
        **_papers(made.papers),
    }


def _question(question: Question) -> dict[str, Any]:
    return {
        "code": question.code,
        "text": question.text,
        "kind": question.kind,
        "unit": question.unit,
        "choices": [{"value": each.value, "label": each.label} for each in question.choices],
    }


def _papers(papers: PaperSet) -> dict[str, Any]:
    return {
        "papers": [
            {
                "key": each.key,
                "name": each.name,
                "originals": each.originals,
                "copies": each.copies,
                "reasons": [_reason(one) for one in each.claims],
            }
            for each in papers.needed
        ],
        "spared": [
            {
                "member": each.claim.member,
                "material": each.claim.material.code,
                "name": each.claim.material.name,
                "way": each.way,
                "why": each.why,
                "is_certain": each.is_certain,
            }
            for each in papers.spared
        ],
        "undecided": [_reason(each) for each in papers.undecided],
    }


def _member(made: Whole, member: Member) -> dict[str, Any]:
    guide = made.guides.get(member.key)
    return {
        "key": member.key,
        "option_code": member.option_code,
        "title": made.title(member.key),
        "agency": guide.agency_short_name if guide is not None else "",
        "after": list(member.after),
        "needed_when": member.needed_when,
        "is_optional": member.is_optional,
        "promised_limit": _span(guide.option.promised_limit) if guide is not None else None,
        "gate": _gate(member.gate),
        "takes": [
            {"part": each.part, "code": each.code, "source": each.source, "result": each.result}
            for each in member.takes
        ],
    }


def _gate(gate: Gate | None) -> dict[str, str] | None:
    if gate is None:
        return None
    return {"key": gate.key, "name": gate.name, "reported_by": gate.reported_by, "basis": gate.basis.text}


def _span(span: Span | None) -> dict[str, Any] | None:
    return {"value": span.value, "unit": span.unit} if span is not None else None


def _reason(claim: Claim) -> dict[str, str]:
    return {"member": claim.member, "material": claim.material.code, "why": claim.material.why}
