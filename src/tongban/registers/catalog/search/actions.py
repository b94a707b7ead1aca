"""What is to be done with a licence or a registration (办什么): new, changed, renewed, replaced, ended …; pure.

Options of one item differ in little else, so the action decides among them. Who names none wants it new.
"""

import re

from . import words

NEW, CHANGE, RENEW, REPLACE, END = "new", "change", "renew", "replace", "end"
WITHDRAW, BORROW, MOVE = "withdraw", "borrow", "move"
FREEZE, REPORT, NOTARISE = "freeze", "report", "notarise"

_NAMED = {
    NEW: re.compile("设立|新办|新发|首次|申领|认定|核发|新装|报装|开办|初次"),
    CHANGE: re.compile("变更"),
    RENEW: re.compile("延续|换证|换领|换发|期满|有效期"),
    REPLACE: re.compile("补办|补领|补发|补证|补换|遗失"),
    END: re.compile("注销|销户|终止|歇业"),
    WITHDRAW: re.compile("提取"),
    BORROW: re.compile("贷款"),
    MOVE: re.compile("转移接续|迁移|迁入"),
    FREEZE: re.compile("挂失"),
    REPORT: re.compile("举报"),
    NOTARISE: re.compile("公证"),
}
_ASKED = {
    NEW: re.compile("新办|首次|第一次|头一次|头一回|设立|成立|注册(?!资本)|申领|新开|^开|开[个家间]|^办|没办过"),
    CHANGE: re.compile(
        "变更|变了|改|换(?:了)?(?:个)?(?:老板|掌柜|法人|名|店名|地址|地方|经营|人|负责人|股东)|(?:店|铺|公司|馆|执照|厂|证).*搬|搬.*(?:店|铺|公司|执照|厂)|加重|变重|更重|重了|"
        "加(?:一项|项|(?:个|上)?(?:经营|项目|范围))|增加|增项|增资|减资|转让股|"
        "(?:老板|掌柜|法人|店名|名字|地址|负责人|股东|经营者|范围)[^ ]{0,4}(?:换|变)"
    ),
    RENEW: re.compile(
        "延续|延期|(?<!手)续(?!费)|到期|过期|期满|换证|换领|换新|换本|换第|换成|要换(?!地|名|法|老|人|掌)|想换(?!地|名|法|老|人|掌)|换一[本张个]|快到|年到了|到日子|续签|更换|年审|"
        "换(?:身份证|驾照|驾驶|户口本|社保卡|残疾)"
    ),
    REPLACE: re.compile(
        "补(?![贴助缴习交])|丢|遗失|掉了|不见|损坏|损毁|弄坏|找不着|找不见|重新办|没了|坏了|烂|被偷|偷了|找不到|挂失|撕|"
        "泡了|水洗|洗了|刮花|折了|弄没"
    ),
    END: re.compile(
        "(?<!不)(?<!不想)(?<!不要)(?<!不用)注销|销户|销掉|要销|销了|能销|想销|去销|不干了|不开了|不做了|不用了|不要了|关门|关店|关了|倒闭|歇业|停业|取消|黄了|开不下去|干不下去|关张"
    ),
    WITHDRAW: re.compile("提取|提现|取出|取钱|支取|取[公住]|提[公住]|能取|取一|可以取|取款|提出来|拿出来"),
    BORROW: re.compile("贷|借钱|借款|按揭"),
    MOVE: re.compile("迁|转到|转过来|转回|转移|转入|转来|接续"),
    FREEZE: re.compile("挂失|解挂|冻结|丢|被偷|偷了|不见|找不到|找不着|找不见"),
    REPORT: re.compile("举报|告发|揭发|检举"),
    NOTARISE: re.compile("公证"),
}
_SPOKEN = {
    NEW: ("首次", "第一次", "新办"),
    CHANGE: ("变更",),
    RENEW: ("到期", "换证", "过期", "续期", "延续", "换领"),
    REPLACE: ("补办", "丢了", "丢失", "遗失", "挂失", "补领"),
    END: ("注销", "不开了"),
    WITHDRAW: ("提取", "取钱"),
    BORROW: ("贷款",),
    MOVE: ("迁移", "转移"),
    FREEZE: ("挂失", "丢了"),
}
SAME, OTHER, UNSAID = 0.25, -0.3, 0.1


def named(text: str) -> frozenset[str]:
    """The actions that an option's name says."""
    return frozenset(action for action, pattern in _NAMED.items() if pattern.search(text))


def asked(text: str, heard: str = "") -> frozenset[str]:
    """The actions that a question speaks of; who says anything else does not want it new («办注销»)."""
    found = {action for action, pattern in _ASKED.items() if pattern.search(text)}
    if words.latin_runs(text):
        found |= {action for action, said in _SPOKEN.items() if any(words.sounds(each) in heard for each in said)}
    return frozenset(found - {NEW} or found)


def fit(wanted: frozenset[str], offered: frozenset[str]) -> float:
    """How the action moves the mark of an option."""
    if wanted & offered:
        return SAME
    if wanted:
        return OTHER if offered and wanted != {NEW} else 0.0
    return UNSAID if NEW in offered or not offered else 0.0
