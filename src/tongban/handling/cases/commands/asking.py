"""May anybody still ask for something (还能不能要材料)? The one guard of every way: N03, N19, R-040, R-101."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Declined, Fault
from tongban.handling.cases.models import Case
from tongban.handling.cases.queries.held import held_copies
from tongban.handling.cases.queries.telling import binding_of, told_codes
from tongban.handling.cases.rules.telling import Correction, beyond

from .steps import option_of


class ToldOnce(Declined):
    """A second notice would be a second telling (一次性告知只能一次): plan 三(一)2; R-040."""

    code = "told_once"
    sentence = (
        "这个办件已经一次性告知过，不能再要求补充别的材料。"
        "确实漏了的，由本部门负责人办理“再次告知”，向申请人说明并致歉。"
    )


class BoundByPrecheck(Declined):
    """A pre-check said of this very set that it is complete (预审承诺): no window may say otherwise (N19)."""

    code = "bound_by_precheck"
    sentence = (
        "这套材料预审时已经认定齐全，不能再说不齐。请受理；"
        "确实不能受理的，由本部门负责人办理“再次告知”，向申请人说明并致歉。"
    )


class AlreadyHeld(Declined):
    """What was handed in, or can be shared, is not asked for again (已有的不得重复要): plan 三(四)2; R-101."""

    code = "already_held"
    sentence = "有的材料已经有了，不用再向申请人要：请调用已有材料。确实不能用的，写明为什么还要，理由会记录在案。"


def refuse_asking(case: Case, codes: Collection[str] = ()) -> None:
    """`ToldOnce` after the notice for everything that it did not name, `BoundByPrecheck` for a set found complete.

    `codes` are the materials that are asked for or found wanting; none of them means: something yet to be named.
    """
    told = told_codes(case)
    if told is not None:
        more = beyond(told, codes)
        if more or not codes:
            raise ToldOnce(faults=[_untold(case, code) for code in more])
    bound = binding_of(case)
    if bound is not None:
        facts = {"document": bound.document.number, "verification_code": bound.document.verification_code}
        raise BoundByPrecheck(facts=facts)


def refuse_held(case: Case, corrections: Sequence[Correction], *, at: datetime) -> list[Correction]:
    """The lines as they may be asked; `AlreadyHeld` with every copy that was found and that no reason is given against.

    A line that asks all the same says so, and is counted as asked again (重复索要).
    """
    held = held_copies(case, [each.code for each in corrections], on=local_day(at))
    faults = [
        Fault(
            f"/items/{place}/ask_again_reason",
            "already_held",
            f"{held[each.code].source.label}：{held[each.code].words}。",
        )
        for place, each in enumerate(corrections)
        if each.code in held and not each.ask_again_reason
    ]
    if faults:
        found = {code: {"source": each.source.value, "words": each.words} for code, each in sorted(held.items())}
        raise AlreadyHeld(faults=faults, facts={"held": found})
    return [
        replace(each, held=held[each.code].source.value) if each.code in held else replace(each, ask_again_reason="")
        for each in corrections
    ]


def _untold(case: Case, code: str) -> Fault:
    asked = option_of(case).material(code)
    name = asked.name if asked is not None else code
    return Fault(f"/materials/{code}", "told_once", f"一次性告知书没有写“{name}”，现在不能再说它不行。")
