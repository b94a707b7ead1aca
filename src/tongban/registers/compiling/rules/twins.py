"""Is this matter in the catalogue already (重复事项)? By its code, or by a name that is nearly the same; pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz, process

_NOISE = re.compile(r"[\s()（）〔〕\[\]《》“”\"'、，,。.·:：;；\-—_/]")


@dataclass(frozen=True, slots=True)
class Known:
    """A matter that is known already: in the catalogue, or in another draft (`where`)."""

    basic_code: str
    name: str
    agency: str = ""
    where: str = "catalogue"
    draft: int = 0


@dataclass(frozen=True, slots=True)
class Twin:
    """What looks like the same matter; `by` is code or name, `similarity` from 0 to 1."""

    basic_code: str
    name: str
    agency: str
    where: str
    by: str
    similarity: float

    @property
    def sentence(self) -> str:
        place = "目录里" if self.where == "catalogue" else f"{self.agency}的文稿里" if self.agency else "待认领的推送里"
        if self.by == "code":
            return f"{place}已有同一编码的事项“{self.name}”（{self.basic_code}）。"
        return f"{place}已有名称相近的事项“{self.name}”（{self.basic_code}，相似度{round(self.similarity * 100)}%）。"


def plain_name(name: str) -> str:
    """A name without brackets, spaces and punctuation, which differ from file to file."""
    return _NOISE.sub("", name).lower()


def twins(basic_code: str, name: str, known: Iterable[Known], *, similarity: float) -> list[Twin]:
    """Everything known that has the same code or, by its name, is alike to this share; the likeliest first."""
    rows = list(known)
    names = [plain_name(each.name) for each in rows]
    alike = process.extract(
        plain_name(name), names, scorer=fuzz.ratio, score_cutoff=similarity * 100, limit=None, processor=None
    )
    scores = {place: score / 100 for _, score, place in alike}
    found = [
        Twin(
            each.basic_code,
            each.name,
            each.agency,
            each.where,
            "code" if each.basic_code == basic_code else "name",
            scores.get(place, 0.0),
        )
        for place, each in enumerate(rows)
        if each.basic_code == basic_code or place in scores
    ]
    return sorted(found, key=lambda each: (each.by != "code", -each.similarity, each.basic_code))
