"""What a no has to say (不予受理、不予许可的理由和救济): structured ground, fact, remedies with their limits."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tongban.foundation.kernel.errors import Fault, Invalid

REMEDIES = (
    "对本决定不服的，可以自收到本决定书之日起六十日内向嘉峪关市人民政府申请行政复议;",
    "也可以自收到本决定书之日起六个月内依法向人民法院提起行政诉讼。",
)
# The same for what ends an application without a decision on it: it concerns a permit all the same (复议法 第十一条).
REMEDIES_OF_AN_END = tuple(each.replace("本决定书", "本文书").replace("本决定", "本处理") for each in REMEDIES)
REMEDY_BASIS = "行政复议法 第二十条; 行政诉讼法 第四十六条"
_COMPETENCE = re.compile(r"第三十二条第一款第[（(]?[一二][）)]?项")


@dataclass(frozen=True, slots=True)
class Ground:
    """Why not: the norm (依据), the fact, and, where it applies, the condition of the list that is not met."""

    basis: str
    fact: str
    condition: str = ""


def read_ground(given: Mapping[str, Any]) -> Ground:
    """The ground from what a person filled in; all that is missing at once (R-039)."""
    ground = str(given.get("ground") or "").strip()
    fact = str(given.get("fact") or "").strip()
    faults = []
    if not ground:
        faults.append(Fault("/ground", "missing", "请写明依据哪部法律的哪一条，例如“食品安全法 第三十五条”。"))
    if len(fact) < 5:
        faults.append(Fault("/fact", "missing", "请写明事实和理由，让申请人看得懂为什么不行。"))
    if faults:
        raise Invalid("不予办理要写明依据和理由。", faults=faults)
    return Ground(ground[:200], fact[:1000], str(given.get("condition") or "").strip()[:200])


def is_about_competence(ground: Ground) -> bool:
    """No permit is needed, or another body is competent (第三十二条第一款第一、二项): these ask for nothing."""
    return _COMPETENCE.search(ground.basis) is not None


def need_text(given: Mapping[str, Any], name: str, message: str, *, at_least: int = 2, at_most: int = 500) -> str:
    """A text that the step needs; `Invalid` with the sentence if it is missing."""
    text = str(given.get(name) or "").strip()
    if len(text) < at_least:
        raise Invalid(message, faults=[Fault(f"/{name}", "missing", message)])
    return text[:at_most]
