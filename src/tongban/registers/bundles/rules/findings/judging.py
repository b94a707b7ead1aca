"""All findings of a bundle in the order of its document (一件事检查)."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from tongban.registers.bundles.rules.content import Content
from tongban.registers.catalog.findings import Finding, Severity
from tongban.registers.catalog.guides import Guide

from . import asked, members, ones, ways


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the house knows around a bundle: the members' guides in force by key, which other codes it knows, bodies,
    and what the result of each member tells.
    """

    guides: Mapping[str, Guide]
    known_codes: Collection[str] = frozenset()
    agencies: Mapping[str, str] = field(default_factory=dict)
    results: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def judge(content: Content, around: Surroundings) -> tuple[Finding, ...]:
    """Every finding, errors first, each in the order of the document."""
    found = list(_all(content, around))
    return tuple(sorted(found, key=lambda each: list(Severity).index(each.severity)))


def _all(content: Content, around: Surroundings) -> Iterator[Finding]:
    yield from members.frame(content)
    yield from members.options(content, around.guides, around.known_codes)
    yield from members.conditions(content)
    yield from members.core(content)
    yield from members.gates(content, around.agencies)
    yield from ways.order(content)
    yield from ways.prerequisites(content, around.guides)
    yield from ways.promise(content, around.guides)
    yield from ways.same_result(content, around.guides)
    yield from asked.shared(content, around.guides)
    yield from asked.papers(content, around.guides)
    yield from asked.takes(content, around.guides)
    yield from asked.filled(content, around.guides, around.results)
    yield from asked.known(content, around.guides)
    yield from ones.six(content, around.guides)
