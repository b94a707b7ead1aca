"""What is to be done with a licence or a registration (办什么): new, changed, renewed, replaced, ended; pure.

Options of one item differ in little else, so the action decides among them. Who names none wants it new.
"""

import re

NEW, CHANGE, RENEW, REPLACE, END = "new", "change", "renew", "replace", "end"

_NAMED = {
    NEW: re.compile("设立|新办|新发|首次|申领|认定|核发|新装|报装|开办|初次"),
    CHANGE: re.compile("变更"),
    RENEW: re.compile("延续|换证|换领|换发|期满|有效期"),
    REPLACE: re.compile("补办|补领|补发|补证|补换|遗失|挂失"),
    END: re.compile("注销|销户|终止|歇业"),
}
_ASKED = {
    NEW: re.compile("新办|首次|第一次|头一次|设立|成立|注册|申领|新开|^开|开[个家间]|^办"),
    CHANGE: re.compile("变更|变了|改|换(?:了)?(?:老板|法人|名|地址|地方|经营)|搬"),
    RENEW: re.compile("延续|延期|(?<!手)续|到期|过期|期满|换证|换领|换新|快到|年到了|到日子|续签|更换"),
    REPLACE: re.compile(
        "补(?![贴助缴])|丢|遗失|掉了|不见|损坏|损毁|弄坏|找不着|找不见|重新办|没了|坏了|烂了|被偷|找不到|挂失"
    ),
    END: re.compile("注销|销户|销掉|要销|不干了|不开了|不做了|不用了|不要了|关门|关店|关了|倒闭|歇业|停业|取消"),
}
SAME, OTHER, UNSAID = 0.25, -0.3, 0.1


def named(text: str) -> frozenset[str]:
    """The actions that an option's name says."""
    return frozenset(action for action, pattern in _NAMED.items() if pattern.search(text))


def asked(text: str) -> frozenset[str]:
    """The actions that a question speaks of; who says anything else does not want it new («办注销»)."""
    found = frozenset(action for action, pattern in _ASKED.items() if pattern.search(text))
    return found - {NEW} or found


def fit(wanted: frozenset[str], offered: frozenset[str]) -> float:
    """How the action moves the mark of an option."""
    if wanted & offered:
        return SAME
    if wanted:
        return OTHER if offered and wanted != {NEW} else 0.0
    return UNSAID if NEW in offered or not offered else 0.0
