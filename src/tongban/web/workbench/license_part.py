"""The licence about to be made (W15 制证): what will stand on its face, and what is still to be filled in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tongban.foundation.kernel.clock import local_day
from tongban.handling.cases.models import Case
from tongban.handling.cases.queries.licensing import license_draft
from tongban.handling.cases.queries.wishes import owes_materials
from tongban.registers.licenses.rules.faces import label, ordered, said, shown_masked
from tongban.registers.licenses.rules.states import Operation

PREFIX = "face-"


@dataclass(frozen=True, slots=True)
class FaceLine:
    """A line of the face; one that the case does not know has a field to type it."""

    name: str
    label: str
    value: str
    is_typed: bool
    is_optional: bool


@dataclass(frozen=True, slots=True)
class FacePart:
    """The preview: which licence, what is done to which, for how long, what is lacking, whether a gap keeps it back."""

    kind: str
    operation: str
    old: str
    term: str
    lines: tuple[FaceLine, ...]
    missing: tuple[str, ...]
    is_kept_back: bool = False


def face_part(verb: str, case: Case, typed: Mapping[str, Any], *, at: datetime) -> FacePart | None:
    """The part of the panel of 制证; None for other steps, and where the case gives no licence of the register."""
    if verb != "issue":
        return None
    given = typed_face(typed)
    draft = license_draft(case, typed=given, number=str(typed.get("result_number", ""))[:80], on=local_day(at))
    if draft is None or (draft.is_an_end and draft.previous is None):
        return None
    schema, face = draft.kind.face, draft.composed.face
    # what the case does not know by itself stays a field, also after it was typed
    is_change = draft.operation in (Operation.CHANGE, Operation.RENEW)
    lines = () if draft.is_an_end else ordered(schema)
    shown = []
    for name in lines:
        is_typed = is_change or name in given or name not in face
        value = said(face.get(name, "")) if is_typed else shown_masked(schema, name, face[name])
        is_optional = name not in schema.get("required", ())
        shown.append(FaceLine(name, label(schema, name), given.get(name, value), is_typed, is_optional))
    old = draft.previous
    return FacePart(
        kind=draft.kind.name,
        operation=draft.operation.label if not draft.is_an_end else "注销",
        old=old.number or old.identifier if old is not None and draft.operation is not Operation.ISSUE else "",
        term=draft.term.words,
        lines=tuple(shown),
        missing=tuple(label(schema, each) for each in draft.composed.missing) if shown else (),
        is_kept_back=case.wants_deferral and owes_materials(case),
    )


def typed_face(post: Mapping[str, Any]) -> dict[str, str]:
    """What was typed of the face, by the names of its fields."""
    found = {name.removeprefix(PREFIX): str(post[name]).strip()[:2000] for name in post if name.startswith(PREFIX)}
    return {name[:60]: value for name, value in list(found.items())[:60] if value}
