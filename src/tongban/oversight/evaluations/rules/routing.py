"""To whom a bad rating goes (分类交办): what is said decides the part, who handled the part is responsible; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .policy import Area, EvaluationPolicy, topics_of


@dataclass(frozen=True, slots=True)
class Responsible:
    """Who handled a part: the body, and the person where one is known."""

    agency_id: int
    staff_id: int | None = None


@dataclass(frozen=True, slots=True)
class Routed:
    """The part, the topics it was read from, and who is responsible."""

    area: Area
    topics: tuple[str, ...]
    responsible: Responsible


def area_of(tags: Sequence[str], words: str, policy: EvaluationPolicy, *, otherwise: Area) -> Area:
    """The part that most of what was said is about; what was chosen counts before what was written.

    Of two parts that are said equally often the one that was named first stands.
    """
    chosen = [each for each in tags if each in {tag.code for tag in policy.bad}]
    said = chosen or list(topics_of(words, policy.bad))
    areas = [each.area for code in said for each in policy.bad if each.code == code]
    return max(areas, key=lambda each: (areas.count(each), -areas.index(each))) if areas else otherwise


def route(
    tags: Sequence[str],
    words: str,
    hands: Mapping[Area, Responsible],
    policy: EvaluationPolicy,
    *,
    otherwise: Area,
) -> Routed:
    """谁办理谁负责: a part that nobody had in hand falls back on the main one; `hands` has `otherwise`."""
    area = area_of(tags, words, policy, otherwise=otherwise)
    where = area if area in hands else otherwise
    topics = tuple(tags) or topics_of(words, policy.bad)
    return Routed(where, topics, hands[where])
