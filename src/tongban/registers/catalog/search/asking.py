"""A question taken apart (理解问题): politeness goes, what people call things is translated; pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from . import actions, words

LONGEST = 60
MOST_VARIANTS = 3
TRANSLATED, BOTH = 0.98, 0.95
_CODE = re.compile(r"[0-9A-Z]{6,33}")
_SAID_ANYWAY = """
    请问 你好 您好 麻烦 我想 我要 我们 我家 我的 我 俺 咱们 咱 想要 想 需要 要 可以 能不能 能否 能 可不可以 行不行
    怎么办理 怎么办 怎么弄 怎么搞 怎么申请 怎么 咋办 咋弄 咋整 咋个 咋 如何 怎样 怎么样
    办理 办一个 办一下 办个 办一张 弄个 弄一下 弄 整个 整一下 搞个 搞 一下子 一下 个 一张 一份
    什么材料 啥材料 哪些材料 什么手续 啥手续 什么条件 啥条件 什么证件 材料 手续 条件 流程 什么 啥 哪些
    去哪里 去哪儿 去哪 到哪里 到哪 在哪里 在哪儿 在哪 哪里 哪儿 哪个部门 哪个窗口 找谁 找哪里 窗口 地方
    多少钱 多久 多长时间 几天 什么时候 带啥 带什么 交什么 准备什么 多少
    吗 呢 啊 吧 呀 嘛 哦 哈 撒 咧 哩 么 了 的 得 地 给 把 还 再 又 该 应该 会 是 有 没 就 才 都 在 去 到 和 跟 与 那 这
    帮 帮忙 咨询 问问
"""
_FILLER = re.compile("|".join(sorted(_SAID_ANYWAY.split(), key=lambda each: (-len(each), each))))
_LEADING = re.compile(r"^(?:办|申请|申办|领|查)(?=\S{2})")


@dataclass(frozen=True, slots=True)
class Variant:
    """One reading of the question (一种理解) and how far it is trusted."""

    text: str
    pairs: tuple[str, ...]
    singles: tuple[str, ...]
    sounds: str
    sound_pairs: tuple[str, ...]
    sound_singles: tuple[str, ...]
    runs: tuple[str, ...]
    trust: float

    @property
    def has_text(self) -> bool:
        return bool(self.singles)


@dataclass(frozen=True, slots=True)
class Question:
    """The whole question: the code it names, if any, and its readings."""

    q: str
    code: str
    variants: tuple[Variant, ...]
    actions: frozenset[str]


def understood(q: str, said: Sequence[tuple[str, str]]) -> Question:
    """Take a question apart; `said` are pairs of what people say and what the catalogue says, longest first."""
    text = words.plain(q[:LONGEST])
    squeezed = re.sub(r"[\s\-.]", "", q[:LONGEST]).upper()
    code = squeezed if _CODE.fullmatch(squeezed) and any(c.isdigit() for c in squeezed) else ""
    bare = _bare(text)
    readings = {bare: 1.0}
    translated = _bare(_translated(text, said))
    readings.setdefault(translated, TRANSLATED)
    if translated != bare:
        readings.setdefault(" ".join((bare, translated)), BOTH)
    chosen = list(readings.items())[:MOST_VARIANTS]
    variants = tuple(_variant(each, trust) for each, trust in chosen if each)
    return Question(q, code, variants, actions.asked(text))


def _bare(text: str) -> str:
    """Without fillers, unless nothing else was said."""
    left = " ".join(_FILLER.sub(" ", text).split())
    left = _LEADING.sub("", left)
    return left if len(left) > 1 else text


def _translated(text: str, said: Sequence[tuple[str, str]]) -> str:
    """Every word that the list knows, replaced by what the catalogue says, longest first, each place once."""
    marks: list[str] = []
    for word, meant in said:
        if word and word in text:
            text = text.replace(word, f" \x00{len(marks)}\x00 ")
            marks.append(meant)
    for number, meant in enumerate(marks):
        text = text.replace(f"\x00{number}\x00", meant)
    return " ".join(text.split())


def _variant(text: str, trust: float) -> Variant:
    runs = words.latin_runs(text)
    typed = words.without_latin(text)
    heard = " ".join(filter(None, (words.sounds(typed), *(words.spelled(each) for each in runs))))
    return Variant(
        text=typed,
        pairs=tuple(sorted(words.pairs(typed))),
        singles=tuple(sorted(words.singles(typed))),
        sounds=heard,
        sound_pairs=tuple(sorted(words.pairs(heard))),
        sound_singles=tuple(sorted(words.singles(heard))),
        runs=tuple(runs),
        trust=trust,
    )
