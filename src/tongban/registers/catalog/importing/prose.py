"""Conditions that stand only in half-sentences (文字里的条件): found, and put as questions and `required_when` drafts.

An informal one is a half-sentence (…的，应当提交). An exemption says when something need not be handed in. Those that
name a question and its values are `formal`. A person confirms every draft.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from .formal import without_formal

LONGEST = 8000
MOST_IN_A_TEXT = 20
REMEMBERED = 4096
_DEMANDS = re.compile("提交|提供|出具|填写|持|上传|必[传填]")
_SPARES = re.compile("不|无需|无须|免于")
_NEEDS = r"(?<![无不非])(?:应当?|必须|须|需要?)"
_GIVE = r"(?:提供|提交|上传|携带|出具)"
_INFORMAL = (
    re.compile(r"(?P<cond>[^。；;\n，,：:]{3,70})的[，,](?!除)[^。；;\n]{0,16}?(?:提交|提供|出具|持)"),
    re.compile(
        r"(?P<cond>(?:购买|属于|已婚|未婚|离异|委托)[^。；;\n，,《]{1,30}?)(?:的)?(?:应当|应|须|需|还需|的)?(?:提供|提交)"
    ),
    re.compile(
        r"(?P<cond>[^。；;\n，,：:（(]{3,40}?)(?<![同及有])时[，,]?(?:还|则)?(?:应当|应|须|需|必须|需要)?"
        r"(?:提供|提交|填写|上传|必[传填])"
    ),
    re.compile(
        r"(?P<cond>(?:申请人)?[^。；;\n，,：:]{2,40}?(?:申请|办理))[，,]?(?:需要|需|须|应当|应)(?:同时|一并)(?:提交|提供)"
    ),
    re.compile(r"(?P<cond>申请[^。；;\n，,：:]{3,50}?)(?:需要|需|须|应当|应)(?:同时|一并)(?:提交|提供)"),
    re.compile(r"(?P<cond>(?:初次|首次)[^。；;\n：:]{3,60}?)的[，,](?:应当|应|需|须)(?:提交|提供)"),
    re.compile(
        rf"(?:若|如果|如(?![实下何上同期])|当)为?(?P<cond>[^。；;\n，,：:]{{2,40}})[，,](?:则|还)?{_NEEDS}(?:填写|{_GIVE})"
    ),
    re.compile(
        rf"(?P<cond>(?:选择|勾选)[“\"‘「][^”\"’」\n]{{1,30}}[”\"’」])(?![^。；;\n]{{0,12}}(?:无|不|免))[^。；;\n，,]{{0,6}}?时?[，,]?(?:则|还)?{_NEEDS}?{_GIVE}"
    ),
    re.compile(rf"(?:仅(?!从事|经营|销售|限)|只有|只限)(?P<cond>[^。；;\n，,：:]{{2,30}}?)(?:的|才)?{_NEEDS}{_GIVE}"),
    re.compile(rf"(?P<cond>[^。；;\n，,：:（(]{{3,40}}?)的还?{_NEEDS}{_GIVE}(?!的)"),
    re.compile(
        rf"(?P<cond>(?:未满|不满|年满)?\d{{1,3}}\s*(?:周)?岁(?:以上|以下|以内)?[^。；;\n，,]{{0,12}}?)(?:的)?(?:还)?{_NEEDS}{_GIVE}"
    ),
    re.compile(
        rf"(?:^|[。；;\n（(])(?P<cond>(?!申请人|当事人|办理人|经办人)[^。；;\n，,：:（(]{{0,16}}(?:人员?|职工|户|家庭|者|单位|企业|儿童|学生))还?{_NEEDS}{_GIVE}"
    ),
    re.compile(
        rf"(?P<cond>除(?![^外]{{0,40}}材料)[^。；;\n，,]{{1,40}}?(?:之|以)?外)[，,]?[^。；;\n，,]{{0,12}}?(?:均|都)(?:{_NEEDS})?{_GIVE}"
    ),
    re.compile(
        r"(?P<cond>[^。；;\n：:]{3,80}?)(?:时|的)[，,]?(?:(?:则|该|此|本)[^，,。；;\n]{0,12}?)?(?<![非不])(?<!不是)(?<!不为)必[传填]"
    ),
)
_EXEMPTION = re.compile(
    r"(?P<cond>[^。；;\n，,（）()：:]{2,60}?)的?[，,]?(?:可(?:以)?不|无需|无须|免于|不再需要|不用|不需要?|可以不再)(?:再)?"
    r"(?:提供|提交|上传|收取|携带)"
)
_YOUNGER = re.compile(r"(\d{1,3})\s*(?:周)?岁以下[^。；;\n]{0,6}?(?:可(?:以)?不|可不|无需|不用|免)(?:提供|提交)")
_ABOUT_COPIES = re.compile(
    r"复印件$|^(?:提供|提交)材料属|^对于|^应(?:当)?提交|^提交(?:的)?材料真实|影印|^带[星*]|^(?:按照?|符合|需要|应当?)$|代收代办$"
)
_LEADING = re.compile(
    r"^(?:\s|第?\d{1,2}\s*[.．、）)]|[.、．）)（(①-⑳●]|[一二三四五六七八九十]{1,3}[、）)])*(?:或者?|且|并|若|如果|当|如)?"
)
_ONE_OF = re.compile(
    r"(?:以下|下列|如下)?[一二两三四五六七八九十\d]{0,2}(?:项|个|种|类)?[^。；;\n]{0,10}?之一[：:]?\s*\n?"
)
_LISTED = re.compile(r"(?:^|\n)\s*(?:\d{1,2}\s*[.．、）)]|[（(]\d{1,2}[）)]|[①-⑳])\s*([^\n。；;]{1,60})")


@dataclass(frozen=True, slots=True)
class HalfSentence:
    """An informal condition or an exemption, in the words of the source."""

    words: str
    quote: str


@lru_cache(maxsize=REMEMBERED)
def informal(text: str) -> tuple[HalfSentence, ...]:
    """Half-sentences that demand something of some people only; those about copies and signatures are none."""
    if not _DEMANDS.search(text[:LONGEST]):
        return ()
    text = without_formal(text)
    found: dict[str, HalfSentence] = {}
    for pattern in _INFORMAL:
        for match in _bounded(pattern, text):
            words = _stripped(match["cond"])
            if len(words) >= 3 and not _ABOUT_COPIES.search(words) and not any(words in each for each in found):
                found[words] = HalfSentence(words, match.group()[:120].strip())
    return tuple(found.values())[:MOST_IN_A_TEXT]


def _stripped(said: str) -> str:
    """Without a leading number, and without half a pair of quotation marks."""
    words = _LEADING.sub("", said).strip(" 　")
    bare = words.strip("“”‘’\"'")
    return bare if any(mark in words and other not in words for mark, other in ("“”", "”“", "‘’", "’‘")) else words


@lru_cache(maxsize=REMEMBERED)
def exemptions(text: str) -> tuple[HalfSentence, ...]:
    """Half-sentences that say when a material need not be handed in."""
    if not _SPARES.search(text[:LONGEST]):
        return ()
    text = without_formal(text)
    return tuple(
        HalfSentence(_LEADING.sub("", match["cond"]).strip(), match.group()[:120].strip())
        for match in _bounded(_EXEMPTION, text)
    )


def younger_than(text: str) -> int | None:
    """N岁以下可以不提供: the age below which it is not needed."""
    found = _YOUNGER.search(text[:LONGEST])
    return int(found[1]) if found else None


def one_of(text: str) -> list[str]:
    """The things of which one is enough (之一), when they are listed."""
    found = _ONE_OF.search(text[:LONGEST])
    if found is None:
        return []
    listed = [each.strip() for each in _LISTED.findall(text[found.end() - 1 : LONGEST])]
    return listed[:MOST_IN_A_TEXT] if len(listed) > 1 else []


def _bounded(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    for place, match in enumerate(pattern.finditer(text)):
        if place >= MOST_IN_A_TEXT:
            return
        yield match
