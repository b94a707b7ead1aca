"""Whom a policy fits (精准匹配): one party with reasons, or everybody as numbers before it is published (试算)."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tongban.handling.benefits.models import MatchingChoice, PolicyEdition
from tongban.handling.benefits.rules.content import Content
from tongban.handling.benefits.rules.matching import Match, Matcher, Verdict, explain
from tongban.registers.parties.models import Party

from .facts import Found, facts_of, matchable
from .policies import content_of, in_force, vocabulary

CHUNK = 2000


@dataclass(frozen=True, slots=True)
class Simulated:
    """What a policy would do if it were in force today (试算): numbers only; `missing` is what is not known."""

    fits: int
    fits_not: int
    unsure: int
    left_out: int
    missing: tuple[tuple[str, int], ...]

    @property
    def total(self) -> int:
        return self.fits + self.fits_not + self.unsure


@dataclass(frozen=True, slots=True)
class ForOne:
    """A policy in force held against one party (为您匹配的政策)."""

    edition: PolicyEdition
    content: Content
    match: Match


def match_of(party_id: int, content: Content, *, on: date) -> Match:
    """One policy and one party, condition by condition (at most six statements)."""
    known = vocabulary()
    return explain(content, facts_of([party_id], content.names, known, on=on)[party_id], known)


def for_one(party: Party, *, on: date) -> list[ForOne]:
    """Every policy in force that is for this kind of party, with its match, those that fit first (seven statements)."""
    editions = list(in_force(on).filter(audience=party.kind).order_by("policy__code"))
    contents = [content_of(each) for each in editions]
    known = vocabulary()
    names = {name for each in contents for name in each.names}
    facts = facts_of([party.pk], names, known, on=on)[party.pk]
    rows = [
        ForOne(edition, content, explain(content, facts, known))
        for edition, content in zip(editions, contents, strict=True)
    ]
    order = (Verdict.FITS, Verdict.UNSURE, Verdict.FITS_NOT)
    return sorted(rows, key=lambda each: order.index(each.match.verdict))


def chunks(audiences: Sequence[str], names: set[str], *, on: date) -> Iterator[tuple[dict[int, str], Found]]:
    """Everybody who may be matched, some thousands at a time: their kinds, and what is known of them."""
    known, after = vocabulary(), 0
    while True:
        rows = matchable(audiences).filter(pk__gt=after).order_by("pk").values_list("pk", "kind")[:CHUNK]
        kinds = dict(rows)
        if not kinds:
            return
        after = max(kinds)
        yield kinds, facts_of(list(kinds), names, known, on=on)


def simulate(content: Content, *, on: date) -> Simulated:
    """How many it would fit, and how many are not known for want of which fact; nobody is named or told."""
    counted: Counter[Verdict] = Counter()
    missing: Counter[str] = Counter()
    known, matcher = vocabulary(), Matcher([content])
    for kinds, facts in chunks([content.audience], set(content.names), on=on):
        for pk in kinds:
            verdict = matcher.verdicts(facts[pk])[0]
            counted[verdict] += 1
            if verdict is Verdict.UNSURE:
                missing.update(explain(content, facts[pk], known).missing)
    out = MatchingChoice.objects.filter(is_out=True, party__kind=content.audience).count()
    return Simulated(
        counted[Verdict.FITS], counted[Verdict.FITS_NOT], counted[Verdict.UNSURE], out, tuple(missing.most_common())
    )
