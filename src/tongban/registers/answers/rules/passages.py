"""Looking for what was asked in the sentences of one guide (找原文): frequent questions first, then the rest; pure."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import rjieba

from tongban.registers.catalog.guides import Guide
from tongban.registers.catalog.search.noise import EMPTY, without_fillers
from tongban.registers.catalog.search.words import pairs, plain
from tongban.registers.upkeep.rules.states import Section

KEPT = 4096
ASKING = frozenset(
    "怎么 怎么办 怎么样 怎样 如何 什么 啥 哪些 哪个 哪 几 多少 多 多久 为什么 吗 呢 能 能不能 可以 行 行不行 行吗 会 会不会 要 需要"
    " 用 得 是 是不是 有 没 没有 不 不要 不用 了 的 地 还 也 都 就 才 再 又 和 与 或 或者 后 前 时 时候 以后 以前 里 上 下 中 到"
    " 去 来 在 给 把 被 让 叫 对 从 自己 我 你 他 她 我们 人 一 一个 个 张 份 本 办 办理 申请 想 应该 必须 一定 一定要 算"
    " 那 这 这个 那个 请问 想问 现在 已经 直接 一下 事 情况 关于 问题 好 真的 之后 之前 家 带 交 拿 领 开 做 弄 搞 些 到底"
    " 嘉峪关 嘉峪关市 本市 市里 咱 咱们 俺 我家 您 先 只 可 点 完 批 批下来 证 提 谁 哪里 哪儿 么 呀 吧 啊 着 过 找 看 知道 告诉 帮 帮我 查 查询 它 拿着 问 考 选"
    " 审批 审核 结果 要求 打电话 别人 处理 完成 咨询 准备 新 旧 刚 刚刚 满 号 同时 领取 全程 具体 明天 今天 昨天 今年 明年 去年 最近 马上 过日子"
    " 我妈 我爸 我儿子 我女儿 爸爸 妈妈 爸 妈 爷爷 奶奶 老公 老婆 媳妇 丈夫 妻子 婆婆 公公 岳父 岳母 孩子 娃 娃娃 娃要 宝宝 儿子 女儿"
    " 老人 老人家 老汉 父亲 母亲 家人 家里 家里人 朋友 邻居 同事 亲戚 本人 大人 小孩 小孩子 我们家 老人们".split()
)
"""Words that a question is made of whatever it is about."""
_POLITE = re.compile("怎么办|怎么样|咋办|行不行|行吗|可以吗|能不能|是不是|[吗呢了吧啊呀]")


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of a guide (原文); a frequent question has its answer."""

    section: Section
    text: str
    question: str = ""


@dataclass(frozen=True, slots=True)
class Near:
    """A passage and how well it speaks of what was asked, 0 to 1."""

    passage: Passage
    share: float


@lru_cache(maxsize=KEPT)
def telling(text: str) -> tuple[str, ...]:
    """The words of a text that say what it is about."""
    words = rjieba.cut(plain(text))
    return tuple(dict.fromkeys(each for each in words if _is_telling(each)))


def _is_telling(word: str) -> bool:
    is_asking = word in ASKING or word in EMPTY or all(each in ASKING for each in word)
    return bool(word.strip()) and not is_asking and bool(without_fillers(word))


def weight(words: Collection[str]) -> int:
    """How much words say: their characters."""
    return sum(map(len, words))


def nearest_question(text: str, guide: Guide, names: frozenset[str] = frozenset()) -> Near | None:
    """The frequent question that is asked like this, both ways: what it shares with ours, and ours with it.

    `names` are the pairs of characters by which the matter is called: they stand in every question about it.
    """
    near = (
        Near(
            Passage(Section.FAQ, each.answer, each.question),
            max(_worded_alike(text, plain(each.question), names), _alike(text, each.question, each.answer, names)),
        )
        for each in guide.option.faqs
    )
    return max(near, key=lambda each: each.share, default=None)


def _worded_alike(text: str, question: str, names: frozenset[str]) -> float:
    """How far two questions are the same text (Dice), beside what the matter is called."""
    ours, theirs = (pairs(_POLITE.sub(" ", each)) - names for each in (text, question))
    return 2 * len(ours & theirs) / (len(ours) + len(theirs)) if len(theirs) > 1 else 0.0


def _alike(text: str, question: str, answer: str, names: frozenset[str]) -> float:
    """How far each asks what the other asks (harmonic mean)."""
    ours = [each for each in telling(text) if not pairs(each) <= names]
    theirs = [each for each in telling(question) if not pairs(each) <= names]
    if not ours or not theirs:
        return 0.0
    said = sum(len(each) * _said_share(each, question, answer) for each in ours) / weight(ours)
    heard = sum(len(each) * _share(each, text) for each in theirs) / weight(theirs)
    return 2 * said * heard / (said + heard) if said and heard else 0.0


def _said_share(word: str, question: str, answer: str) -> float:
    return max(_share(word, question), 0.7 * _share(word, answer))


def _share(word: str, text: str) -> float:
    """Is the word said, or at least half of it?"""
    if word in text:
        return 1.0
    return 0.7 if len(word) > 2 and any(each in text for each in pairs(word)) else 0.0


def is_said(word: str, text: str) -> bool:
    """Does the text say this word, or all of its pairs?"""
    return word in text or (len(word) > 2 and all(word[place : place + 2] in text for place in range(len(word) - 1)))


def nearest_passage(words: Collection[str], guide: Guide) -> Near | None:
    """The sentence that says most of these words."""
    total = weight(words)
    if not total:
        return None
    near = (Near(each, sum(len(word) for word in words if word in each.text) / total) for each in passages(guide))
    return max(near, key=lambda each: each.share, default=None)


def passages(guide: Guide) -> Iterator[Passage]:
    """Every sentence of a guide that may answer a question by itself, with the section where it stands."""
    option = guide.option
    for material in option.materials:
        hints = "；".join((material.source.how, *material.points)).strip("；")
        yield Passage(Section.BRING, _joined(f"{material.name}：{material.why}", hints))
    for condition in option.conditions:
        yield Passage(Section.CAN, _joined(condition.text, condition.otherwise))
    for ground in option.refusal_grounds:
        yield Passage(Section.LAW, f"不予办理：{ground.text}")
    for fee in option.fees:
        yield Passage(Section.COST, _joined(f"{fee.name}：{fee.standard}", fee.reduction))
    for each in option.special_procedures:
        yield Passage(Section.HOW, _joined(each.name, each.limit.note))
    for result in option.results:
        yield Passage(Section.GET, _joined(result.name, result.sample))
    yield from _remarks(guide)


def _remarks(guide: Guide) -> Iterable[Passage]:
    option = guide.option
    told = (
        (Section.HOW, option.statutory_limit.note),
        (Section.HOW, option.process_note),
        (Section.WHERE, option.visit_reason),
        (Section.LAW, option.rights),
        (Section.LAW, option.duties),
    )
    return (Passage(section, text) for section, text in told if text)


def _joined(*texts: str) -> str:
    """Sentences, each with its full stop."""
    return "".join(each if each.endswith(("。", "！", "？")) else f"{each}。" for each in texts if each)
