"""Whom a policy fits (精准匹配): one party with reasons, or many as numbers (试算)."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tongban.handling.benefits.models import MatchingChoice, PolicyEdition
from tongban.handling.benefits.rules.content import Content
from tongban.handling.benefits.rules.matching import Match, Matcher, Verdict, explain
from tongban.registers.parties.models import Party

from .facts import Found, facts_of, matchable
from .policies import content_of, in_force, vocabulary

CHUNK = 2000


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
    after = 0
    while True:
        kinds, facts = chunk(audiences, names, after=after, on=on)
        if not kinds:
            return
        after = max(kinds)
        yield kinds, facts


def chunk(
    audiences: Sequence[str], names: set[str], *, after: int, on: date, most: int = CHUNK
) -> tuple[dict[int, str], Found]:
    """The next of them; empty when there are no more (at most seven statements)."""
    rows = matchable(audiences).filter(pk__gt=after).order_by("pk").values_list("pk", "kind")[:most]
    kinds = dict(rows)
    return kinds, facts_of(list(kinds), names, vocabulary(), on=on) if kinds else {}


def counted(content: Content, kinds: Collection[int], facts: Found) -> dict[str, Any]:
    """How many of these it would fit, and how many are not known for want of which fact; nobody is named or told."""
    verdicts: Counter[Verdict] = Counter()
    missing: Counter[str] = Counter()
    known, matcher = vocabulary(), Matcher([content])
    for pk in kinds:
        verdict = matcher.verdicts(facts[pk])[0]
        verdicts[verdict] += 1
        if verdict is Verdict.UNSURE:
            missing.update(explain(content, facts[pk], known).missing)
    return {each.value: verdicts[each] for each in Verdict} | {"missing": dict(missing)}


def left_out(content: Content) -> int:
    """How many of those whom it is for do not want to be matched."""
    return MatchingChoice.objects.filter(is_out=True, party__kind=content.audience).count()
