"""Judging the assistant (评测): questions with what is right, one by one or as a talk; nothing here writes or waits."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tongban.foundation.kernel.written import read_yaml
from tongban.registers.answers.rules.replying import Reply, ReplyKind, reply
from tongban.registers.catalog.guides import Guide
from tongban.registers.catalog.search.index import Index

BUILT_WITH = Path(__file__).with_name("asked.yaml")
FRESH, LAST, MENDING, HELD_OUT, SECOND, THIRD, UNUSUAL, INDEPENDENT = (
    Path(__file__).with_name(f"asked_{name}.yaml")
    for name in ("fresh", "last", "mending", "heldout", "second", "third", "unusual", "independent")
)
TAIL = 14


@dataclass(frozen=True, slots=True)
class Right:
    """What is right (标准答案): one of these matters and one of these ways to answer; no matter at all: to refuse.

    A way is a part of the guide, several parts joined by "+", or after "=" words that have to be said.
    """

    codes: tuple[str, ...]
    ways: tuple[str, ...]
    asks_back: bool

    @classmethod
    def read(cls, text: str) -> "Right":
        first, *others = text.split(maxsplit=1)
        if first == "none":
            return cls((), (), asks_back=False)
        if first == "ask":
            return cls(tuple(others[0].split()), (), asks_back=True)
        return cls(tuple(first.split("|")), tuple(others[0].split("|")), asks_back=False)


@dataclass(frozen=True, slots=True)
class Judged:
    kind: str
    q: str
    right: Right
    got: Reply
    seconds: float

    @property
    def is_right(self) -> bool:
        if not self.right.codes:
            return self.got.kind is ReplyKind.UNSURE
        if self.right.asks_back:
            return set(self.right.codes) <= {tail(each) for each in (self.got.guide, *self.got.choices)}
        is_theirs = self.got.kind is ReplyKind.ANSWER and self.got.guide is not None
        return is_theirs and tail(self.got.guide) in self.right.codes and self._says_it

    @property
    def _says_it(self) -> bool:
        return any(map(self._is_said, self.right.ways))

    def _is_said(self, way: str) -> bool:
        parts, has_words, words = way.partition("=")
        if has_words:
            return any(words in each.text for each in self.got.parts)
        return set(parts.split("+")) <= set(self.got.elements)


@dataclass(frozen=True, slots=True)
class Marks:
    """Shares of many answers: of what guides answer, right; of what they do not, refused. Seconds of processor time."""

    count: int
    right: float
    refused: float
    p95: float

    def __str__(self) -> str:
        return f"{self.count:4d}  right {self.right:.3f}  refused {self.refused:.3f}  p95 {self.p95 * 1000:.1f} ms"


def marks(judged: Sequence[Judged]) -> Marks:
    inside = [each.is_right for each in judged if each.right.codes]
    outside = [each.is_right for each in judged if not each.right.codes]
    times = sorted(each.seconds for each in judged)
    p95 = times[int(0.95 * len(times))]
    return Marks(len(judged), sum(inside) / len(inside), sum(outside) / len(outside), p95)


def tail(guide: Guide | None) -> str:
    return f"{guide.basic_code}-{guide.option_code[-2:]}" if guide is not None else ""


def judged(path: Path, index: Index, guides: Iterable[Guide]) -> Iterator[Judged]:
    """Every question of a file, asked in its turn."""
    by_code = {each.option_code: each for each in guides}
    for kind, asked in read_yaml(path.read_text("utf-8")).items():
        talks = asked if kind == "talk" else [[q, right] for q, right in asked.items()]
        for talk in talks:
            yield from _talk(kind, talk, index, by_code.__getitem__)


def _talk(kind: str, talk: list[str], index: Index, guide_of: Callable[[str], Guide]) -> Iterator[Judged]:
    kept: Guide | None = None
    for q, right in zip(talk[::2], talk[1::2], strict=True):
        began = time.process_time()
        got = reply(q, index=index, guide_of=guide_of, kept=kept, situation={})
        yield Judged(kind, q, Right.read(right), got, time.process_time() - began)
        kept = got.guide or kept
