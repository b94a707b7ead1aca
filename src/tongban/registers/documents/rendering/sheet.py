"""The sheet (版面数据): everything that stands on the paper, in its words and in its order, ready to be set."""

import io
import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import segno

from tongban.foundation.kernel.clock import LOCAL, local_day
from tongban.registers.documents.models import OfficialDocument
from tongban.registers.documents.rules import papers
from tongban.registers.documents.rules.papers import Body, DocumentKind, Item

VERIFY_PATH = "/verify/"
_WEEKDAYS = "一二三四五六日"
_ORDINALS = "一二三四五六七八九十"
_GROUP = 5

# Half-width marks beside Chinese become full-width on paper, as GB/T 15834 has them; times and numbers keep theirs.
_CHINESE = "\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff”’"
_MARKS = str.maketrans(",;:?!", "，；：？！")
_MARK = re.compile(rf"(?<=[{_CHINESE}）])[,;:?!] ?|[,;:?!] ?(?=[{_CHINESE}（])")
_UNSEEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
_HAS_CHINESE = re.compile(f"[{_CHINESE}]")

# Column heads and their share of the width.
_NOTICE_COLUMNS = (("序号", 6), ("材料", 14), ("哪里不对", 18), ("怎么补", 24), ("依据", 16))
_RECEIPT_COLUMNS = (("序号", 5), ("材料", 30), ("份数", 10), ("形式", 12))


@dataclass(frozen=True, slots=True)
class Table:
    """A table (表格): heads, shares of the width, rows; a cell is one text, its lines parted by a line feed."""

    heads: tuple[str, ...]
    shares: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A headed part of the text (小节)."""

    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is read on the paper (版面). All are plain texts; whoever sets them escapes them."""

    kind: str
    title: str
    agency: str
    number: str
    addressee: str
    lines: tuple[tuple[str, str], ...]
    paragraphs: tuple[str, ...]
    table: Table | None
    grounds: tuple[str, ...]
    dues: tuple[tuple[str, str, str], ...]
    sections: tuple[Section, ...]
    notes: tuple[str, ...]
    signed_on: str
    printed_at: str
    seal: str
    code: str
    verify_url: str
    content_hash: str
    is_void: bool
    is_receipt: bool


def sheet_of(document: OfficialDocument, *, base_url: str) -> Sheet:
    """The sheet of a document, from its stored body alone; `base_url` is where the city's site stands."""
    body = papers.from_plain(_typeset_all(document.body))
    return Sheet(
        kind=document.kind,
        title=body.title,
        agency=body.agency,
        number=document.number,
        addressee=body.addressee,
        lines=tuple((each.label, each.value) for each in body.lines),
        paragraphs=body.paragraphs,
        table=_table(body.items),
        grounds=_grounds(body),
        dues=tuple((each.label, day_with_weekday(each.on), each.note) for each in body.dues),
        sections=tuple(_sections(body)),
        notes=body.notes,
        signed_on=chinese_day(body.signed_on),
        printed_at=_minute(document.issued_at),
        seal=body.seal,
        code=grouped(document.verification_code),
        verify_url=verification_url(document.verification_code, base_url=base_url),
        content_hash=document.content_hash,
        is_void=document.is_void,
        is_receipt=document.kind == DocumentKind.RECEIPT,
    )


def verification_url(code: str, *, base_url: str) -> str:
    """The page that tells whether a paper is genuine (核验页); this is what the QR on the paper says."""
    return f"{base_url.rstrip('/')}{VERIFY_PATH}{code}"


def chinese_day(on: date) -> str:
    """A date as official papers write it: 2026年11月23日, without zeros before the numbers."""
    return f"{on.year}年{on.month}月{on.day}日"


def day_with_weekday(on: date) -> str:
    return f"{chinese_day(on)}（星期{_WEEKDAYS[on.weekday()]}）"


def typeset(words: str) -> str:
    """Words with the punctuation of print (标点): full-width beside Chinese, brackets in pairs."""
    return _MARK.sub(lambda found: found[0].strip().translate(_MARKS), _paired(_UNSEEN.sub("", words)))


def _paired(words: str) -> str:
    """Brackets that hold Chinese, both of a pair, full-width."""
    letters, opened = list(words), []
    for at, letter in enumerate(words):
        if letter == "(":
            opened.append(at)
        elif letter == ")" and opened:
            start = opened.pop()
            if _HAS_CHINESE.search(words, start, at):
                letters[start], letters[at] = "（", "）"
    return "".join(letters)


def _typeset_all(plain: Any) -> Any:
    """Every text of the stored body, with the punctuation of print."""
    if isinstance(plain, str):
        return typeset(plain)
    if isinstance(plain, list | tuple):
        return [_typeset_all(each) for each in plain]
    if isinstance(plain, int):
        return plain
    return {key: _typeset_all(value) for key, value in plain.items()}


def grouped(code: str) -> str:
    """A verification code in two halves, as people read it out."""
    return f"{code[:_GROUP]}-{code[_GROUP:]}"


def qr_svg(text: str) -> str:
    """A QR code as a plain SVG drawing, error correction M."""
    drawing = io.BytesIO()
    segno.make(text, error="m", micro=False).save(drawing, kind="svg", border=2, xmldecl=False)
    return drawing.getvalue().decode()


def _minute(at: datetime) -> str:
    return f"{chinese_day(local_day(at))} {at.astimezone(LOCAL):%H:%M}"


def _table(items: tuple[Item, ...]) -> Table | None:
    if not items:
        return None
    is_notice = any(each.problem for each in items)
    columns = _NOTICE_COLUMNS if is_notice else _RECEIPT_COLUMNS
    rows = tuple(
        (str(index), each.name, each.problem, _how(each), each.basis)
        if is_notice
        else (str(index), each.name, each.count, each.medium)
        for index, each in enumerate(items, start=1)
    )
    return Table(tuple(head for head, _ in columns), tuple(share for _, share in columns), rows)


def _how(item: Item) -> str:
    parts = [item.remedy]
    if item.alternatives:
        parts.append("也可以交：" + "、".join(item.alternatives))
    if item.where:
        parts.append(f"在哪里办：{item.where}")
    if item.sample:
        parts.append(f"样本：{item.sample}")
    return "\n".join(parts)


def _grounds(body: Body) -> tuple[str, ...]:
    told = []
    for index, ground in enumerate(body.grounds):
        head = f"（{_ORDINALS[index]}）" if index < len(_ORDINALS) else f"（{index + 1}）"
        unmet = f"不符合的条件：{ground.condition}" if ground.condition else ""
        told.append(f"{head}{_sentence(ground.fact)}{_sentence(unmet)}依据：{_sentence(ground.basis)}")
    return tuple(told)


def _sections(body: Body) -> list[Section]:
    parts = [
        ("办理依据", body.basis),
        ("应当向哪里申请", (body.competent_body,) if body.competent_body else ()),
        ("不服怎么办", body.remedy),
        ("联系方式", body.contact),
    ]
    return [Section(heading, paragraphs) for heading, paragraphs in parts if paragraphs]


def _sentence(text: str) -> str:
    return text if not text or text[-1] in "。！？；" else f"{text}。"
