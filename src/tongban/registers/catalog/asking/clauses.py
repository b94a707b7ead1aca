"""The clauses of what was said (分句): which ask, which say that something is not wanted or is here already."""

import re
from dataclasses import dataclass, field
from typing import Final

_SENTENCE: Final = re.compile(r"[^。！？!?\n]+[。！？!?\n]*")
_CLAUSE: Final = re.compile(r"[^，,；;：:]+[，,；;：:]?")

# What asks: verbs of handing in, of lacking, of having to.
_STRONG: Final = (
    r"提供|提交|上交|上缴|捎|收(?:一|份|个|取|你|您)|还收|递交|报送|送交|移交|呈交|呈报|补交|补充|补上|补齐|补正|补报|补传|补递|补办|补开|补一|补个|补份|来补|去补|要补|先补|增补|补送|交(?:来|到|上|给|齐|一|验|过|个|份|下|至|回|张|两|我)|交了|要交|再交|需交|须交|应交|"
    r"出示|出具|出个|出一|出份|开具|开个|开一|开份|开张|开来|开的|附(?:上|一|具|送|加|份|个|有)|另附|要附|上传|传(?:上|来|过|一|给|我|份|个|张)|也传|都传|发(?:来|给|过|一|我|到|张|份|个)|也发|拿(?:来|张|到|个|份|着|过|一|上|给|去)|"
    r"带(?:上|来|着|好|齐|个|份|张|一|过|到)|请带|要带|携带|随身带|拍(?:一|个|张|下|照|来|给|了)|复印|加盖|盖(?:个|章|好|上|一)|盖公章|准备|备(?:齐|好|妥|一|足|两|个|份)|送(?:至|到|来|交|达我|一)|寄(?:来|到|给|至)|邮寄(?:来|到|给)|缴纳|缴(?:清|存|交|费)|交纳|填(?:报|写|好|一)|"
    r"凭(?!借)|取得|取来|领取后|办(?:个|一|来|好|下来|理)|打印|打一|打份|打出|查询一|自查|做(?:个|一|好|完|份)|签(?:订|署|个|一份|字|名|好)|按手印|再给|给(?:我|窗口|科室|本局)|给一|给个|给份|来(?:一份|一张|个|份|张|两)|弄(?:个|一|张|份|来)|搞(?:个|一|张|份)|写(?:个|一份|一|份|张)|换(?:个|一)|贴(?:上|一)|落实|完善|"
    r"留存|留一|存一份|留个|加(?:上|一|个|份|张)|添(?:上|一|个)|增加|追加|呈|登记|核对一下|看一下|看看|瞧瞧|过目|验一下|查验|交验|报验|报备|备案|"
    r"(?:寄|邮|发|传|送|拿|带|交|递|拍|捎|取|补|报|叫|放|填|签)(?:[^，,。]{0,2})(?:过来|过去|进来|进去|上来|回来|给我|给(?:您)?的)|别落下|记得|别忘(?:了)?|"
    r"印(?:一|两|个|好|出)|(?:各|都|也)印|打(?:出来|出)|导出来?|拷(?:一|给|过|来)|拍给|留(?:底|档)|存(?:底|档)|备查|随附|附(?:后|在)|装订|夹(?:在|到|进)|(?<![发投存])放(?:进|到)|塞(?:进|到)|"
    r"递(?:来|过来|给)|快递(?:来|过来|给|到)|转(?:来|给|到)|捎(?:来|上)|取(?:个|一|来)|一式[一两二三四五六]份|[一两二三四五六]份[。！]?$"
)
_LACKING: Final = (
    r"缺|还差|就差|只差|尚差|差(?:一|个|份|张|了|两|着)|少了|少(?:一|个|份|张)|未见|没见|没看到|没有看到|看不到|未提供|未提交|未附|未交|没传|没交|没带|没附|没提供|没提交|没有提供|没有提交|没有附|未上传|没上传|没有上传|尚待|"
    r"有没有|呢[？?]|有吗|带了吗|办了吗|办了没|带来了吗|有的话|准备好了|备好了|不全|不齐|未能提供|未取得|没办|未办|未出具|没开|漏(?:了|交|传|附|带)|遗漏|还没|"
    r"[一-鿿]了(?:吗|么|没有?|不)[？?]?|[一-鿿](?:没有?|好没)[？?]|没(?=[一-鿿]{2,8}(?:办不|上不|批不|过不|没法|不行|不能|不好|免谈|的话))|"
    r"没有(?!变|问题|必要|异议|必须|不|关系|意见)|补正内容|补充内容|需补|待补|欠"
)
_WEAK: Final = (
    r"请|麻烦|劳烦|烦请|务必|需要|还需|需(?!求)|须|必须|应当|还应|"
    r"应(?=提|附|交|补|有|当|由|先|出|取|具|办|报|持|按|在|缴|签|同)|要求|"
    r"得(?:有|要|先|让|请|找|提|补|交|带|拿|去|到|再|麻|开|办|做|拍|写|盖|签|附|是|给|看|把|经|过|另|复|准|缴)|要(?!么|是|闻|紧|素)|"
    r"建议|希望|最好|还有|待(?!遇|定)|才(?:能|给|可|行|算|办)|方可|方能|后再|总得|就可以|就行|即可|也行|不行|不给办|不予办|不能办|不能受理|不予受理|"
    r"也(?:可以|可|成|认)|亦可|能不能|能否|可否|是否可以|必备|必不可少|不可(?:缺少|或缺)|不能(?:少|缺)|少不了|缺一不可|前提|只认|为凭|为据|"
    r"办不(?:了|成)|批不(?:了|下)|过不(?:了|去)|通不过|走不(?:下去|了)|不好(?:办|批)|没法(?:办|批|审|往|报|受|给)|往(?:下|后|前)走|再(?:来|说|报|申请|谈|给)"
)
_NEUTRAL: Final = re.compile(
    r"主要|重要|只要|不得|觉得|值得|使得|显得|记得|懂得|获得|难得|获得|必要性|需求|要素|要么|主要是|简要|摘要|纪要|紧要|申请|请求|邀请|聘请|提请|取得联系|待遇|招待|接待|等待|欠妥|补贴|补助|补偿|附近|宣传|传染|才艺|人才"
)
_NOT_WANTED: Final = re.compile(
    r"不用|不必|无需|无须|毋须|毋需|不需|不须|(?<!能)不要(?!紧)|没必要|没有必要|不再(?:要|收|需|另)|不(?:作|做)要求|不要求|免(?:于|予|去|掉)?(?:提交|提供|交|带|填|开|出|证|收)|(?:请)?勿|别(?:再|交|带|拿|传|跑|开)|可以不|可不|可免|不收|不强制|不得(?:要求|索要|再要)|不能要求|不应要求|"
    r"不属于(?:必|应)|不在(?:清单|必|要求)|以后再|先不用|不急|不着急|取消(?:了|该)|已取消|免了|不是必须|非必须|不是必需|不是[^，,。]{0,8}(?:要的|需要|必要|必须|必需|清单)|不看|用不上|用不着|不留存|不采|任何(?:证明|材料)|省去|省了|作废|撤回(?:了|这)|说错|误写|写错了(?!.*请)"
)
_HERE_ALREADY: Final = re.compile(
    r"[您你](?:们)?(?:昨天|今天|上次|刚才|之前)?(?:(?:提)?交|(?:上)?报|(?:上)?传|发(?:来)?|拿来|送(?:来)?|带来|写|填|做|画|拍)的|"
    r"(?:已经?|早已|均已|都已|业已|刚才|昨天|上次|之前|此前|前期|当时|随申请)[^，,；;。]{0,14}?(?:提交|提供|上传|收到|收悉|交来|交到|交给|交了|交过|交回|送到|送来|传了|传来|核验|核对|核实|核查|查到|查验|验证|退还|退回|退给|归还|审核|审查|通过|存档|归档|入卷|登记|公示|附上|附在|录入|扫描|调取|共享|取得|具备|齐全|签字|签收|盖章|打印|发放|送达|寄出|寄给|制作|办好|出证|生成|导入|读取|出具|出示)"
    r"|(?:收到|收下|收取|查到|查得|调取到|核对了|看过|看到了|看了|收好)(?:您|你|了|该|其|他|她)|(?:由我们|(?<![给让交供向要])我们会?|系统会?|由系统|由本局|由窗口|由后台|由工作人员|由本中心)(?:自己|自行|自动|来|会|将|直接|负责)?(?:去)?(?:查|核|调|生成|打印|共享|向|出具|制作|寄|送|上门)|(?<![需须应要请未能没尚缺当])(?:提交|提供|交来|上传|递交|出示|报送|附)的"
    r"|(?:提交|提供|上传|交来|递交|出示|报送|补交)(?:了|过(?!去|程|户|期|往))"
    r"|(?:打|发放?|汇|转|存)(?:到|入|进)[^，,。]{0,8}(?=卡|账户|存折)|(?:寄|发|送|交|拿|打印)给您|经(?:查|核|核查|审查|审核|查询|核实|比对)"
)
_PICK_UP: Final = re.compile(r"领取|领证|取证|取件|签收|拿证|领回|来取|自取|取回|取执照|领执照|出件")
_CITES: Final = re.compile(
    r"^(?:根据|依据|按照|依照|依|按|见|参照|《)[^，,；;]{0,4}《[^》]+》|^《[^》]+》|第[一二三四五六七八九十百零〇\d]+条(?:第[^，,。]{1,4}款)?(?:规定|明确|载明|要求)?[，,：:]?.{0,40}$"
)
_TO_YOU: Final = re.compile(r"请|您|你|补|还|尚|缺|务必|麻烦|我局|本局|我们|窗口")
_MUST_AFTER_ALL: Final = re.compile(r"不能不|不可不|不得不|不可以不|不能没有")
_TURNS: Final = re.compile(r"还需|还要|还得|另需|另外|尚需|仍需|仍要|但|请|须|需要|麻烦|再|未|缺|差|没有?")
_LACK: Final = re.compile(_LACKING)
_VERB: Final = re.compile(_STRONG)
_MUST: Final = re.compile(_WEAK)


@dataclass(slots=True)
class Clause:
    """One clause: its words, where it begins, and what it does."""

    start: int
    text: str
    plain: str = field(init=False)
    lacks: bool = field(init=False)
    hands_in: bool = field(init=False)
    must: bool = field(init=False)
    is_off: bool = field(init=False)
    is_here: bool = field(init=False)
    picks_up: bool = field(init=False)

    def __post_init__(self) -> None:
        self.text = _MUST_AFTER_ALL.sub(lambda found: "必须需要"[: len(found.group())], self.text)
        self.plain = _NEUTRAL.sub(lambda found: "　" * len(found.group()), self.text)
        self.lacks = bool(_LACK.search(self.plain))
        self.hands_in = bool(_VERB.search(self.plain))
        self.must = bool(_MUST.search(self.plain))
        self.is_off = bool(_NOT_WANTED.search(self.text))
        self.is_here = bool(_HERE_ALREADY.search(self.text))
        self.picks_up = bool(_PICK_UP.search(self.text))

    @property
    def asks(self) -> bool:
        return self.lacks or self.hands_in or self.must

    @property
    def opens_a_list(self) -> bool:
        return self.text.endswith(("：", ":"))


@dataclass(slots=True)
class Sentence:
    """Clauses up to a full stop; a sentence that only says what a law says asks nobody."""

    clauses: list[Clause]
    is_citation: bool

    @property
    def text(self) -> str:
        return "".join(each.text for each in self.clauses)


def sentences(text: str) -> list[Sentence]:
    found = []
    for match in _SENTENCE.finditer(text):
        words = match.group()
        clauses = [Clause(match.start() + each.start(), each.group()) for each in _CLAUSE.finditer(words)]
        quotes = bool(_CITES.search(words.strip()))
        found.append(Sentence(clauses, quotes and not _TO_YOU.search(_NEUTRAL.sub("", words))))
    return found


def is_past(clause: Clause, at: int) -> bool:
    """Is the paper at this place here already («您提交的合同», «已上传申请书»), and not what is missing in it?"""
    for match in _HERE_ALREADY.finditer(clause.text):
        lack = _TURNS.search(clause.plain, match.end())
        if lack is None or at < lack.start():
            return True
    return False
