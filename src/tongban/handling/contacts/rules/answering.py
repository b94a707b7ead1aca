"""The answer in one go (一次性答复): the same as the guide gives, as a text message and as a paper; pure."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec

from tongban.foundation.kernel.clock import local_day
from tongban.registers.catalog.checklist import Checklist
from tongban.registers.catalog.guides import Guide
from tongban.registers.documents.rules.papers import Body, Item, Line

from .flow import ONCE

LONGEST_TEXT = 480


def answer_id(content_hash: str, answers: Mapping[str, Any]) -> str:
    """The content of an answer (答复内容编号): the edition of the guide and the situation; equal is equal."""
    return hashlib.sha256(msgspec.json.encode([content_hash, sorted(answers.items())])).hexdigest()


def text_of(guide: Guide, told: Checklist, *, address: str) -> str:
    """The answer as a text message: what to bring, how long, where, and where the whole of it stands."""
    parts = [f"您问的“{guide.name}”"]
    if told.unmet:
        parts.append("按您说的情况还不能办：" + "；".join(f"{each.text}，{each.otherwise}" for each in told.unmet))
    names = "、".join(each.material.name for each in told.needed)
    parts.append(f"要带：{names}" if names else "不用带材料")
    if told.spared:
        parts.append(f"不用带：{'、'.join(each.material.name for each in told.spared)}")
    parts.append(limit_words(told))
    if guide.places:
        parts.append(f"去{guide.places[0].name}办")
    tail = f"。电话{guide.enquiry_phone}。全文{address}" if guide.enquiry_phone else f"。全文{address}"
    said = "。".join(part.rstrip("。") for part in parts)
    room = LONGEST_TEXT - len(tail)
    return (said if len(said) <= room else f"{said[: room - 6]}等，见全文") + tail


def limit_words(told: Checklist) -> str:
    span = told.promised_limit
    return "当场办结" if span.words == "当场" else f"承诺{span.words}办结"


@dataclass(frozen=True, slots=True)
class Answered:
    """What the slip says of a matter in one situation: what to bring, what not, what stands in the way."""

    option: str
    option_code: str
    limit: str
    edition: str
    phone: str
    items: tuple[Item, ...]
    spared: tuple[str, ...] = ()
    unmet: tuple[str, ...] = ()


def answered(guide: Guide, told: Checklist) -> Answered:
    """The guide's own answer, for the slip."""
    return Answered(
        option=guide.name,
        option_code=guide.option_code,
        limit=limit_words(told),
        edition=f"第{guide.version}版（{guide.content_hash[:16]}）",
        phone=guide.enquiry_phone,
        items=tuple(
            Item(code=each.material.code, name=each.material.name, remedy=each.why, basis=each.basis)
            for each in told.needed
        ),
        spared=tuple(f"{each.material.name}（{each.why}）" for each in told.spared),
        unmet=tuple(f"{each.text}。{each.otherwise}" for each in told.unmet),
    )


def slip(of: Answered, said: tuple[tuple[str, str], ...], *, asker: str, by: str, agency: str, at: datetime) -> Body:
    """咨询答复单: everything that is needed in this situation, written (plan 三(一)2)."""
    bring = "按您说的情况，办理时要带下列材料，不用再带别的。" if of.items else "按您说的情况，不用带材料。"
    return Body(
        title="咨询答复单",
        addressee=asker or "来访人",
        agency=agency,
        signed_on=local_day(at),
        lines=(
            Line(label="咨询事项", value=of.option),
            Line(label="业务办理项编码", value=of.option_code),
            Line(label="办理时限", value=of.limit),
            Line(label="首问责任人", value=by),
            Line(label="指南版本", value=of.edition),
            *(Line(label=label, value=value) for label, value in said),
        ),
        paragraphs=(
            *(f"按您说的情况还不能办：{each}" for each in of.unmet),
            bring,
            *((f"不用带：{'；'.join(of.spared)}。",) if of.spared else ()),
        ),
        items=of.items,
        basis=(ONCE,),
        contact=(f"咨询电话：{of.phone}",) if of.phone else (),
        notes=("情况有变化的，以办事指南当时的版本为准。",),
    )
