"""Texts as they stand: nothing left over from a draft or a machine, Chinese punctuation (文字); pure."""

import re
from collections.abc import Iterator

from .listed import Listed, Spot, spot
from .texts import Role, texts

LONGEST_FIRST_SENTENCE = 60
_PLACEHOLDER = re.compile(
    r"(待定|待补充?|待完善|暂缺|测试|样例|无|略|同上|详见附件|见附件|n/?a|null|none|undefined|nan|x{2,}|[-/.·*?？…]+|todo|tbd)[。.]?",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,200}>|&(?:nbsp|lt|gt|amp|quot|#\d{1,5});|\$\$|\{\{|%[0-9A-F]{2}%[0-9A-F]{2}")
_BROKEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd\ufffe\uffff\ue000-\uf8ff\ud800-\udfff\u200b-\u200f\u202a-\u202e\ufeff]"
)
_HALF_WIDTH = re.compile(r"[\u4e00-\u9fff][,;:?!]|[\u4e00-\u9fff]\s*\(|\([^()]*[\u4e00-\u9fff]")
_SENTENCE = re.compile(r"[^。！？；!?;\n]+")
_MAY_BE_NONE = frozenset({Role.VISIT, Role.LABEL, Role.FEE, Role.CONDITION, Role.NAME})


def placeholder_left(here: Listed) -> Iterator[Spot]:
    for text in texts(here.option):
        said = text.said.strip()
        if _PLACEHOLDER.fullmatch(said) and not (text.role in _MAY_BE_NONE and said.rstrip("。") in ("无", "样例")):
            yield Spot(text.pointer, spot(text=said).said)


def markup_left(here: Listed) -> Iterator[Spot]:
    for text in texts(here.option):
        found = _MARKUP.search(text.said)
        if found is not None:
            yield Spot(text.pointer, spot(mark=found.group()).said)


def broken_character(here: Listed) -> Iterator[Spot]:
    for text in texts(here.option):
        found = _BROKEN.search(text.said)
        if found is not None:
            yield Spot(text.pointer, {"point": f"U+{ord(found.group()):04X}", "place": found.start() + 1})


def half_width_punctuation(here: Listed) -> Iterator[Spot]:
    """Told once per option: an imported list has hundreds of them."""
    wrong = [text for text in texts(here.option) if text.role is not Role.LAW and _HALF_WIDTH.search(text.said)]
    if wrong:
        yield spot(count=len(wrong), text=wrong[0].said)


def first_sentence_too_long(here: Listed) -> Iterator[Spot]:
    for text in texts(here.option):
        if text.role in (Role.SUMMARY, Role.QUESTION):
            longest = max((len(each.strip()) for each in _SENTENCE.findall(text.said)), default=0)
            if longest > LONGEST_FIRST_SENTENCE:
                yield Spot(text.pointer, {"length": longest, "most": LONGEST_FIRST_SENTENCE})


def guide_hard_to_read(here: Listed) -> Iterator[Spot]:
    if here.reading.needs_a_word and not here.reading.is_unreadable:
        yield _worst(here)


def guide_unreadable(here: Listed) -> Iterator[Spot]:
    if here.reading.is_unreadable:
        yield _worst(here)


def _worst(here: Listed) -> Spot:
    pointer, sentence = here.reading.worst[0] if here.reading.worst else ("", None)
    said = f"最难的一句在{pointer}：{sentence.said}" if sentence is not None else "每句都偏长"
    return spot(score=here.reading.score, worst=said)


CHECKS = (
    placeholder_left,
    markup_left,
    broken_character,
    half_width_punctuation,
    first_sentence_too_long,
    guide_hard_to_read,
    guide_unreadable,
)
