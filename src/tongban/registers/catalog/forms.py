"""The application form on paper (空白表、样表), made of the same fields as the form on the web; pure.

A sample is filled with what the field's own example says, or with something of its kind that is plainly made up: no
identity number or credit code in it passes its own check, so that nobody's real number can stand there.
"""

import re
from itertools import groupby

from tongban.registers.documents.rendering.forms import FormGroup, FormLine, FormSheet

from .content import FormField, Option
from .guides import Guide

_MADE_UP = {
    "text": "（样例）",
    "long_text": "（样例）按实际情况写，写清楚时间、地点和事情",
    "number": "20",
    "money": "50000.00",
    "date": "2026-01-05",
    "phone": "0937-0000000（样例）",
    "id_card": "620200199001010000（样例）",
    "uscc": "91620200000000000X（样例）",
    "address": "嘉峪关市样例路1号",
    "bank_card": "6200 0000 0000 0000（样例）",
}
_IDENTITY = re.compile(r"[0-9]{14,17}[0-9Xx]")
_NUMBERS_OF_PEOPLE = frozenset({"phone", "id_card", "uscc", "bank_card"})
_NAMES = {
    "applicant.name": "张样例",
    "enterprise.name": "嘉峪关市样例小吃店",
    "enterprise.legal_representative": "张样例",
}
_TRUE = "上面填写的内容真实，我愿意承担相应的责任。"


def form_sheet(guide: Guide, *, is_sample: bool, address: str) -> FormSheet:
    """The form of a guide, empty or filled in; `address` is where it can be filled in on the web."""
    option = guide.option
    groups = groupby(_shown(option, is_sample=is_sample), key=lambda each: each.group)
    return FormSheet(
        title=f"{title_of(option)}（样表）" if is_sample else title_of(option),
        agency=f"{guide.agency_name} · {guide.name}",
        groups=tuple(FormGroup(name, tuple(_line(each, is_sample) for each in rows)) for name, rows in groups),
        is_sample=is_sample,
        notes=(_TRUE,),
        edition=f"第{guide.version}版，{guide.effective_on.isoformat()}起实施",
        content_hash=guide.content_hash[:16],
        address=address,
    )


def title_of(option: Option) -> str:
    """What the list itself calls its form, else the matter's name with 申请表."""
    named = [each.name for each in option.materials if is_made_of_the_form(option, each.code)]
    return named[0] if named else f"{option.name}申请表"


def is_made_of_the_form(option: Option, material_code: str) -> bool:
    """Is this material the application form itself, which the web makes of what was typed?"""
    found = option.material(material_code)
    if found is None or not option.form or not found.has_blank_form:
        return False
    return found.spared_by is not None and found.spared_by.way == "system_generated"


def _shown(option: Option, *, is_sample: bool) -> list[FormField]:
    """All fields on the blank form, those for other situations too; a sample leaves these out."""
    return [each for each in option.form if not (is_sample and (each.show_when or each.required_when))]


def _line(field: FormField, is_sample: bool) -> FormLine:
    unit = f"单位：{field.unit}" if field.unit else ""
    hint = "" if is_sample else "；".join(filter(None, (field.hint, unit, "" if field.is_required else "选填")))
    if field.kind in ("choice", "choices", "yes_no"):
        labels = [each.label for each in field.choices] or ["是", "否"]
        marked = tuple((label, is_sample and place == 0) for place, label in enumerate(labels))
        return FormLine(field.label, hint, "", marked, is_long=False)
    value = _sample(field) if is_sample else ""
    return FormLine(field.label, hint, value, (), is_long=field.kind == "long_text")


def _sample(field: FormField) -> str:
    if _IDENTITY.search(field.example):
        return _MADE_UP["id_card"]
    example = "" if field.kind in _NUMBERS_OF_PEOPLE else field.example
    made = example or _NAMES.get(field.prefill, "") or _MADE_UP.get(field.kind, _MADE_UP["text"])
    return f"{made}{field.unit}" if field.unit and not made.endswith(field.unit) else made
