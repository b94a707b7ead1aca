"""What a question says without asking for anything (客套与背景): politeness, who and where, when; pure.

Politeness is taken away wherever it stands. Who it is for, where and when are taken away only from what is long enough
to be understood without them: «孩子» alone is a question, «我妈妈想…» is not about mothers.
"""

import re

import rjieba

EMPTY = frozenset(
    [
        "没有",
        "有没",
        "这样",
        "那样",
        "东西",
        "什么",
        "怎么",
        "可以",
        "需要",
        "办理",
        "申请",
        "手续",
        "材料",
        "问题",
        "事情",
    ]
)
"""Pairs that many say and that tell nothing by themselves."""
SHORT, LONG_ENOUGH = 8, 4
CLAUSE_LEAST = 3
_SAID_ANYWAY = """
    请问 你好 您好 麻烦 我想 我要 我们 我家 我的 我 俺 咱们
    咱 想要 想 需要 要 可以 能不能 能否 能 可不可以 行不行 行吗
    怎么办理 怎么办 怎么弄 怎么搞 怎么申请 怎么 咋办 咋弄 咋整 咋个 咋样 咋 如何 怎样 怎么样
    办理 办一个 办一下 办个 办一张 办些 办哪些 弄个 弄一下 弄 整个 整一下 搞个 搞 一下子 一下 一个 个 一张 一份 一本
    什么材料 啥材料 哪些材料 什么手续 啥手续 什么条件 啥条件 什么证件 材料 手续 条件 流程 程序 什么 啥 哪些 哪种
    去哪里 去哪儿 去哪 到哪里 到哪 在哪里 在哪儿 在哪 哪里 哪儿 哪个部门 哪个窗口 找谁 找哪里 找哪个 窗口 地方
    多少钱 多久 多长时间 几天 什么时候 带啥 带什么 交什么 准备什么 多少 要多久 能办吗 可以办吗 需要本人
    吗 呢 啊 吧 呀 嘛 哦 哈 撒 咧 哩 么 了 的 得 地 事 给 把 还 再 又 该 应该 会 是 有 没 就 才 都 在 去 到
    和 跟 与 那 这
    帮忙 帮 咨询 问问 问一下 问下 打听 知道 说 听说 听人说 据说 同志 师傅 老师您好 同志们 谢谢 劳驾 领导 大姐 大哥
    打算 准备 计划 现在 目前 最近 刚刚 已经 马上 赶紧 然后 因为 所以 但是 不过 可是 而且 如果 的话 或者 并且 请
    办的事 办事 业务 事儿 事情 问题 情况
    相关 有关 关于 对于 那边 这边 这里 那里 这个 那个 有没有 是不是 要不要 用不用 需不需要 必须
"""
_CONTEXT = """
    嘉峪关市 嘉峪关 本市 咱市 我市 当地 去年 今年 明年 前年 前几天 昨天 今天 明天 上个月 下个月 这个月 上周 下周
    以前 之前 以后 之后 后来 原来 一直 很久 好久 几年 两年 三年 十几年 多年 好几年 朋友 邻居 同事 亲戚 几个人 我们几个
    自己 本人 他 她 他们 她们 你们 你 您 大概 可能 觉得 好像 还是 全部 东西 一起 每次 天天
"""
_PARTICLES = frozenset(each for each in _SAID_ANYWAY.split() if len(each) == 1)
_FILLER = re.compile("|".join(sorted(set(_SAID_ANYWAY.split()) - _PARTICLES, key=lambda each: (-len(each), each))))
_BACKGROUND = re.compile("|".join(sorted(_CONTEXT.split(), key=lambda each: (-len(each), each))))
_LEADING = re.compile(r"^(?:办|申请|申办|领|查)(?=\S{2})")
_DIGITS = "零一二三四五六七八九"
_RIGHTS = (80, 60)
_AGE = re.compile(
    r"(?P<figures>\d{1,3}) ?(?:多|来)?(?:周|)岁(?:多|以上)?"
    r"|(?<![零百])(?P<words>[一二三四五六七八九]?十?[一二三四五六七八九十百])(?:多|来)?(?:周|)岁(?:多|以上)?"
    r"|(?<=[年都快满])(?P<bare>[六七八九]十[一二三四五六七八九]?)(?=[了多]|$| )"
)
_STOPS = re.compile(r"[,，.。;；!！?？、:：\n]+")


def aged(text: str) -> str:
    """Ages as the catalogue names them: 「八十二」 and 「83岁」 are 「80岁」, for that is where a right begins."""
    return _AGE.sub(_rounded, text.replace("每个月", "每月").replace("一个月", "每月"))


def _rounded(found: re.Match[str]) -> str:
    said = found["figures"] or found["words"] or found["bare"]
    years = int(said) if said.isdigit() else _number(said)
    begins = next((each for each in _RIGHTS if years >= each), 0)
    return f"{begins}岁" if begins else f"{years}岁"


def _number(said: str) -> int:
    """A number below two hundred in Han characters."""
    hundreds, _, rest = said.rpartition("百")
    tens, has_tens, ones = rest.rpartition("十")
    count = 100 * bool(hundreds or "百" in said)
    if has_tens:
        count += 10 * (_DIGITS.find(tens) if tens else 1)
    return count + max(_DIGITS.find(ones), 0)


def bare(text: str) -> str:
    """Without fillers, unless nothing else was said; the background goes from what is long."""
    kept = without_context(text) if len(text) > SHORT else text
    left = _LEADING.sub("", without_fillers(kept))
    return left if len(left) > 1 else text


def without_fillers(text: str) -> str:
    """What is left when all politeness is taken away, be it nothing."""
    left = " ".join(_FILLER.sub(" ", text).split())
    return " ".join("".join(" " if each in _PARTICLES else each for each in rjieba.cut(left)).split())


def without_context(text: str) -> str:
    """Without who it is for, where and when, if enough is left."""
    left = " ".join(_BACKGROUND.sub(" ", text).split())
    return left if len(left.replace(" ", "")) >= LONG_ENOUGH else text


def clauses(q: str) -> list[str]:
    """The parts between punctuation that say something, when there are several."""
    parts = [each.strip() for each in _STOPS.split(q)]
    said = [each for each in parts if len(without_fillers(each)) >= CLAUSE_LEAST]
    return said if len(parts) > 1 else []
