"""The one form of a bundle (一张表单): shared questions once, then what only one member asks; and who gets what; pure.

Keys of what is asked: a bundle's question or a shared field by its own key, a field of one member as `member.code`,
a situation question of one member as `member.ask.code`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from tongban.registers.catalog.checklist.answers import settled
from tongban.registers.catalog.content import Choice, FormField, Option, Question
from tongban.registers.catalog.expressions import holds

from .content import Content, Fill

FORM, QUESTION = "form", "question"
NUMBER = "number"
"""What of a result fills a field: its number; any other name is one on the face of the licence."""
BUNDLE_GROUP = "办理情形"
SHARED_GROUP = "共同信息"


@dataclass(frozen=True, slots=True)
class Entry:
    """One question of the one form (表单的一栏); `fills` is empty for a question that only chooses members.

    `members` are the titles of those that ask for it, so that a page can say why it is asked.
    """

    key: str
    label: str
    kind: str
    group: str
    fills: tuple[Fill, ...]
    members: tuple[str, ...]
    choices: tuple[Choice, ...] = ()
    hint: str = ""
    example: str = ""
    unit: str = ""
    prefill: str = ""
    max_length: int = 200
    is_required: bool = True


@dataclass(frozen=True, slots=True)
class Given:
    """What a member gets of the one form (分送内容): answers to its situation questions, and its form."""

    answers: dict[str, Any]
    form: dict[str, Any]


def target(option: Option, fill: Fill) -> FormField | Question | None:
    """What a place of the mapping means in its member; None: there is no such field or question."""
    if fill.part == QUESTION:
        return option.question(fill.code)
    return next((each for each in option.form if each.code == fill.code), None)


def one_form(content: Content, options: Mapping[str, Option], *, chosen: frozenset[str] | None = None) -> list[Entry]:
    """Everything that the form may ask of these members, each once; `options` and `chosen` by member key."""
    standing = [each for each in content.members if each.key in options and (chosen is None or each.key in chosen)]
    titles = {each.key: each.title or options[each.key].name for each in standing}
    entries = [*_questions(content, options, titles), *_shared(content, options, titles)]
    taken = {(fill.member, fill.part, fill.code) for each in content.shared for fill in each.fills}
    taken |= {(member.key, each.part, each.code) for member in content.members for each in member.takes}
    taken |= {(member.key, each.part, each.code) for member in content.members for each in member.known}
    for member in standing:
        entries += _own(member.key, options[member.key], titles[member.key], taken)
    return entries


def taken_over(content: Content, key: str) -> dict[str, str]:
    """The fields of a member that an earlier member's result fills (转用字段), and the key of that member."""
    member = content.member(key)
    return {each.code: each.source for each in member.takes if each.part == FORM} if member is not None else {}


def filled_by(content: Content, key: str, source: str) -> dict[str, str]:
    """The fields of a member that this earlier member's result fills by itself, and what of the result does."""
    member = content.member(key)
    takes = member.takes if member is not None else ()
    return {each.code: each.result for each in takes if each.part == FORM and each.source == source and each.result}


def asked(
    content: Content, options: Mapping[str, Option], values: Mapping[str, Any], *, chosen: frozenset[str] | None = None
) -> list[Entry]:
    """What the form asks in the situation that the values describe: what no member shows is left out."""
    given = dispatched(content, options, values)
    scopes = {
        key: {**settled(options[key], each.answers), **each.form} for key, each in given.items() if key in options
    }
    return [
        each
        for each in one_form(content, options, chosen=chosen)
        if not each.fills or any(_is_shown(options[fill.member], fill, scopes[fill.member]) for fill in each.fills)
    ]


def dispatched(content: Content, options: Mapping[str, Option], values: Mapping[str, Any]) -> dict[str, Given]:
    """What each member gets of the values (分送): one answer goes to every field that it fills; nothing is invented."""
    given = {each.key: Given({}, {}) for each in content.members if each.key in options}
    for member in (each for each in content.members if each.key in options):
        for known in (each for each in member.known if holds(each.when, values) is True):
            into = given[member.key]
            (into.answers if known.part == QUESTION else into.form).setdefault(known.code, known.value)
    for entry in one_form(content, options):
        value = values.get(entry.key)
        if value in (None, "", (), []):
            continue
        for fill in entry.fills:
            into = given[fill.member]
            (into.answers if fill.part == QUESTION else into.form)[fill.code] = value
    return given


def _questions(content: Content, options: Mapping[str, Option], titles: Mapping[str, str]) -> Iterator[Entry]:
    for each in content.questions:
        also = content.shared_field(each.code)
        fills = _real(also.fills, options, titles) if also is not None else ()
        members = tuple(dict.fromkeys(titles[fill.member] for fill in fills))
        yield _entry(each, each.code, BUNDLE_GROUP, fills, members)


def _shared(content: Content, options: Mapping[str, Option], titles: Mapping[str, str]) -> Iterator[Entry]:
    questions = {each.code for each in content.questions}
    for each in content.shared:
        fills = _real(each.fills, options, titles)
        if each.key in questions or not fills:
            continue
        members = tuple(dict.fromkeys(titles[fill.member] for fill in fills))
        targets = [found for fill in fills if (found := target(options[fill.member], fill)) is not None]
        entry = _entry(targets[0], each.key, SHARED_GROUP, fills, members)
        yield replace(
            entry,
            label=each.label,
            hint=each.hint or entry.hint,
            prefill=next((found.prefill for found in targets if isinstance(found, FormField) and found.prefill), ""),
            max_length=min(found.max_length if isinstance(found, FormField) else 200 for found in targets),
            is_required=any(found.is_required if isinstance(found, FormField) else True for found in targets),
        )


def _own(key: str, option: Option, title: str, taken: set[tuple[str, str, str]]) -> Iterator[Entry]:
    for question in option.questions:
        if (key, QUESTION, question.code) not in taken:
            fill = Fill(member=key, code=question.code, part=QUESTION)
            yield _entry(question, f"{key}.ask.{question.code}", title, (fill,), (title,))
    for field in option.form:
        if (key, FORM, field.code) not in taken:
            yield _entry(field, f"{key}.{field.code}", title, (Fill(member=key, code=field.code),), (title,))


def _real(fills: tuple[Fill, ...], options: Mapping[str, Option], titles: Mapping[str, str]) -> tuple[Fill, ...]:
    """The places that exist in the members at hand."""
    return tuple(each for each in fills if each.member in titles and target(options[each.member], each) is not None)


def _entry(
    found: FormField | Question, key: str, group: str, fills: tuple[Fill, ...], members: tuple[str, ...]
) -> Entry:
    """A field or a situation question as it is asked; a question has no example, no prefill and is always answered."""
    label = found.text if isinstance(found, Question) else found.label
    entry = Entry(key, label, found.kind, group, fills, members, found.choices, found.hint, unit=found.unit)
    if isinstance(found, Question):
        return entry
    return replace(
        entry,
        example=found.example,
        prefill=found.prefill,
        max_length=found.max_length,
        is_required=found.is_required,
    )


def _is_shown(option: Option, fill: Fill, scope: Mapping[str, Any]) -> bool:
    found = target(option, fill)
    return found is not None and holds(found.show_when, scope) is True
