"""Does a reply answer what was asked (答复质量规则): beside the point, its nature changed, its core left out; pure.

Rules of thumb that a person checks: they hold a reply up once and draw it for the quality check, and decide nothing.
"""

import re

from .repeating import likeness_of
from .states import Flaw, OrderKind

ABOUT = 0.06
"""Below this share of common pairs of characters a reply speaks of something else."""
_WORD_OF = {
    OrderKind.CONSULT: ("咨询",),
    OrderKind.SUGGESTION: ("建议", "意见"),
    OrderKind.COMPLAINT: ("投诉",),
    OrderKind.REPORT: ("举报",),
    OrderKind.HELP: ("求助",),
}
_CALLED = re.compile(
    r"您(?:所)?(咨询|投诉|举报|求助|建议)|您的(?:宝贵)?(建议|意见|咨询|投诉|举报)|您(?:对.{0,16}?)?提出的.{0,16}?(建议|意见)|作为(建议)"
)
_LIGHTER = {
    OrderKind.COMPLAINT: {"咨询", "建议", "意见"},
    OrderKind.REPORT: {"咨询", "建议", "意见"},
    OrderKind.HELP: {"咨询", "建议", "意见"},
}

_NUMBER = r"[\d一二两三四五六七八九十百千半]"
_WHEN = re.compile(
    rf"{_NUMBER}+ ?(?:个)?(?:工作日|年|月|日|天|小时|分钟|时|周)|当天|当场|即时|今天|明天|马上生效|月底|已经恢复"
)
_MONEY = re.compile(rf"{_NUMBER}+ ?元|免费|不收费|不要钱|不用交")
_WHERE = re.compile(r"地址|电话|楼|号|路|街|大厅|窗口|到[^，。]{0,12}(?:局|中心|所|处|站|校)")
_WHY = re.compile(r"因为|因[^，。此]|由于|原因|是因|根据|按照|依据|导致")
_YES_NO = re.compile(
    r"^(?:可以|不可以|能|不能|不行|是的|不是)|[^，。]{0,10}(?:不能|不可以|可以[。，]|不需要|无需|不用|需要[。，]|已经|可以办|能办|就能|就可以|仍可|还可以)"
)
_QUESTIONS: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (re.compile(r"什么时候|几天|多久|多长时间|何时|哪天|几点|期限"), _WHEN),
    (re.compile(r"多少钱|收费吗|交多少|几块钱|费用"), _MONEY),
    (re.compile(r"在哪|去哪|到哪|哪里|哪个部门|哪个窗口|什么地方"), _WHERE),
    (re.compile(r"为什么|为何|怎么回事|凭什么"), _WHY),
    (re.compile(r"能不能|可不可以|是不是|要不要|[能可]以?[^，。？]{0,12}吗|[^，。]{2,}吗[？?]?$"), _YES_NO),
)
_EMPTY = re.compile(
    r"收悉|高度重视|进一步|持续关注|耐心等待|积极协调|认真研究|加大力度|加强管理|督促|将[^，。]{0,6}(?:核实|研究|加强|规范)|正在(?:组织|研究|协调)"
)
_DONE = re.compile(
    r"经查|经核实|经现场|查看|检查|已(?:经)?(?:于|更换|疏通|修|退|立案|恢复|采纳|列入|停班|道歉|办|责令|整改|处理|解决|联系)|责令|立案|查扣|罚款|退还|道歉|属实|更换|修复|建成|开放"
)


def flaws_of(kind: OrderKind, content: str, reply: str) -> tuple[Flaw, ...]:
    """What is wrong, the gravest first; nothing else is said of a reply that speaks of something else."""
    if _is_changed(kind, reply):
        return (Flaw.CHANGED,)
    if likeness_of(content, reply) < ABOUT and not _DONE.search(reply):
        return (Flaw.OFF_TOPIC,)
    return (Flaw.UNANSWERED,) if _leaves_out(kind, content, reply) else ()


def _is_changed(kind: OrderKind, reply: str) -> bool:
    """A complaint, a report or a call for help that the reply calls by a lighter name, and by its own name nowhere."""
    lighter = _LIGHTER.get(kind, set())
    called = {word for found in _CALLED.finditer(reply) for word in found.groups() if word}
    return bool(called & lighter) and not any(word in reply for word in _WORD_OF[kind])


def _leaves_out(kind: OrderKind, content: str, reply: str) -> bool:
    """A question without the kind of answer that it asks for, or a wish that is met with good will only."""
    asked = [answer for question, answer in _QUESTIONS if question.search(content)]
    if any(not answer.search(reply) for answer in asked):
        return True
    if kind is OrderKind.CONSULT or asked:
        return False
    return bool(_EMPTY.search(reply)) and not _DONE.search(reply)
