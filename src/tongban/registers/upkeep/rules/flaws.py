"""What is broken in a guide that was right when it was published (夜间巡检): empty samples, dead addresses, numbers
and places of bodies that are gone; pure. What is not known of the surroundings is not judged.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import urlsplit

from tongban.registers.catalog.content import Option
from tongban.registers.catalog.guides import Guide
from tongban.registers.catalog.quality.pointers import at, quoted
from tongban.registers.catalog.quality.texts import Role, Text, texts


class FlawKind(StrEnum):
    """What a nightly look may find (巡检发现)."""

    SAMPLE_EMPTY = "sample_empty"
    FILE_MISSING = "file_missing"
    FORM_EMPTY = "form_empty"
    FORM_BROKEN = "form_broken"
    ADDRESS_WRONG = "address_wrong"
    ADDRESS_DEAD = "address_dead"
    ADDRESS_SILENT = "address_silent"
    PHONE_GONE = "phone_gone"
    AGENCY_GONE = "agency_gone"
    PLACE_GONE = "place_gone"
    ITEM_GONE = "item_gone"
    UNSUPERVISED = "unsupervised"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    FlawKind.SAMPLE_EMPTY: "样例是空的",
    FlawKind.FILE_MISSING: "文件、图片不在",
    FlawKind.FORM_EMPTY: "空白表没有内容",
    FlawKind.FORM_BROKEN: "空白表打不开",
    FlawKind.ADDRESS_WRONG: "网址写错",
    FlawKind.ADDRESS_DEAD: "站内链接失效",
    FlawKind.ADDRESS_SILENT: "外部链接打不开",
    FlawKind.PHONE_GONE: "电话是已撤部门的",
    FlawKind.AGENCY_GONE: "部门已撤",
    FlawKind.PLACE_GONE: "办理地点已撤",
    FlawKind.ITEM_GONE: "前置事项已取消",
    FlawKind.UNSUPERVISED: "没有写由谁监管",
}


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing that is broken: what, where in the list, and in words what to do."""

    kind: FlawKind
    pointer: str
    words: str


@dataclass(frozen=True, slots=True)
class Around:
    """The city around a guide, as it is tonight.

    `gone_phones` maps a number (`called`) to the body or place that is gone and had it, `living_phones` are
    those that somebody answers; `places` are the keys of venues and of groups of them, `gone_agencies` names,
    `items` the basic codes that something is in force of; `agencies` the keys of the bodies that exist,
    `unsupervised` the implementation codes of permits for which the map of responsibility names nobody (R-050).
    """

    agencies: frozenset[str] = frozenset()
    gone_agencies: frozenset[str] = frozenset()
    living_phones: frozenset[str] = frozenset()
    gone_phones: Mapping[str, str] = field(default_factory=dict)
    places: frozenset[str] = frozenset()
    items: frozenset[str] = frozenset()
    unsupervised: frozenset[str] = frozenset()


_PLACEHOLDER = re.compile(
    r"[\s/／\-—~…。.、（）()*×xX]*|无|暂无|没有|略|待补充?|待定|(?:详见|见)?附件|如图|见图|见样表|样例|样本|null|none|n/a",
    re.IGNORECASE,
)
_FILE = re.compile(
    r"[\w（）()·\-]{1,60}\.(?:pdf|docx?|xlsx?|pptx?|wps|et|ofd|jpe?g|png|gif|bmp|tiff?|webp|zip|rar)(?![\w])", re.I
)
_ADDRESS = re.compile(r"(?:\bh[a-z]{2,5}[:：]?[/／]{1,2}|\bwww\.)[^\s，。；、（）()《》「」“”\"'<>]+", re.I)
_INSIDE = re.compile(r"(?<![\w/.:])/[a-z][a-z0-9-]*(?:/[A-Za-z0-9._-]+)*/?")
_NUMBER = re.compile(r"(?<![\d.])(?:0\d{2,3}[-－— ]?)?\d{7,8}(?![\d.])")
_HOST = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+", re.I)
_SAMPLES = (Role.SAMPLE,)
_PHONES = {"enquiry_phone": "咨询电话", "complaint_phone": "监督投诉电话"}


def flaws_of(guide: Guide, around: Around) -> list[Flaw]:
    """All that shows without opening anything: samples, forms, numbers, places, items, shapes of addresses."""
    said = list(texts(guide.option))
    found = (
        *_samples(guide.option, said),
        *_forms(guide.option),
        *_wrong_addresses(said),
        *_phones(guide, said, around),
        *_bodies(guide, around),
        *_places(guide.option, around),
        *_items(guide.option, around),
        *_supervision(guide, around),
    )
    return list({(each.kind, each.pointer): each for each in found}.values())


def addresses_of(option: Option) -> Iterator[tuple[str, str]]:
    """Every sound address in the texts of an option, with its pointer: whole ones, and paths within the house."""
    for text in texts(option):
        whole = [each for each in _ADDRESS.findall(text.said) if not wrong_with(each)]
        rest = _ADDRESS.sub(" ", text.said)
        for address in (*whole, *_INSIDE.findall(rest)):
            yield text.pointer, address


def wrong_with(address: str) -> str:
    """What is wrong with how an address is written; "" when nothing is."""
    if address.lower().startswith("www."):
        return "前面少了“https://”"
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return "写得不完整"
    if parts.scheme.lower() not in ("http", "https") or "//" not in address:
        return "开头应是“https://”"
    host = parts.hostname or ""
    is_known = host == "localhost" or _HOST.fullmatch(host) is not None
    return "" if is_known and port != 0 and address.isascii() else "网站名写得不对"


def silent(pointer: str, address: str, words: str) -> Flaw:
    return Flaw(FlawKind.ADDRESS_SILENT, pointer, f"“{quoted(address)}”{words}。请核对网址，或者删掉。")


def dead(pointer: str, address: str, words: str) -> Flaw:
    return Flaw(FlawKind.ADDRESS_DEAD, pointer, f"站内地址“{quoted(address)}”{words}。请换成现在的地址。")


def broken_form(words: str) -> Flaw:
    return Flaw(FlawKind.FORM_BROKEN, at("form"), f"空白表做不出来：{words}。请检查表格字段。")


def called(phone: str) -> str:
    """What tells two numbers of one city apart: the last seven digits, with or without the area code."""
    return re.sub(r"\D", "", phone)[-7:]


def _samples(option: Option, said: list[Text]) -> Iterator[Flaw]:
    for each in option.materials:
        if each.kind == "form" and not each.sample.strip():
            words = f"“{each.name}”没有填写样例。请写上怎么填。"
            yield Flaw(FlawKind.SAMPLE_EMPTY, at("materials", each.code, "sample"), words)
    for text in said:
        named = _FILE.findall(text.said) if text.role is not Role.LAW else []
        if named:
            words = f"提到文件“{quoted(named[0])}”，指南里没有这个文件。请把内容写出来。"
            yield Flaw(FlawKind.FILE_MISSING, text.pointer, words)
        elif text.role in _SAMPLES and _PLACEHOLDER.fullmatch(text.said.strip()):
            words = f"样例只写了“{quoted(text.said)}”，看不出怎么填。请写清楚。"
            yield Flaw(FlawKind.SAMPLE_EMPTY, text.pointer, words)


def _forms(option: Option) -> Iterator[Flaw]:
    for each in option.materials:
        is_generated = each.spared_by is not None and each.spared_by.way == "system_generated"
        if each.has_blank_form and is_generated and not option.form:
            words = f"“{each.name}”说由系统生成，这个事项却没有表格字段。请补上字段，或者改成自己准备。"
            yield Flaw(FlawKind.FORM_EMPTY, at("materials", each.code, "has_blank_form"), words)


def _wrong_addresses(said: list[Text]) -> Iterator[Flaw]:
    for text in said:
        for address in _ADDRESS.findall(text.said):
            if wrong := wrong_with(address):
                words = f"网址“{quoted(address)}”{wrong}。"
                yield Flaw(FlawKind.ADDRESS_WRONG, text.pointer, words)


def _phones(guide: Guide, said: list[Text], around: Around) -> Iterator[Flaw]:
    fields = [(at(name), label, getattr(guide.option, name)) for name, label in _PHONES.items()]
    for pointer, label, words in (*fields, *((each.pointer, "电话", each.said) for each in said)):
        for number in _NUMBER.findall(words):
            body = around.gone_phones.get(called(number), "")
            if body and called(number) not in around.living_phones:
                told = f"{label}{number}是“{body}”的，这个部门或场所已经撤了。请换成现在的电话。"
                yield Flaw(FlawKind.PHONE_GONE, pointer, told)


def _bodies(guide: Guide, around: Around) -> Iterator[Flaw]:
    if around.agencies and guide.agency_key not in around.agencies:
        words = f"实施部门“{guide.agency_short_name}”已经撤了。请改派部门，或者取消事项。"
        yield Flaw(FlawKind.AGENCY_GONE, "/agency", words)
    for place, name in enumerate(guide.option.joint_agencies):
        if name in around.gone_agencies:
            words = f"联合办理的“{name}”已经撤了。请改正。"
            yield Flaw(FlawKind.AGENCY_GONE, at("joint_agencies", place), words)


def _places(option: Option, around: Around) -> Iterator[Flaw]:
    for place, key in enumerate(option.venues):
        if around.places and key not in around.places:
            words = f"办理地点“{quoted(key)}”已经不在。请换成现在的地点。"
            yield Flaw(FlawKind.PLACE_GONE, at("venues", place), words)


def _items(option: Option, around: Around) -> Iterator[Flaw]:
    for place, each in enumerate(option.prerequisites):
        if around.items and each.basic_code not in around.items:
            words = f"要先办的“{each.name}”（{each.basic_code}）现在没有生效的清单。请改正。"
            yield Flaw(FlawKind.ITEM_GONE, at("prerequisites", place), words)


def _supervision(guide: Guide, around: Around) -> Iterator[Flaw]:
    if guide.implementation_code in around.unsupervised:
        words = "审批监管责任清单上没有写这个事项由谁监管。请在清单下一版补上。"
        yield Flaw(FlawKind.UNSUPERVISED, "/agency", words)
