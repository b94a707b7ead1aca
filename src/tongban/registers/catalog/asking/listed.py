"""What the list asks for in one situation (清单所列): names by which a paper may be asked for, and the rest."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from rapidfuzz import fuzz

from tongban.registers.catalog.checklist.answers import settled
from tongban.registers.catalog.content import MaterialRequirement, Option

from .dictionary import FAMILY, LANDLORDS, SAME, STAFF
from .nouns import Noun

_SPLIT: Final = re.compile(r"[、，,；;/＋+（）()]|以及|或者|和|或|与|及")
_PALE: Final = re.compile(r"合格|有效|相关|相应|有关|近期|最新|本人|原")
_PARTS: Final = re.compile(r"[，。；;]")
_CANONICAL: Final = {each: names[0] for names in SAME for each in names}
_LONGEST_FIRST: Final = sorted(_CANONICAL, key=len, reverse=True)
_OF_A_HOUSE: Final = ("不动产权证书", "租赁合同", "使用证明")
_SLIP: Final = re.compile(r"(?:发票|收据|单据|小票|票据)$")
_ALIKE: Final = 75
_ANY_DRAWING: Final = frozenset({"图纸", "图片", "示意图"})
_KIND_OF_COPY: Final = re.compile(r"^(?:电子|纸质|新|正式)")
_VISIT: Final = re.compile(r"现场|踏勘|勘验|勘查|入户|实地|核查")
# Whoever applies fills in a form, whatever the list calls it.
_THE_FORM: Final = "申请书"
_LOOSE: Final = (
    "登记证书",
    "资格证书",
    "证书",
    "表",
    "书",
    "证",
    "证明",
    "报告",
    "合同",
    "协议",
    "清单",
    "名单",
    "图",
    "方案",
    "制度",
    "照片",
    "记录",
    "说明",
    "票据",
    "凭证",
    "章程",
    "流水",
    "意见",
    "声明",
)


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a material in force, whole and as it is compared."""

    said: str
    core: str
    material: str


@dataclass(frozen=True, slots=True)
class Listed:
    """Everything that may be asked for: names of papers, the points that they must meet, steps of the list, fees."""

    names: tuple[Name, ...]
    points: str
    said: str
    results: tuple[str, ...]
    procedures: tuple[str, ...]
    phrases: tuple[str, ...]
    others: tuple[Name, ...] = ()
    is_visited: bool = False

    def is_for_others(self, noun: Noun) -> bool:
        """Does the list ask for it, though not in this situation?"""
        core = canonical(noun.name)
        return any(_is_same(core, noun, each) for each in self.others)

    def nearest(self, noun: Noun) -> tuple[str, bool]:
        """The listed material that is nearest in name, and whether it is the one that is meant."""
        core = canonical(noun.name)
        if core == _THE_FORM and not noun.owners:
            return _THE_FORM, True
        if noun.name in _ANY_DRAWING and (drawn := next((each for each in self.names if "图" in each.core), None)):
            return drawn.material, True
        best, score = "", 0.0
        for each in self.names:
            if _is_same(core, noun, each):
                return each.material, True
            alike = fuzz.ratio(core, each.core)
            if alike > score:
                best, score = each.material, alike
        is_plain = not (noun.owners or noun.issuer or noun.about)
        return best, is_plain and (self._is_a_point(noun.name) or any(noun.name in each.said for each in self.names))

    def _is_a_point(self, name: str) -> bool:
        return any(name[start:] in self.points for start in range(max(len(name) - 3, 0)))

    def spans_in(self, text: str) -> tuple[tuple[int, int], ...]:
        """Where the text says what the list says, word for word: names, points, conditions."""
        found = []
        for each in self.phrases:
            at = text.find(each)
            while at >= 0:
                found.append((at, at + len(each)))
                at = text.find(each, at + 1)
        return tuple(found)

    def says(self, words: str) -> bool:
        """Does the list itself say so: a procedure, a stage, a condition, a point to check, a fee?"""
        return bool(words) and words in self.said

    def is_stamped_by(self, words: str) -> bool:
        """Does a point of the list itself ask for this stamp or signature (医院盖章)?"""
        if "章" not in words and "签" not in words:
            return False
        who = words[:2]
        return any(who in point and ("章" in point or "签" in point) for point in self.points.split("\n"))

    def is_about(self, words: str) -> bool:
        """Do these words take up a name or a point of the list: 流程图, 水池位置?"""
        size = min(len(words), 4)
        return any(words[at : at + size] in self.said for at in range(len(words) - size + 1))

    def is_result(self, noun: Noun) -> bool:
        core = canonical(_KIND_OF_COPY.sub("", noun.name))
        return any(core == each or (len(core) > 2 and (core in each or each in core)) for each in self.results)


def listed(option: Option, answers: Mapping[str, Any]) -> Listed:
    """What the list says in this situation; a material that depends on an open question counts as listed."""
    scope = settled(option, answers)
    in_force = [each for each in option.materials if option.is_needed(each, scope) is not False]
    names = tuple(dict.fromkeys(name for each in in_force for name in _names(each)))
    points = "\n".join(text for each in in_force for text in (each.name, *each.points))
    said = [
        *(text for each in in_force for text in (each.name, *each.points, *each.alternatives, each.source.how)),
        *(each.name for each in option.special_procedures),
        *(each.name for each in option.stages),
        *(text for each in option.conditions for text in (each.text, each.otherwise)),
        *(each.name for each in option.fees),
        *(each.name for each in option.prerequisites),
    ]
    results = tuple(canonical(each.name) for each in option.results if each.name)
    phrases = {part.strip("。 ") for line in said for part in (line, *_PARTS.split(line)) if len(part.strip("。 ")) > 3}
    others = tuple(dict.fromkeys(name for each in option.materials if each not in in_force for name in _names(each)))
    procedures = tuple(each.name for each in option.special_procedures)
    is_visited = any(_VISIT.search(each) for each in (*procedures, *(each.name for each in option.stages)))
    return Listed(names, points, "\n".join(said), results, procedures, tuple(phrases), others, is_visited)


def _names(material: MaterialRequirement) -> list[Name]:
    wholes = [material.name, *material.alternatives]
    if material.spared_by is not None and material.spared_by.license_name:
        wholes.append(material.spared_by.license_name)
    parts = [part.strip() for whole in wholes for part in (whole, *_SPLIT.split(whole)) if len(part.strip()) > 1]
    return [Name(part, canonical(part), material.name) for part in dict.fromkeys(parts)]


@lru_cache(maxsize=4096)
def canonical(name: str) -> str:
    """The name as it is compared: another word for the same paper is replaced, marks and pleasantries go."""
    text = re.sub(r"[《》“”（）()的]", "", name)
    if text in _CANONICAL:
        return _CANONICAL[text]
    for each in _LONGEST_FIRST:
        if len(each) > 2 and text.endswith(each):
            text = text[: -len(each)] + _CANONICAL[each]
            break
    return _SLIP.sub("票据", text)


def _is_same(core: str, noun: Noun, name: Name) -> bool:
    if not _are_of_the_same(noun.owners, name):
        return False
    if core == name.core:
        return True
    head = _head(core)
    if not head or not name.core.endswith(head):
        return False
    mine, its = _PALE.sub("", core[: -len(head)]), name.core[: -len(head)]
    if not mine and noun.about and head in _LOOSE:
        mine = noun.about
    if not mine:
        return not noun.issuer
    if not its:
        return head not in _LOOSE
    return mine in its or its in mine or fuzz.partial_ratio(mine, its) >= _ALIKE


def _head(core: str) -> str:
    """The last word of a name: the whole of a well-known one, else its loose head."""
    known = next((each for each in _HEADS_OF_THE_SAME if core.endswith(each)), "")
    return known or next((each for each in sorted(_LOOSE, key=len, reverse=True) if core.endswith(each)), "")


_HEADS_OF_THE_SAME: Final = sorted({names[0] for names in SAME}, key=len, reverse=True)


def _are_of_the_same(mine: frozenset[str], name: Name) -> bool:
    """A paper of somebody else is another paper: the landlord's identity card is not the applicant's."""
    if not mine or (mine <= LANDLORDS and name.core.endswith(_OF_A_HOUSE)):
        return True
    if mine <= STAFF and "人员" in name.material:
        return True
    is_family = ("家庭成员" in name.material or "双方" in name.material) and mine <= FAMILY
    return is_family or any(each in name.material for each in mine)
