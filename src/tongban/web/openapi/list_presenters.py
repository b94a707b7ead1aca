"""Published lists as the open API tells them (清单)."""

from typing import Any

from tongban.registers.lists.exporting import MEDIA_TYPES
from tongban.registers.lists.queries import Head, Standing
from tongban.registers.lists.rules.kinds import Kind


def standing_json(standing: Standing) -> dict[str, Any]:
    """A list that the plan asks for, and its edition in force."""
    return _kind(standing.kind) | {
        "institution": _institution(standing.institution_key, standing.institution),
        "edition": edition_json(standing.head) if standing.head is not None else None,
        "days_over": standing.days_over,
    }


def edition_json(head: Head) -> dict[str, Any]:
    """An edition without its rows."""
    return _kind(head.kind) | {
        "institution": _institution(head.name.institution, head.institution),
        "edition": head.slug,
        "label": head.label,
        "agency": head.agency,
        "dated_on": head.dated_on,
        "published_at": head.published_at,
        "row_count": head.row_count,
        "withheld": head.withheld,
        "content_hash": head.content_hash,
        "notice_number": head.notice_number,
        "verification_code": head.verification_code,
        "files": {form: f"{head.path}.{form}" for form in MEDIA_TYPES},
        "page": head.path,
    }


def _kind(kind: Kind) -> dict[str, Any]:
    return {
        "kind": kind.code,
        "title": kind.title,
        "clause": kind.clause,
        "about": kind.about,
        "origin": kind.origin.value,
        "origin_label": kind.origin.label,
        "publisher": kind.publisher,
        "due_on": kind.due_on,
    }


def _institution(key: str, name: str) -> dict[str, str] | None:
    return {"key": key, "name": name} if key else None
