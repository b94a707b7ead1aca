"""Papers named in a sentence (材料名称): a head word, with what stands before it and after it."""

import re
from dataclasses import dataclass, replace
from typing import Final

from .dictionary import BEGIN_LIKE_BORDERS, BORDERS, BORDERS_IN_NAMES, HEADS, OWNERS, any_of

TAIL: Final = re.compile(
    r"(?:的|或者?)?(?:正副本|正反面|复印件|影印件|原件|扫描件|电子版|电子件|照片|原本|首页|副本|彩印件|打印件|公证件|正本|翻拍照|图片)+"
)
# Any other word on 证, 表, 单, 函, 书, 记录 …, but for verbs and things of daily life that end so.
_ENDINGS: Final = (
    r"(?<![保核验认求论听见作查取领办制旁印举换补持无有发拿出考实佐公凭])证(?![实件照据词券人监])",
    r"(?<![代手发列仪外水电气图年填字])表(?![示现明决达情格面彰扬态述哥姐弟妹叔])",
    r"(?<![简下孤排菜订账])单(?![位独身纯元词一项])",
    r"(?<=[一-鿿])函(?![授数])",
    r"(?<![秘图读念文板看证])书(?![面写记店法籍房])",
    r"(?<=[一-鿿])记录(?![了在])",
    r"书面(?:检查|检讨|说明|意见|材料|承诺|保证|证明|同意|申请|报告|声明|授权)",
    r"(?<!承办)(?<!审核)(?<!审查)(?<!专家)(?<!核查)(?<!评议)(?<!公示)(?<!处理)(?<!宝贵)(?<!提出)(?<!评审)(?<!初审)(?<!修改)(?<!整改)(?<!您的)(?<!不同)(?<!征求)(?<![有无没的异何么提])意见(?![建征不])",
    r"(?<=[一-鿿][一-鿿])说明(?=$|[，,。；;、（(])",
    r"(?<![按依参对遵比仿拍关就])照(?![相料顾常样此办旧会明射抄着])片?",
    r"(?<=[一-鿿][一-鿿])(?<!材料)(?<!文件)(?<!资料)(?<!证件)(?<!以上)(?<!上述)(?:复印件|影印件|扫描件|原件)",
    r"(?<=[一-鿿][一-鿿])(?<!作出)(?<!告知)(?<!代替)(?:承诺|保证)(?=$|[，,。；;、（(])",
    r"(?<=[检记录册务诊疗训苗医卡折])本(?![人地市县省身次着来届校店局科机中])",
    r"(?:产权|房产|房屋|财务|资产|收入|身份|学历|环保|消防|安全|资质|社保|纳税|人员|股东|员工|担保|权属|土地|用地|影像|采购|进货|培训|检测|检验|验收|婚姻|户籍|征信)(?:方面的?)?(?:资料|材料|手续|文件)",
    r"条子|字据|纸条|批条|条据|说明材料",
)
_HEADS: Final = re.compile(
    "(?:"
    + "|".join(sorted(map(re.escape, HEADS), key=len, reverse=True))
    + ")(?:(?<=证)(?:明书?|书|件))?|"
    + "|".join(_ENDINGS)
)
_ANY_OWNER: Final = any_of(OWNERS)
_OWNER: Final = re.compile(_ANY_OWNER)
_WHOSE: Final = re.compile(
    rf"(?:{_ANY_OWNER})(?:[和及与、或](?:{_ANY_OWNER}))*(?:本人|自己|双方|们|等人?)*(?:名下)?的?$"
)
# Where a name ends to the left: these characters, but for the ones that begin a word of the name (有限, 所有, 在职).
_STOPS: Final = frozenset(
    "的了请把将带拿交缺差须需得和与或及给也还再就是以在让由向找去看有为且并若如其按经凡该此这那哪至于从您你我他上"
)
_STOP_BEGINS: Final = {
    "有": "限资效利", "得": "奖", "由": "来", "经": "营济纪办", "交": "警通易付", "看": "护", "其": "他它", "按": "揭",
    "去": "世", "从": "业", "差": "旅", "带": "货", "需": "求", "就": "业医读", "再": "生", "还": "款", "及": "格",
    "以": "上下内及", "在": "职读校岗线", "给": "水排", "上": "岗年海级市门学述",
}  # fmt: skip
_ISSUED: Final = re.compile(r"([一-鿿]{2,12}?)(?:出具|开具|开出|签发|核发|出|开)(?:一?[份张个])?的?$")
_ABOUT: Final = re.compile(r"([一-鿿\d]{2,10})的$|(其|对方|该人)$")
_MOST: Final = 12


@dataclass(frozen=True, slots=True)
class Noun:
    """A paper as the sentence names it: where, the words, and the name without copies and originals."""

    start: int
    end: int
    words: str
    name: str
    head: str
    owners: frozenset[str] = frozenset()
    issuer: str = ""
    about: str = ""


def papers_in(text: str) -> list[Noun]:
    """Every paper that the text names, in order."""
    found: list[Noun] = []
    done = 0
    for match in _HEADS.finditer(text):
        if match.start() < done or _is_no_paper(text, match):
            continue
        start = _begin(text, match.start(), done)
        tail = TAIL.match(text, match.end())
        done = tail.end() if tail else match.end()
        name = text[start : match.end()]
        found.append(Noun(start, done, text[start:done], name, match.group()))
    return _merged(found, text)


def _merged(found: list[Noun], text: str) -> list[Noun]:
    """One head right before another is a part of it: 不动产权证书 + 照片 is a picture of the certificate."""
    kept: list[Noun] = []
    for each in found:
        last = kept[-1] if kept else None
        if last is not None and last.end == each.start and each.head not in ("清单",):
            name = last.name if each.head in ("照片", "相片", "副本", "截图", "电子版") else text[last.start : each.end]
            kept[-1] = Noun(
                last.start, each.end, text[last.start : each.end], name, each.head if name != last.name else last.head
            )
        else:
            kept.append(each)
    return [
        replace(
            each,
            owners=_owners(text[: each.start], each.words),
            issuer=_issuer(text[: each.start]),
            about=_about(text[: each.start]),
        )
        for each in kept
    ]


def _about(before: str) -> str:
    """What the paper is to say, when that stands before 的: 无污染源的证明; 其 for somebody else's."""
    named = _ABOUT.search(before)
    return named.group(1) or named.group(2) if named else ""


def _issuer(before: str) -> str:
    """Who is to make it out, when it is said right before: 派出所开具的证明."""
    named = _ISSUED.search(before)
    return named.group(1) if named else ""


def _owners(before: str, words: str) -> frozenset[str]:
    """Whose paper it is, when somebody is named right before it or in it: 房东的身份证, 厨师和服务员的身份证."""
    named = _WHOSE.search(before)
    return frozenset(_OWNER.findall((named.group() if named else "") + words))


_WRITES: Final = re.compile(r"提供|提交|出具|写|附|补交|递交|报送")
_IS_UNCLEAR: Final = re.compile(r"模糊|不清|看不|反光|太|歪|不全|缺角|打不开|有反光|没拍|传错|倒了")
_EVERYDAY: Final = re.compile(r"了|过(?!不)|自己|其|该|您|你|他|是(?!必|不能|要|关键|硬|第一)|它|这|情况属实|属实")
_OF_OFFICE: Final = re.compile(r"(?:查|核|可以|不|能|以|自|公|为此|予以|兹|特此|作)$")


def _is_no_paper(text: str, match: re.Match[str]) -> bool:
    """Everyday words that look like a paper: 证明了……, 声明如下, 报告给我们, 到窗口说明."""
    head, before, rest = match.group(), text[: match.start()], text[match.end() :]
    if head in ("照片", "相片", "文件", "截图") and _IS_UNCLEAR.match(rest):
        return True
    if head == "门牌" and rest.startswith("号"):
        return True
    if head == "说明":
        return not _WRITES.search(before) or before.endswith(("补充", "写", "提供", "书面"))
    if head in ("声明", "报告"):
        return bool(_EVERYDAY.match(rest) or _OF_OFFICE.search(before))
    return head == "证明" and not rest.startswith("了") and bool(_EVERYDAY.match(rest) or _OF_OFFICE.search(before))


def _begin(text: str, start: int, least: int) -> int:
    """How far the name reaches to the left: until a verb, a measure word, a mark or 的."""
    at = start
    while at > least and start - at < _MOST and not _is_border(text, at, start):
        at -= 1
    return at + (at < start and text[at] in _OPENERS)


_OPENERS: Final = "《（("


def _is_border(text: str, at: int, start: int) -> bool:
    """Does the name begin here, seen from its head at `start`?"""
    before, char = text[:at], text[at - 1]
    if char in _STOPS and text[at : at + 1] not in tuple(_STOP_BEGINS.get(char, "")):
        return True
    if not ("一" <= char <= "鿿" or char in _OPENERS):
        return True
    word = next((each for each in BORDERS if before.endswith(each)), "")
    if not word or (word in BORDERS_IN_NAMES and at == start):
        return False
    return text[at - 1 : at + 1] not in BEGIN_LIKE_BORDERS
