"""One set of papers for a bundle (一套材料): the smallest there is, why each is asked, and what is spared; pure.

R-117: what the needed members ask for, less what earlier members give, less licences held, less what the city looks up
by itself; a paper that several ask for is handed in once. Where a material may be replaced by others (alternatives)
one paper may serve several members: the smallest set that serves them all is searched exactly.
"""

import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tongban.registers.catalog.checklist.answers import settled
from tongban.registers.catalog.content import MaterialRequirement, Option
from tongban.registers.catalog.kinds import Necessity

from .content import Content
from .covering import Cover, smallest_cover
from .graph import waits_for
from .needed import Chosen

_UNIQUE_KINDS = frozenset({"form"})
"""Forms bear equal names and are different papers; one that serves several members is declared in `papers`."""
_LOOKED_UP = {
    "data_check": "由我们向有关部门核对，不用交",
    "system_generated": "由系统按您填的内容生成，核对签字就行",
}


@dataclass(frozen=True, slots=True)
class Claim:
    """One member asks for one material (一处要求): `paper` says which paper it is, `others` which would do as well."""

    member: str
    title: str
    material: MaterialRequirement
    paper: str
    others: frozenset[str]

    @property
    def accepts(self) -> frozenset[str]:
        return self.others | {self.paper}


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper to hand in once (要交的材料): who asks for it, why, on what basis."""

    key: str
    name: str
    claims: tuple[Claim, ...]
    originals: int
    copies: int

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why each member asks for it, with its legal basis where the catalogue names one."""
        return tuple(_reason(each) for each in self.claims)


@dataclass(frozen=True, slots=True)
class Spared:
    """A material that is not to be handed in (不用交): by what, and why; `source` is the member that gives it.

    `way`: output, license, data_check, system_generated. `is_certain` is false while nobody has looked for a licence.
    """

    claim: Claim
    way: str
    why: str
    source: str = ""
    is_certain: bool = True


@dataclass(frozen=True, slots=True)
class PaperSet:
    """The one set (一套材料). `is_proven`: no smaller set would do. `apart`: how many it were, matter by matter."""

    needed: tuple[Paper, ...]
    spared: tuple[Spared, ...]
    undecided: tuple[Claim, ...]
    apart: int
    is_proven: bool


@dataclass(frozen=True, slots=True)
class SparedOnce:
    """A paper that is spared for one reason (不用交), however many members ask for it."""

    name: str
    why: str
    titles: tuple[str, ...]
    is_certain: bool


def told_once(spared: Iterable[Spared]) -> tuple[SparedOnce, ...]:
    """What is spared, each paper and reason once, what is certain first."""
    found: dict[tuple[str, str, bool], list[str]] = {}
    for each in spared:
        titles = found.setdefault((each.claim.material.name, each.why, each.is_certain), [])
        titles += [each.claim.title] if each.claim.title not in titles else []
    told = (SparedOnce(name, why, tuple(titles), certain) for (name, why, certain), titles in found.items())
    return tuple(sorted(told, key=lambda each: not each.is_certain))


@dataclass(slots=True)
class _Sorted:
    claims: list[Claim] = field(default_factory=list)
    spared: list[Spared] = field(default_factory=list)
    undecided: list[Claim] = field(default_factory=list)
    apart: int = 0


def minimal_set(
    content: Content,
    options: Mapping[str, Option],
    chosen: Chosen,
    *,
    answers: Mapping[str, Mapping[str, Any]] | None = None,
    held: Collection[str] | None = None,
    made: Mapping[str, Option] | None = None,
) -> PaperSet:
    """The smallest set of papers for the chosen members.

    `answers` are the situation answers by member key, `held` the licence types that the applicant holds; None: nobody
    has looked yet, so that a licence spares with a proviso. `made` are matters outside of this bundle whose results
    are there already, by title: those of earlier stages of the same project.
    """
    found = _Sorted()
    earlier = waits_for(content.members)
    may_be = chosen.keys | set(chosen.undecided)
    for claim, is_needed in claims_of(content, options, may_be, answers or {}):
        if is_needed is None or claim.member in chosen.undecided:
            found.undecided.append(claim)
            continue
        if claim.material.spared_by is None or claim.material.spared_by.way not in _LOOKED_UP:
            found.apart += 1
        givers = earlier[claim.member] & chosen.keys
        spared = _given_before(claim, content, options, givers) or _made(claim, made or {}) or _spared(claim, held)
        (found.claims if spared is None else found.spared).append(claim if spared is None else spared)  # type: ignore[arg-type]
    cover = smallest_cover([(each.paper, each.accepts) for each in found.claims])
    papers = tuple(_papers(found.claims, cover))
    return PaperSet(papers, tuple(found.spared), tuple(found.undecided), found.apart, cover.is_proven)


def claims_of(
    content: Content, options: Mapping[str, Option], chosen: Collection[str], answers: Mapping[str, Mapping[str, Any]]
) -> Iterator[tuple[Claim, bool | None]]:
    """Every material that the chosen members ask for, or may ask for (None: a question is open); optional ones not."""
    known = {(place.member, place.material): paper_key(each.name) for each in content.papers for place in each.places}
    for member in content.members:
        option = options.get(member.key)
        if option is None or member.key not in chosen:
            continue
        scope = settled(option, answers.get(member.key, {}))
        for material in option.materials:
            is_needed = option.is_needed(material, scope)
            if is_needed is False or material.necessity is Necessity.OPTIONAL:
                continue
            own = f"{member.key}.{material.code}" if material.kind in _UNIQUE_KINDS else paper_key(material.name)
            others = frozenset(paper_key(each) for each in material.alternatives)
            paper = known.get((member.key, material.code), own)
            yield Claim(member.key, member.title or option.name, material, paper, others), is_needed


def paper_key(name: str) -> str:
    """The name of a paper without differences of writing: width and blanks."""
    return "".join(unicodedata.normalize("NFKC", name).split())


def _given_before(
    claim: Claim, content: Content, options: Mapping[str, Option], givers: Collection[str]
) -> Spared | None:
    """Does an earlier member give this (前序产出)? Declared, or by licence type, or by the name of its result."""
    member = content.member(claim.member)
    declared = (
        {each.source for each in member.takes if (each.part, each.code) == ("material", claim.material.code)}
        if member
        else set()
    )
    for other in content.members:
        if other.key not in givers or other.key not in options:
            continue
        option = options[other.key]
        if other.key in declared or given_by(option, claim):
            title = other.title or option.name
            return Spared(claim, "output", f"办“{title}”时会生成，部门之间传递，不用交", other.key)
    return None


def _made(claim: Claim, made: Mapping[str, Option]) -> Spared | None:
    """Is this the result of a matter that was done before (已办好的结果)?"""
    title = next((title for title, option in made.items() if given_by(option, claim)), "")
    why = f"前一阶段办“{title}”的结果，部门之间传递，不用交"
    return Spared(claim, "output", why) if title else None


def given_by(option: Option, claim: Claim) -> bool:
    """Does the result of this option stand for what the claim asks for?"""
    by = claim.material.spared_by
    wanted = by.license_type if by is not None and by.way == "license" else ""
    for result in option.results:
        if result.operation == "deregister" or result.kind == "none":
            continue
        if (wanted and result.license_type == wanted) or paper_key(result.name) in claim.accepts:
            return True
    return False


def _spared(claim: Claim, held: Collection[str] | None) -> Spared | None:
    by = claim.material.spared_by
    if by is None:
        return None
    if by.way in _LOOKED_UP:
        return Spared(claim, by.way, by.note or _LOOKED_UP[by.way])
    if by.way != "license" or (held is not None and by.license_type not in held):
        return None
    name = by.license_name or claim.material.name
    if held is None:
        return Spared(claim, "license", f"本市能查到您的电子{name}的，不用交", is_certain=False)
    return Spared(claim, "license", f"您的电子{name}本市能查到，不用交")


def _papers(claims: list[Claim], cover: Cover) -> Iterator[Paper]:
    for key in cover.chosen:
        served = tuple(each for each, by in zip(claims, cover.served_by, strict=True) if by == key)
        named = next((each for each in served if each.paper == key), served[0])
        own = paper_key(named.material.name) == key or "." in key
        other = next((each for each in named.material.alternatives if paper_key(each) == key), "")
        yield Paper(
            key=key,
            name=named.material.name if own else other or key,
            claims=served,
            originals=max(each.material.originals for each in served),
            copies=max(each.material.copies for each in served),
        )


def _reason(claim: Claim) -> str:
    why = claim.material.why or "依法需要这份材料"
    basis = f"({claim.material.basis.text})" if claim.material.basis else ""
    return f"办“{claim.title}”：{why}{basis}"
