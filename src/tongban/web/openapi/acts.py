"""The bodies of acts (办理动作的内容), made from the flow table: what a step asks for, as shapes to check by."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, create_model

from tongban.foundation.kernel.errors import NotFound
from tongban.foundation.kernel.flow import Ask, Step
from tongban.handling.cases.commands.acts import VERBS
from tongban.handling.cases.rules.flow import FLOW

from .reading import shaped
from .shapes.asked import Code, CorrectionSent, FileId, LongText, MaterialSent, Sent, SlotSent, Text, VerdictSent

_TYPES: Mapping[str, tuple[Any, Any]] = {
    "text": (Text, ""),
    "long_text": (LongText, ""),
    "date": (Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$", description="日期")], ""),
    "special_procedure": (Code, ""),
    "number": (Annotated[int, Field(ge=0, le=10_000)], 0),
    "verdicts": (Annotated[dict[str, VerdictSent], Field(max_length=200)], {}),
    "corrections": (Annotated[list[CorrectionSent], Field(max_length=200)], []),
    "slot": (Annotated[int, Field(ge=1, le=9_007_199_254_740_991)], 0),
    "slots": (Annotated[list[SlotSent], Field(max_length=20)], []),
    "officers": (Annotated[list[Code], Field(max_length=20)], []),
    "face": (Annotated[dict[str, LongText], Field(max_length=60)], {}),
    "findings": (Annotated[dict[str, LongText], Field(max_length=60)], {}),
    "files": (Annotated[list[FileId], Field(max_length=60)], []),
    "materials": (Annotated[list[MaterialSent], Field(max_length=200)], []),
}


class ActSent(Sent):
    """The body of any act."""

    version: Annotated[
        int | None, Field(ge=0, le=2_147_483_647, description="看到的办件版本；办件已经变了就不办，回答409")
    ] = None


def read(verb: str, plain: Any) -> ActSent:
    """The body of this act, or every fault of it; an unknown verb is an unknown address."""
    shape = SHAPES.get(verb)
    if shape is None:
        raise NotFound("没有这个办理动作。请看办件的actions里列出的动作。")
    return shaped(shape, {} if plain is None else plain)


def given(sent: ActSent) -> dict[str, Any]:
    """What was sent, as the commands read it."""
    return sent.model_dump(mode="json", exclude={"version"})


def _shape(step: Step) -> type[ActSent]:
    fields: dict[str, Any] = {ask.name: _field(ask) for ask in step.asks}
    name = "".join(part.capitalize() for part in step.verb.split("_")) + "Act"
    made: type[ActSent] = create_model(name, __base__=ActSent, __doc__=step.label, **fields)
    return made


def _field(ask: Ask) -> tuple[Any, Any]:
    if ask.choices:
        kind, otherwise = Literal.__getitem__(tuple(value for value, _ in ask.choices)), None
    else:
        kind, otherwise = _TYPES[ask.kind]
    is_asked_anyway = ask.kind == "corrections"  # what is missing stands on the notice without being listed
    must = ask.required and not is_asked_anyway
    return kind, Field(... if must else otherwise, description=ask.label)


SHAPES: Mapping[str, type[ActSent]] = {verb: _shape(FLOW.steps[verb]) for verb in VERBS}


def bodies() -> list[type[BaseModel]]:
    """The bodies of all acts, for the schema."""
    return list(SHAPES.values())
