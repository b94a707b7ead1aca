"""Deciding within the stated conditions (按公布的条件决定): what a grant or a refusal may rest on; R-030."""

import re
from collections.abc import Mapping
from typing import Any, Final

from tongban.foundation.kernel.errors import Declined
from tongban.registers.catalog.checklist.answers import settled
from tongban.registers.catalog.content import AcceptanceCondition, Option
from tongban.registers.catalog.expressions import holds

from .grounds import Ground

GENERAL: Final = ("行政许可法第三十八条第二款", "行政许可法第三十八条")
_ARTICLE: Final = re.compile(
    r"(?:法|条例|规定|办法|细则|规章|规范|标准|准则|通则|决定|通知|意见)》?[^第]{0,6}第[一二三四五六七八九十百零〇\d]+条"
)
_MARKS: Final = re.compile(r"[《》\s　;；,，。、()（）]|中华人民共和国")


class OutsideConditions(Declined):
    """A decision that the list's conditions do not carry needs a legal ground on record (条件之外的决定): R-030."""

    code = "outside_conditions"
    sentence = "这个决定不在办事指南公布的条件之内。"


def names_an_article(text: str) -> bool:
    """Does it name a law and its article, such as 食品安全法 第三十五条?"""
    return _ARTICLE.search(text) is not None


def unmet_conditions(option: Option, answers: Mapping[str, Any]) -> tuple[AcceptanceCondition, ...]:
    """The conditions of the list that the applicant's answers do not meet; open ones are not unmet."""
    scope = settled(option, answers)
    return tuple(each for each in option.conditions if each.met_when and holds(each.met_when, scope) is False)


def check_grant(option: Option, answers: Mapping[str, Any], ground: str) -> dict[str, Any]:
    """What the ledger keeps of a grant outside the conditions; `OutsideConditions` when no article is named."""
    unmet = unmet_conditions(option, answers)
    if not unmet:
        return {}
    if not names_an_article(ground):
        said = "；".join(each.text.rstrip("。") for each in unmet)
        raise OutsideConditions(
            f"按申请人填的情形，有条件不符合：{said}。不能准予；依法仍应准予的，请写明依据哪部法律的第几条。",
            facts={"conditions": [each.code for each in unmet]},
        )
    return {"outside": [each.code for each in unmet], "ground": ground}


def check_refusal(option: Option, ground: Ground) -> dict[str, Any]:
    """The same for a refusal: a ground of the list, or else a law and an article that the ledger keeps."""
    if is_of_the_list(option, ground):
        return {}
    if not names_an_article(ground.basis):
        raise OutsideConditions(
            "不予许可的理由不在办事指南公布的条件和不予许可情形里。请选一条公布的依据，或者写明依据哪部法律的第几条。",
            facts={"ground": ground.basis},
        )
    return {"is_outside_list": True}


def is_of_the_list(option: Option, ground: Ground) -> bool:
    """Is it one of the list's grounds: by its code or text, or by the article that it rests on?"""
    listed = (*option.refusal_grounds, *option.conditions)
    if ground.condition and any(ground.condition in (each.code, each.text) for each in listed):
        return True
    said = _plain(ground.basis)
    articles = {_plain(each.basis.text) for each in listed if each.basis is not None and each.basis.article}
    return said in GENERAL or any(said.startswith(each) or each.startswith(said) for each in articles)


def _plain(text: str) -> str:
    return _MARKS.sub("", text)
