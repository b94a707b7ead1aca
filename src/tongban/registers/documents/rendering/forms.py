"""An application form on paper (空白表、样表): plain data, ready to be set."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FormLine:
    """One field: what it asks, a word of help, what stands in it, or the choices with those that are marked."""

    label: str
    hint: str
    value: str
    choices: tuple[tuple[str, bool], ...]
    is_long: bool


@dataclass(frozen=True, slots=True)
class FormGroup:
    """Fields under one heading."""

    name: str
    lines: tuple[FormLine, ...]


@dataclass(frozen=True, slots=True)
class FormSheet:
    """The whole form; a sample says on every page that everything in it is made up."""

    title: str
    agency: str
    groups: tuple[FormGroup, ...]
    is_sample: bool
    notes: tuple[str, ...]
    edition: str
    content_hash: str
    address: str
