"""Examinations (等级认定考试): a bank out of guides and rules, a paper drawn by a seed, marked by rule; pure. R-189.

The same bank and the same seed give the same paper, the same paper and answers the same mark: whoever audits does the
sum again. Nothing is drawn by chance but what a hash says.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Final

import msgspec

CHOICES: Final = 4
FULL: Final = 100
_SEPARATOR: Final = "\x1f"


class Matter(msgspec.Struct, frozen=True):
    """What the bank takes of a guide (指南): its body, its promised limit in words, materials that everybody brings."""

    code: str
    name: str
    agency: str
    limit: str
    materials: tuple[str, ...]


class Rule(msgspec.Struct, frozen=True):
    """What the bank takes of a flow (规则): a step in words, and its legal basis."""

    verb: str
    label: str
    basis: str


class Item(msgspec.Struct, frozen=True):
    """One question (试题): what is asked, the choices in order, which is right, and where it comes from."""

    key: str
    prompt: str
    choices: tuple[str, ...]
    right: int
    source: str


def bank(matters: Iterable[Matter], rules: Iterable[Rule]) -> tuple[Item, ...]:
    """The whole bank (题库), in one order whatever the order of what it is made from."""
    known = sorted(matters, key=lambda each: each.code)
    steps = sorted(rules, key=lambda each: each.verb)
    agencies, limits = _several(each.agency for each in known), _several(each.limit for each in known)
    names = _several(name for each in known for name in each.materials)
    found: list[Item] = []
    for each in known:
        where = f"办事指南{each.code}"
        found += _item(f"body:{each.code}", f"“{each.name}”由哪个部门办理？", each.agency, agencies, where)
        found += _item(f"limit:{each.code}", f"“{each.name}”承诺多长时间办结？", each.limit, limits, where)
        found += _case(each, names, where)
    bases = _several(each.basis for each in steps)
    for step in steps:
        found += _item(f"basis:{step.verb}", f"“{step.label}”依据的是哪一条？", step.basis, bases, "办件流程")
    return tuple(found)


def _case(matter: Matter, names: Sequence[str], where: str) -> list[Item]:
    """A made-up case (模拟办件): somebody brings all but one material, and is told once what is missing."""
    if len(matter.materials) < 2:
        return []
    key = f"case:{matter.code}"
    missing = _order(key, matter.materials)[0]
    brought = "、".join(each for each in matter.materials if each != missing)
    prompt = f"模拟办件：张三来办“{matter.name}”，带了{brought}。一次性告知要他补什么？"
    wrong = [each for each in names if each not in matter.materials]
    return _item(key, prompt, missing, wrong, where)


def _item(key: str, prompt: str, right: str, others: Sequence[str], source: str) -> list[Item]:
    """A question with three wrong choices; none where there are not enough of them."""
    wrong = _order(key, [each for each in others if each != right])[: CHOICES - 1]
    if not right or len(wrong) < CHOICES - 1:
        return []
    choices = tuple(_order(f"{key}:choices", [right, *wrong]))
    return [Item(key, prompt, choices, choices.index(right), source)]


def _several(values: Iterable[str]) -> list[str]:
    return sorted({each for each in values if each})


def _order(seed: str, values: Iterable[str]) -> list[str]:
    """The order that a hash gives (按种子排序): as good as drawn, and the same for everybody."""
    return sorted(values, key=lambda each: sha256(f"{seed}{_SEPARATOR}{each}".encode()).hexdigest())


def paper(items: Sequence[Item], *, seed: str, count: int) -> tuple[Item, ...]:
    """The paper that a seed draws from a bank (组卷): as many kinds of question as there are, in turn."""
    by_key = {each.key: each for each in items}
    kinds: dict[str, list[str]] = {}
    for key in _order(seed, by_key):
        kinds.setdefault(key.partition(":")[0], []).append(key)
    drawn: list[Item] = []
    while len(drawn) < min(count, len(by_key)):
        for kind in sorted(kinds):
            if kinds[kind] and len(drawn) < count:
                drawn.append(by_key[kinds[kind].pop(0)])
    return tuple(drawn)


def bank_hash(items: Iterable[Item]) -> str:
    """Which bank a paper was drawn from."""
    return sha256(written(tuple(items)).encode()).hexdigest()


def written(items: tuple[Item, ...]) -> str:
    """A paper as it is kept, in one way of writing."""
    return msgspec.json.encode(items, order="sorted").decode()


def read(content: str) -> tuple[Item, ...]:
    return msgspec.json.decode(content, type=tuple[Item, ...])


def answered(given: Mapping[str, object]) -> str:
    """Answers as they are kept: the number of the choice by the key of the question."""
    return json.dumps(dict(sorted(given.items())), ensure_ascii=False, separators=(",", ":"))


def given_in(said: str) -> dict[str, object]:
    """The answers that were kept; none before handing in."""
    found: dict[str, object] = json.loads(said) if said else {}
    return found


def mark(items: Sequence[Item], answers: Mapping[str, object]) -> int:
    """The mark of a hundred (评分), whole, rounded down; what was not answered is wrong."""
    right = sum(answers.get(each.key) == each.right for each in items)
    return right * FULL // len(items) if items else 0
