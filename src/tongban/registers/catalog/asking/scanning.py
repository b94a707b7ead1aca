"""What a sentence asks for beyond the list (清单外要求): found before it is sent (plan 三(一)2; R-047)."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from tongban.registers.catalog.content import Option

from .clauses import Clause, Sentence, is_past, sentences
from .demands import DETOUR, WITHOUT, demands_in
from .dictionary import LANDLORDS
from .listed import Listed, canonical, listed
from .nouns import Noun, papers_in

_KINDS: Final = {"material": "材料", "condition": "条件", "step": "环节"}
_LEADS: Final = {"material": 1, "condition": 0, "step": 3}
_OUTSIDE: Final = re.compile(r"除[^，,。]{0,20}(?:外|之外|以外)|代替|替代|(?:无|不)法提供|任选")
_PASSPORTS: Final = ("身份证", "授权委托书", "领证凭据", "证件", "凭证", "回执", "通知书")
_HAND_IN: Final = re.compile(
    r"(?:请|须|需要?|应当?|要|必须|前|麻烦|还|另|得|补|再|尽快|一并|烦)(?:您|你)?[^，,。；;]{0,8}?"
    r"(?:提交|提供|出示|补交|上传|递交|报送|上交|补传|交验|补充|附(?!件)上?|补报|送交|准备|带上|携带|留存|寄来|交来|拿来)"
    r"(?:一下|一份|一张|一个|两份|我们)?([一-鿿]{2,14})"
)
_SPOKEN: Final = re.compile(r"介绍|发言|陈述|分钟|提问")
# What may be asked for in general words: it is the listed papers that are meant.
_ORDINARY: Final = re.compile(
    r"(?:您|你|贵店|贵校|申请人|本人|对方|的|上述|以上|以下|下列|如下|上面|下面|相关|相应|有关|其他|其它|全部|所有|齐全|完整|真实|有效|清晰|清楚|准确|正确|合格|最新|"
    r"新|原|补充|更正后|这份|那份|这些|该|此|一次|重新|电子|纸质|需要|要求|清单上?|上列|列明|告知书上?|指南)*"
    r"(?:申请|材料|资料|信息|联系方式|联系人|联系电话|电话|电话号码|手机|手机号|手机号码|地址|情况|姓名|附件|文件|图片|扫描件|复印件|原件|照片|协助|便利|帮助|服务|线索|意见|建议|方便|"
    r"配合|支持|时间|虚假材料|申请材料|任选一样|完整|清楚|一次|即可|就行|就可以|齐全|好|说明|编号|密码|号码|东西|字样|内容)?"
    r"(?:的|了|吗|哪|什么|到|给|至|后|前|即可|就行|就可以|清楚|完整|真实|有效|齐全|好|一下|过来|上来|中|时|才|再|不全|里|和).*|"
    r"(?:您|你|申请人|本人|的|上述|以下|下列|如下|相关|有关|全部|所有|完整|真实|有效|清晰|清楚|准确|正确|合格|最新|新|原|补充|一次|重新)*"
    r"(?:申请|材料|资料|信息|联系方式|联系人|联系电话|电话|电话号码|手机|手机号|手机号码|地址|情况|姓名|附件|文件|图片|扫描件|复印件|原件|照片|协助|便利|帮助|服务|线索|意见|建议|配合|支持|说明)?"
)
_OURS: Final = re.compile(
    r"告知书|受理通知书|受理凭证|收件凭证|决定书|送达回证|回证|延期通知|延长通知|补正通知|笔录|许可决定|准予.{0,6}书|不予.{0,8}书|本通知|^(?:该|那份)?通知书$|见通知书$|^(?:纸质|这份|本|相关)?文书$"
)
_BY_US: Final = re.compile(
    r"由(?:我|本|承办|部门)[^，,。]{0,6}(?:负责|承担|进行|组织|委托|联系|核|查)|(?:我局|本局|我们|本机关|我科)(?:来|去|会|将|已)?(?:负责|承担|组织|委托|自行)"
)
# Said of others, for whom the list asks for it: «委托别人办的，才需要授权委托书».
_SAID_OF_OTHERS: Final = re.compile(
    r"(?:才|就)(?:会)?(?:需要?|要|用|须|交|提交|提供)(?!您|你)|可以(?!不)|可(?:在|到|由|从)"
)
# What is told of a paper, and asks for none: where it is, what it says, who sees to it.
_TELLS: Final = re.compile(
    r"[您你](?:问|咨询|关心|担心|想)|的事|的情况|的问题|情况属实|称|表示|反映|显示|记载|载明|写明|列入|名单|编号|号码|与|和[^，,。]{0,8}(?:一致|相同|无关)|不符|一致|相符|"
    r"由|部门|内部|共享|系统|自动|打到|发到|发放|汇到|存入|到账|可以用|可用|能用|凭|上的|右上角|印有|告知|更正|看过|核对|核实|核查|查|审|比对|"
    r"疑问|异议|有效|到期|过期|遗失|伪造|虚假|模糊|不清|我们|我局|本局|本机关|本中心|窗口|专家|机构|法院|申请人|举办者|当事人|公开|公告|制作|打印|寄|送达|作出|"
    r"效力|一样|不对|有误|错|以后|下次|明年|无关|另行|不影响|属于|规定|第[一二三四五六七八九十百]+条|《"
)
_IN_CASE: Final = re.compile(r"^(?:如果|要是|若|假如|如|凡)|的(?:话)?[，,]$")
# What every office speaks of all day, whoever has it.
_OF_EVERY_DAY: Final = (
    "文件",
    "档案",
    "清单",
    "方案",
    "证照",
    "记录",
    "意见",
    "照片",
    "制度",
    "名单",
    "录像",
    "函",
    "表",
    "单",
)
_FOLLOWS: Final = re.compile(
    r"^(?:那就|没有的话|没有就|没带|没有|如无|若无|如果没有|再|先|就|请|麻烦|尽快|赶紧|抓紧|一并|一起|也|都|交|补|传|发|拿|送|带|寄|拍|给我|让我|我看)"
)
# A visit of the list in other words, and what is asked for its sake: that somebody opens the door.
_ON_SITE: Final = re.compile(r"现场|上门|实地|入户|到(?:您|贵|你)?(?:家|店|校|院|厂|场所)|看场地|勘验|核查")
_STAYS: Final = re.compile(r"(?:请|安排|留)[^，,。]{0,8}(?:在场|在家|在店|留守|等候|开门|陪同|配合)")
_ONCE_READY: Final = re.compile(r"^(?:先|请|您|都)?(?:写|签|开|办|填|做|弄|盖|印|拍|备|拿|取)(?:好|完|到手|到|妥|齐)")
_BY_AN_OFFICE: Final = re.compile(
    r"^(?:是|都)?由(?!您|你|申请人|本人|经营者|法人|房东)[^，,。]{2,14}?(?:办理|负责|管理|审批|核发|受理|核查|监管)"
)
_FAMILY: Final = re.compile("父母|子女|儿子|女儿|配偶|妻子|丈夫|爱人|老公|老婆|家属|亲属")
# What an office does itself, when nobody is spoken to: 需要组织专家评估, 需报上级审批, 等待检验报告.
_OUR_WORK: Final = re.compile(
    r"(?:检验|检测|鉴定|评估|论证|审批|审核|审计|验收|测绘|公示|核查|调查|核实|审查|勘验|考察|评审)$"
)
_TO_APPLICANT: Final = re.compile(
    r"(?<![报申提])请|您|你|申请人|当事人|经营者|法人|贵|先|再|去|到|麻烦|自行|自费|方可|才|后"
)
_WE_WAIT: Final = re.compile(
    r"等待|等候|征求|征询(?!表)|会商|函询|工作日(?:内)?(?:出具|作出)|(?:检测|检验|鉴定|评估|机构|结果|系统)[^，,。]{0,8}尚未|尚未(?:送达|反馈|回函)"
)
_WE_SHOW: Final = re.compile(
    r"(?:同志|人员|我们|专家|核查员|调查员|检查员|执法员)(?:都|均)?(?:会|将|要|应)?(?:主动)?[^，,。]{0,6}?(?:出示|佩戴|携带|带着?|拍|查看|记录|录像)"
)
_LOOK_AT: Final = re.compile(r"请(?:您|你|再|仔细|先)*(?:核对|核实|确认|检查|留意|注意|查看)")
_GIVE: Final = re.compile(r"提供|提交|补|上传|带|交|送|出示|发给|发来|报|拿")
_GOES: Final = re.compile(r"到|来|去|当面|现场")
_HARMLESS_DEEDS: Final = re.compile(
    r"行政复议|行政诉讼|听证|网上(?:申请|提交|查|下载)|领取|取件|寄给|送达|咨询|查询进度|重新提交|重新申请|撤回|登录|注册账号|实名|下一步|页面"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that is asked for: where it stands, of what kind, whether the list has it, what is nearest."""

    start: int
    end: int
    words: str
    kind: str
    is_listed: bool
    nearest: str

    @property
    def label(self) -> str:
        return _KINDS[self.kind]


def asks_in(text: str, option: Option, answers: Mapping[str, Any]) -> tuple[Asked, ...]:
    """Everything that the text asks of the applicant, in order, each held against the list of this situation."""
    known = listed(option, answers)
    spans = known.spans_in(text)
    found = sorted(_asks(text, known), key=lambda each: each.start)
    return tuple(replace(each, is_listed=True) if _is_within(each, spans) else each for each in found)


def unlisted_asks(text: str, option: Option, answers: Mapping[str, Any]) -> tuple[Asked, ...]:
    """What the text asks for beyond the list (清单外); empty when it may be sent."""
    return tuple(each for each in asks_in(text, option, answers) if not each.is_listed)


def _is_within(asked: Asked, spans: Iterable[tuple[int, int]]) -> bool:
    """Is it a part of what the list itself says, word for word? A verb before the name does not matter."""
    return any(start <= asked.start + _LEADS[asked.kind] and asked.end <= end for start, end in spans)


def _asks(text: str, known: Listed) -> Iterator[Asked]:
    every = sentences(text)
    for place, sentence in enumerate(every):
        if sentence.is_citation:
            continue
        later = every[place + 1] if place + 1 < len(every) else None
        for index, clause in enumerate(sentence.clauses):
            papers = papers_in(clause.text)
            for noun in papers:
                if _is_asked(noun, clause, sentence, index, later, known):
                    yield from _paper(noun, clause, known)
            yield from _things(clause, papers, known)
            yield from _demands(clause, sentence.text, papers, known)
        yield from _detours(sentence, known)


def _is_asked(
    noun: Noun, clause: Clause, sentence: Sentence, index: int, later: Sentence | None, known: Listed
) -> bool:
    is_conditional = any(_IN_CASE.search(each.text) for each in sentence.clauses[:index])
    if (is_conditional or _SAID_OF_OTHERS.search(clause.text)) and known.is_for_others(noun):
        return False
    if _is_spared(noun, clause, sentence):
        return False
    if clause.asks:
        return True
    earlier = sentence.clauses[:index]
    if any(each.opens_a_list and each.asks and not each.is_off for each in earlier):
        return True
    # Who names to an applicant a paper that the list does not know wants it, however it is wrapped.
    if not (_TELLS.search(clause.text) or noun.name.endswith(_OF_EVERY_DAY)) and not known.nearest(noun)[1]:
        return True
    bare = len(noun.words) >= len(clause.text.strip("，,；;：:。！？!? ")) * 0.5
    if bare and earlier and earlier[-1].asks and not earlier[-1].is_off:
        return True
    following = sentence.clauses[index + 1] if index + 1 < len(sentence.clauses) else None
    if following is None and later is not None:
        following = later.clauses[0] if later.clauses and _FOLLOWS.match(later.clauses[0].text) else None
    return following is not None and _takes_up(following)


def _takes_up(clause: Clause) -> bool:
    """Does the next clause ask for what this one named: «……没看到，请补上»; it has no paper of its own.

    But for one that is ready first («写好了连同租房合同交来»); what another office does («由住建部门办理») asks nobody.
    """
    if clause.is_off or _BY_AN_OFFICE.match(clause.text):
        return False
    return (clause.hands_in or clause.lacks) and (bool(_ONCE_READY.match(clause.text)) or not papers_in(clause.text))


def _is_spared(noun: Noun, clause: Clause, sentence: Sentence) -> bool:
    """Named, and not asked for: it is not wanted, it is here already, or it is shown when the result is handed over."""
    if noun.words.startswith("模板") or clause.text[: noun.start].endswith(("按", "按照", "依照", "参照")):
        return True
    if _LOOK_AT.search(clause.text) and not _GIVE.search(clause.text):
        return True
    if _WE_WAIT.search(clause.text) or _WE_SHOW.search(clause.text):
        return True
    if clause.is_off and not (clause.lacks and re.search(r"不行|不能|不予|不给", clause.text)):
        return True
    if any(
        each.start() <= noun.start < each.end() for each in _OUTSIDE.finditer(clause.text) if each.group()[0] == "除"
    ):
        return True
    if _OURS.search(noun.name) and not re.search(r"提供|提交|出示|交来|带来", clause.text):
        return True
    if any(each.picks_up for each in sentence.clauses) and canonical(noun.name).endswith(_PASSPORTS):
        return True
    return is_past(clause, noun.start)


def _paper(noun: Noun, clause: Clause, known: Listed) -> Iterator[Asked]:
    nearest, is_listed = known.nearest(noun)
    if not is_listed and not noun.owners and known.is_result(noun):
        is_listed = not re.search(r"(?:提供|提交|出示|上传|补交|交来|带上)[^，,。]{0,6}$", clause.text[: noun.start])
    start = clause.start + noun.start
    yield Asked(start, start + len(noun.words), noun.words, "material", is_listed, nearest)


def _things(clause: Clause, papers: list[Noun], known: Listed) -> Iterator[Asked]:
    """What is to be handed in and is no paper that the dictionary knows: the object of the verb itself."""
    if clause.is_off:
        return
    for match in _HAND_IN.finditer(clause.text):
        start, end = match.span(1)
        if is_past(clause, start) or any(each.start < end and start < each.end for each in papers):
            continue
        words = match.group(1)
        if (
            not _SPOKEN.search(words)
            and not _ORDINARY.fullmatch(words)
            and not _OUR_WORK.search(words)
            and not known.is_about(words)
        ):
            yield Asked(clause.start + start, clause.start + end, words, "material", False, "")


def _demands(clause: Clause, sentence_text: str, papers: list[Noun], known: Listed) -> Iterator[Asked]:
    """Conditions and detours within one clause."""
    if clause.is_off or _BY_US.search(sentence_text):
        return
    is_about_us = bool(_HARMLESS_DEEDS.search(clause.text))
    for start, end, kind in demands_in(clause.text):
        words = clause.text[start:end]
        if is_past(clause, start) or (is_about_us and kind != "fee"):
            continue
        if kind == "step" and _OUR_WORK.search(words) and not _TO_APPLICANT.search(clause.text):
            continue
        if _is_of_the_list(words, kind, sentence_text, known):
            continue
        if kind == "facility" and (papers or known.is_about(words[-4:]) or known.is_about(words[:-1])):
            continue
        if any(each.start <= start and end <= each.end for each in papers):
            continue
        if words.startswith(tuple(LANDLORDS)) and any(
            each.start == end + 1 and clause.text[end] == "的" and known.nearest(each)[1] for each in papers
        ):
            continue
        yield Asked(
            clause.start + start, clause.start + end, words, "step" if kind == "step" else "condition", False, ""
        )


def _is_of_the_list(words: str, kind: str, sentence_text: str, known: Listed) -> bool:
    """The list says so itself: a stamp among its points, a procedure of its own that somebody attends."""
    is_family = "成员" in known.points and "签" in words and not _GOES.search(words) and bool(_FAMILY.search(words))
    is_attended = any(each in sentence_text for each in known.procedures) or (
        known.is_visited and bool(_ON_SITE.search(sentence_text)) and bool(_STAYS.search(words))
    )
    return is_family or is_attended or known.says(words[-4:] if kind == "step" else words) or known.is_stamped_by(words)


def _detours(sentence: Sentence, known: Listed) -> Iterator[Asked]:
    """«Do this first, then apply», across clauses."""
    text = sentence.text
    if any(each.is_off for each in sentence.clauses) or _BY_US.search(text):
        return
    for match in WITHOUT.finditer(text):
        lacking = match.group().split("，")[0].split(",")[0].removesuffix("的话").removesuffix("的")
        if not papers_in(match.group()) and not known.is_about(lacking[-4:]):
            start = sentence.clauses[0].start + match.start()
            yield Asked(start, start + len(match.group()), match.group(), "condition", False, "")
    for match in DETOUR.finditer(text):
        if not known.says(match.group()[-4:]):
            start = sentence.clauses[0].start + match.start()
            yield Asked(start, start + len(match.group()), match.group(), "step", False, "")
