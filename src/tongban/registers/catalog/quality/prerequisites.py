"""Who needs whose result (互为前置侦测, N06): circles that nobody can enter, results that nobody gives; pure.

An option needs what its prerequisites and its required licences name; any one of the options that give it will do.
What everybody can get is the least fixed point: first the options that need nothing, then those that need only what is
there already. What is left outside waits for itself; its circles are the strongly connected components of the rest.
A renewal needs the licence that it renews, and the licence is first given by another option: that is no circle. Where
no option gives it first, it comes from elsewhere or nobody has written that option yet: a warning, not an error.

A need counts where no eligible applicant avoids it. Of a prerequisite that only some situations have, the circle is a
roundabout: a warning. Licences that some situations ask for make none, because they are often another person's (a
parent's card for the child's register).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from tongban.registers.catalog.content import MaterialRequirement, Option
from tongban.registers.catalog.item import ItemDocument
from tongban.registers.catalog.kinds import Necessity

from .branches import Branches
from .listed import Spot, spot

_Key = tuple[str, str, str]  # agency, basic code, number


@dataclass(frozen=True, slots=True)
class Crossing:
    """Something between lists: the rule, the option at which it is told, and the spot in it."""

    code: str
    key: str
    number: str
    spot: Spot


@dataclass(frozen=True, slots=True)
class _Need:
    """A result that an option waits for: who gives it, when it is needed, and how it is called."""

    name: str
    when: str
    givers: frozenset[_Key]
    pointer: tuple[object, ...]


@dataclass(slots=True)
class _Node:
    key: _Key
    option: Option
    gives: frozenset[str]
    needs: tuple[_Need, ...] = ()
    branches: Branches | None = None

    @property
    def name(self) -> str:
        return self.option.name or "-".join(self.key[1:])

    def is_open(self, needs: Sequence[_Need], *, is_strict: bool) -> bool:
        """Can somebody who meets the conditions avoid all of these needs? Strictly: are there none?"""
        if not needs:
            return True
        if any(not each.when or (is_strict and each.pointer[0] == "prerequisites") for each in needs):
            return False
        self.branches = self.branches or Branches(self.option)
        met = [each.met_when for each in self.option.conditions if each.met_when]
        return self.branches.can(*met, *(f"not ({each.when})" for each in needs))


@dataclass(slots=True)
class _Graph:
    nodes: dict[_Key, _Node] = field(default_factory=dict)
    by_item: dict[str, set[_Key]] = field(default_factory=dict)
    by_type: dict[str, set[_Key]] = field(default_factory=dict)


def across(items: Sequence[ItemDocument]) -> list[Crossing]:
    """Circles and missing givers of the whole catalogue, in the order of the lists."""
    graph = _graph(items)
    reached, always = _reached(graph), _reached(graph, is_strict=True)
    stuck = {key: node for key, node in graph.nodes.items() if key not in reached}
    partly = {key: node for key, node in graph.nodes.items() if key in reached - always}
    found = list(_circles("circle_of_prerequisites", stuck))
    found += _waiting(stuck, {crossing.key for crossing in found})
    found += _circles("roundabout", partly)
    found += (each for node in graph.nodes.values() for each in _without_first_issue(node, graph))
    return sorted(found, key=lambda each: (each.key, each.spot.pointer, each.code))


def _graph(items: Sequence[ItemDocument]) -> _Graph:
    graph = _Graph()
    for item in items:
        for number, option in item.options.items():
            key = (item.agency, item.basic_code, number)
            gives = frozenset(each.license_type for each in option.results if each.license_type)
            graph.nodes[key] = _Node(key, option, gives)
            for given in gives:
                graph.by_type.setdefault(given, set()).add(key)
    for item in items:
        graph.by_item.setdefault(item.basic_code, set()).update(_givers_of_item(item))
    for node in graph.nodes.values():
        node.needs = tuple(_needs(node.option, graph))
    return graph


def _givers_of_item(item: ItemDocument) -> Iterator[_Key]:
    """The options of an item that give its result for the first time: not changes, renewals, cancellations."""
    found = {number: option for number, option in item.options.items() if any(r.license_type for r in option.results)}
    first = {number: option for number, option in found.items() if not _own_licences(option)}
    for number in first or found or item.options:
        yield item.agency, item.basic_code, number


def _own_licences(option: Option) -> frozenset[str]:
    """Licences that an option both takes and gives: it continues them."""
    given = {each.license_type for each in option.results if each.license_type}
    return frozenset(given & {_type(each) for each in option.materials})


def _needs(option: Option, graph: _Graph) -> Iterator[_Need]:
    for place, each in enumerate(option.prerequisites):
        givers = frozenset(graph.by_item.get(each.basic_code, ()))
        if givers:
            yield _Need(each.name or each.basic_code, each.when, givers, ("prerequisites", place))
    for material in option.materials:
        givers = frozenset(graph.by_type.get(_type(material), ()))
        if _is_first_given(_type(material), graph) and _cannot_be_avoided(option, material):
            yield _Need(material.name, material.required_when, givers, ("materials", material.code))


def _is_first_given(license_type: str, graph: _Graph) -> bool:
    """Does some option give this licence without taking it?"""
    givers = graph.by_type.get(license_type, ())
    return any(license_type not in _own_licences(graph.nodes[each].option) for each in givers)


def _without_first_issue(node: _Node, graph: _Graph) -> Iterator[Crossing]:
    own = _own_licences(node.option)
    for material in node.option.materials:
        kind = _type(material)
        if kind in own and not material.required_when and not _is_first_given(kind, graph):
            need = _Need(material.name, "", frozenset(), ("materials", material.code))
            yield _crossing("renewal_without_first_issue", node, need, name=material.name)


def _type(material: MaterialRequirement) -> str:
    by = material.spared_by
    return by.license_type if by is not None and by.way == "license" else ""


def _cannot_be_avoided(option: Option, material: MaterialRequirement) -> bool:
    may_promise = material.necessity is Necessity.COMMITTABLE and option.commitment.is_offered
    return material.necessity is not Necessity.OPTIONAL and not may_promise and not material.alternatives


def _reached(graph: _Graph, *, is_strict: bool = False) -> set[_Key]:
    """The least fixed point: options that somebody can complete; strictly, in each of their situations."""
    reached: set[_Key] = set()
    waiting = dict(graph.nodes)
    while True:
        fresh = [
            key
            for key, node in waiting.items()
            if node.is_open([each for each in node.needs if reached.isdisjoint(each.givers)], is_strict=is_strict)
        ]
        if not fresh:
            return reached
        reached.update(fresh)
        for key in fresh:
            del waiting[key]


def _circles(code: str, stuck: Mapping[_Key, _Node]) -> Iterator[Crossing]:
    edges = {
        key: {giver for need in node.needs for giver in need.givers if giver in stuck} for key, node in stuck.items()
    }
    for circle in _components(edges):
        for key in circle:
            node = stuck[key]
            need = next(each for each in node.needs if not each.givers.isdisjoint(circle))
            yield _crossing(code, node, need, chain=_chain(key, circle, edges, stuck))


def _waiting(stuck: Mapping[_Key, _Node], told: set[str]) -> Iterator[Crossing]:
    """Options outside of every circle that wait for one inside."""
    for node in stuck.values():
        if _plain_key(node) in told:
            continue
        for need in node.needs:
            if all(giver in stuck for giver in need.givers):
                yield _crossing("result_of_nobody", node, need, name=need.name)


def _crossing(code: str, node: _Node, need: _Need, **said: str) -> Crossing:
    return Crossing(code, _plain_key(node), node.key[2], Spot(spot(*need.pointer).pointer, dict(said)))


def _plain_key(node: _Node) -> str:
    return f"{node.key[1]}-{node.key[2]}"


def _chain(start: _Key, circle: frozenset[_Key], edges: Mapping[_Key, set[_Key]], nodes: Mapping[_Key, _Node]) -> str:
    """The shortest way from an option back to itself, in words (甲要先办乙，乙要先办甲)."""
    paths: list[tuple[_Key, ...]] = [(start,)]
    seen: set[_Key] = set()
    while paths:
        path = paths.pop(0)
        for following in sorted(edges[path[-1]] & circle):
            if following == start:
                names = [nodes[key].name for key in (*path, start)]
                return "，".join(f"“{one}”要先有“{other}”" for one, other in pairwise(names))
            if following not in seen:
                seen.add(following)
                paths.append((*path, following))
    return nodes[start].name


def _components(edges: Mapping[_Key, set[_Key]]) -> list[frozenset[_Key]]:
    """Strongly connected components that hold a circle (Tarjan, without recursion), in the order of the nodes."""
    index: dict[_Key, int] = {}
    low: dict[_Key, int] = {}
    stack: list[_Key] = []
    on_stack: set[_Key] = set()
    found: list[frozenset[_Key]] = []
    for root in edges:
        if root in index:
            continue
        work = [(root, iter(sorted(edges[root])))]
        index[root] = low[root] = len(index)
        stack.append(root)
        on_stack.add(root)
        while work:
            node, following = work[-1]
            for each in following:
                if each not in index:
                    index[each] = low[each] = len(index)
                    stack.append(each)
                    on_stack.add(each)
                    work.append((each, iter(sorted(edges[each]))))
                    break
                if each in on_stack:
                    low[node] = min(low[node], index[each])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    component = _popped(stack, on_stack, node)
                    if len(component) > 1 or node in edges[node]:
                        found.append(component)
    return found


def _popped(stack: list[_Key], on_stack: set[_Key], root: _Key) -> frozenset[_Key]:
    component: set[_Key] = set()
    while root not in component:
        each = stack.pop()
        on_stack.discard(each)
        component.add(each)
    return frozenset(component)
