"""What may be said in online help (帮办用语): plain text, not too long; and what a helper sees of a value; pure."""

import re
from typing import Any

from tongban.foundation.kernel.errors import Fault, Invalid
from tongban.foundation.kernel.masks import mask_address, mask_id, mask_name, mask_phone
from tongban.registers.catalog.content import Choice, FormField
from tongban.registers.upkeep.rules.reports import plain_words

LONGEST = 500
LONGEST_VALUE = 200
MOST = 400
_MASKS = {"id_card": mask_id, "phone": mask_phone, "bank_card": mask_id, "address": mask_address}
_LONG_NUMBER = re.compile(r"\d[\dXx -]{9,}[\dXx]")
_YES_NO = (Choice(value="yes", label="是"), Choice(value="no", label="否"))


def said(typed: str, *, longest: int = LONGEST, pointer: str = "/words") -> str:
    """The words as they are kept: no markup, nothing invisible. Raises `Invalid`."""
    words = plain_words(typed)
    if not words:
        raise Invalid("还没有写。", faults=[Fault(pointer, "required", "请先写一句话。")])
    if len(words) > longest:
        told = f"最多写{longest}个字，现在有{len(words)}个。"
        raise Invalid("写得太长了。", faults=[Fault(pointer, "too_long", told)])
    return words


def shown_to_helper(field: FormField, value: Any) -> str:
    """A value of the form as a helper may see it: choices in words, what is sensitive masked (脱敏)."""
    words = in_words(field, value)
    if not words:
        return ""
    if field.kind in _MASKS:
        return _MASKS[field.kind](words)
    if _is_name_of_a_person(field):
        return mask_name(words)
    return _LONG_NUMBER.sub(lambda found: mask_id(found.group()), words)


def _is_name_of_a_person(field: FormField) -> bool:
    """By what it is filled from, or by its own label: lists know no kind of field for names."""
    return field.prefill in ("applicant.name", "enterprise.legal_representative") or "姓名" in field.label


def is_masked(field: FormField, value: Any) -> bool:
    return shown_to_helper(field, value) != in_words(field, value)


def in_words(field: FormField, value: Any) -> str:
    """A value as people say it."""
    labels = {each.value: each.label for each in (_YES_NO if field.kind == "yes_no" else field.choices)}
    values = value if isinstance(value, list | tuple) else [value]
    told = "、".join(labels.get(str(each), str(each)) for each in values if each not in ("", None))
    return f"{told}{field.unit}" if told and field.unit else told


def proposed(field: FormField, typed: str) -> str:
    """What a helper proposes for a field, as the form keeps it. Raises `Invalid`."""
    value = said(typed, longest=LONGEST_VALUE, pointer="/value")
    if field.kind == "choices":
        raise Invalid(faults=[Fault("/value", "kind", f"“{field.label}”可以选几样，请用话说清楚，让申请人自己选。")])
    choices = _YES_NO if field.kind == "yes_no" else field.choices
    if not choices:
        return value
    found = next((each.value for each in choices if value in (each.label, each.value)), None)
    if found is None:
        labels = "、".join(each.label for each in choices)
        raise Invalid(faults=[Fault("/value", "choice", f"“{field.label}”只能是：{labels}。")])
    return found
