"""Changing one part of a bundle's document (逐项编制): what has the same key is replaced in its place; pure."""

from collections.abc import Sequence
from typing import TypeVar

from msgspec.structs import replace

from tongban.registers.catalog.content import Question

from .content import Content, Member, SharedField, SharedPaper

Part = TypeVar("Part", Member, SharedField, SharedPaper, Question)


def with_member(content: Content, member: Member, *, was: str = "") -> Content:
    """The member stands where it stood, or last; a new key is followed by everybody who names it."""
    changed = replace(content, members=_put(content.members, member, [each.key for each in content.members], was))
    return _renamed(changed, was, member.key) if was and was != member.key else changed


def without_member(content: Content, key: str) -> Content:
    """The member is gone, and with it everything that names it."""
    members = tuple(
        replace(
            each,
            after=tuple(one for one in each.after if one != key),
            takes=tuple(one for one in each.takes if one.source != key),
        )
        for each in content.members
        if each.key != key
    )
    shared = tuple(
        replace(each, fills=tuple(one for one in each.fills if one.member != key)) for each in content.shared
    )
    papers = tuple(
        replace(each, places=tuple(one for one in each.places if one.member != key)) for each in content.papers
    )
    return replace(
        content,
        members=members,
        shared=tuple(each for each in shared if each.fills),
        papers=tuple(each for each in papers if len(each.places) > 1),
        core_keys=tuple(each for each in content.core_keys if each != key),
    )


def with_shared(content: Content, field: SharedField, *, was: str = "") -> Content:
    return replace(content, shared=_put(content.shared, field, [each.key for each in content.shared], was))


def without_shared(content: Content, key: str) -> Content:
    return replace(content, shared=tuple(each for each in content.shared if each.key != key))


def with_question(content: Content, question: Question, *, was: str = "") -> Content:
    return replace(content, questions=_put(content.questions, question, [each.code for each in content.questions], was))


def without_question(content: Content, code: str) -> Content:
    return replace(content, questions=tuple(each for each in content.questions if each.code != code))


def with_paper(content: Content, paper: SharedPaper, *, was: str = "") -> Content:
    return replace(content, papers=_put(content.papers, paper, [each.name for each in content.papers], was))


def without_paper(content: Content, name: str) -> Content:
    return replace(content, papers=tuple(each for each in content.papers if each.name != name))


def _put(parts: Sequence[Part], part: Part, keys: Sequence[str], was: str) -> tuple[Part, ...]:
    found = list(parts)
    if was in keys:
        found[keys.index(was)] = part
    else:
        found.append(part)
    return tuple(found)


def _renamed(content: Content, was: str, now: str) -> Content:
    def named(key: str) -> str:
        return now if key == was else key

    return replace(
        content,
        core_keys=tuple(named(each) for each in content.core_keys),
        members=tuple(
            replace(
                each,
                after=tuple(named(one) for one in each.after),
                takes=tuple(replace(one, source=named(one.source)) for one in each.takes),
            )
            for each in content.members
        ),
        shared=tuple(
            replace(each, fills=tuple(replace(one, member=named(one.member)) for one in each.fills))
            for each in content.shared
        ),
        papers=tuple(
            replace(each, places=tuple(replace(one, member=named(one.member)) for one in each.places))
            for each in content.papers
        ),
    )
