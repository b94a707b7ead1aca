"""Who waits for whom in a bundle (先后与并行): circles, levels, all that is earlier, and the longest way; pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from tongban.registers.catalog.content import Span

from .content import Member

_AT_MOST = {"day": 1, "month": 23, "year": 262}
"""How many workdays such a unit holds at most: a calendar day may be a workday, a month has 23 of them at most."""
_HOURS_A_DAY = 24


@dataclass(frozen=True, slots=True)
class Way:
    """The longest way through a bundle (关键路径): the keys in their order, and its workdays.

    `is_exact` is false where a member's limit is not in workdays and was counted as the most workdays it may hold.
    """

    keys: tuple[str, ...]
    workdays: int
    is_exact: bool


def waits_for(members: Iterable[Member]) -> dict[str, frozenset[str]]:
    """For each member everything that is earlier, near and far; one in a circle is earlier than itself."""
    near = {each.key: frozenset(each.after) for each in members}
    found: dict[str, frozenset[str]] = {}
    for key in near:
        seen: set[str] = set()
        open_keys = list(near[key])
        while open_keys:
            each = open_keys.pop()
            if each not in seen and each in near:
                seen.add(each)
                open_keys += near[each]
        found[key] = frozenset(seen)
    return found


def circles(members: Sequence[Member]) -> list[tuple[str, ...]]:
    """Every group of members that wait for each other, as one way round, each group once, in the members' order."""
    earlier = waits_for(members)
    told: set[str] = set()
    found = []
    for each in members:
        if each.key in told or each.key not in earlier[each.key]:
            continue
        found.append(_round(each.key, members))
        told |= {other for other in earlier[each.key] if each.key in earlier[other]}
    return found


def order(members: Sequence[Member], *, chosen: frozenset[str] | None = None) -> tuple[tuple[Member, ...], ...]:
    """The chosen members in levels (先后): those of one level may run side by side. A circle has no order.

    What is not chosen does not hold up anybody, but those behind it still wait for those before it.
    """
    standing = [each for each in members if chosen is None or each.key in chosen]
    keys = {each.key for each in standing}
    earlier = {key: before & keys for key, before in waits_for(members).items()}
    levels: list[tuple[Member, ...]] = []
    done: set[str] = set()
    while len(done) < len(standing):
        level = tuple(each for each in standing if each.key not in done and earlier[each.key] <= done)
        assert level, "a bundle with a circle has no order"
        levels.append(level)
        done |= {each.key for each in level}
    return tuple(levels)


def in_workdays(limit: Span) -> tuple[int, bool]:
    """A limit as workdays at most, and whether that is exact; on the spot is 0."""
    if limit.unit == "on_the_spot" or not limit.value:
        return 0, True
    if limit.unit == "workday":
        return limit.value, True
    if limit.unit == "hour":
        return ceil(limit.value / _HOURS_A_DAY), False
    return limit.value * _AT_MOST.get(limit.unit, 1), False


def critical_path(
    members: Sequence[Member], limits: Mapping[str, Span], *, chosen: frozenset[str] | None = None
) -> Way:
    """The longest way through the chosen members by their limits; `limits` by member key."""
    levels = order(members, chosen=chosen)
    standing = {each.key for level in levels for each in level}
    earlier = waits_for(members)
    best: dict[str, Way] = {}
    for each in (member for level in levels for member in level):
        days, is_exact = in_workdays(limits[each.key]) if each.key in limits else (0, False)
        before = max(
            (best[key] for key in sorted(earlier[each.key] & standing)),
            key=lambda way: way.workdays,
            default=Way((), 0, is_exact=True),
        )
        best[each.key] = Way((*before.keys, each.key), before.workdays + days, before.is_exact and is_exact)
    return max(best.values(), key=lambda way: (way.workdays, len(way.keys)), default=Way((), 0, is_exact=True))


def _round(start: str, members: Sequence[Member]) -> tuple[str, ...]:
    """The shortest way from a member back to itself, along what waits for what: a → b reads «a waits for b»."""
    near = {each.key: each.after for each in members}
    ways: list[tuple[str, ...]] = [(start,)]
    seen: set[str] = set()
    for way in _growing(ways):
        for key in near.get(way[-1], ()):
            if key == start:
                return (*way, start)
            if key not in seen:
                seen.add(key)
                ways.append((*way, key))
    raise AssertionError("who is earlier than itself is in a circle")


def _growing(ways: list[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """A list that grows while it is read."""
    place = 0
    while place < len(ways):
        yield ways[place]
        place += 1
