"""Asking again, on record (再次告知): by a named leader, with an apology, counted, at the body's own cost."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.errors import Declined, Fault, Invalid
from tongban.foundation.ledger.models import Entry
from tongban.handling.cases.models import Case, Material, MaterialVerdict, TellingOverride
from tongban.handling.cases.queries.telling import binding_of, notice_of, open_override
from tongban.handling.cases.rules import papers
from tongban.handling.cases.rules.grounds import need_text
from tongban.handling.cases.rules.telling import Correction, may_not_be_asked, read_corrections
from tongban.registers.documents.rules.papers import DocumentKind

from .asking import refuse_held
from .license_uses import note_refused
from .materials import take_in
from .steps import matter_of, move, option_of, paper, take
from .wording import refuse_unlisted_asks, words_of


class NothingToOverride(Declined):
    """Without a notice or a binding pre-check there is nothing to override (还没有告知过)."""

    code = "nothing_to_override"
    sentence = "这个办件还没有一次性告知，也没有预审结论，不用“再次告知”。请由窗口一次性告知。"


class OverrideIsOpen(Declined):
    """What was asked for again before has not come yet (上一次再次告知还没有补齐)."""

    code = "override_is_open"
    sentence = "上一次“再次告知”要的材料还没有补来，不能再加。"


@transaction.atomic
def override_telling(
    case: Case, *, reason: str, items: Sequence[Mapping[str, Any]], by: Actor, at: datetime
) -> TellingOverride:
    """再次告知: a leader asks for listed materials that were not told; the applicant reads who, why, and an apology.

    It is a violation on record (二次告知数). No clock starts, stops or moves: the day by which the body must act stays.
    """
    step = take("override_telling", case, by=by, at=at)
    words = need_text({"reason": reason}, "reason", "请写明为什么没有一次说清，理由会告诉申请人。", at_least=5)
    notice, bound = notice_of(case), binding_of(case)
    if notice is None and bound is None:
        raise NothingToOverride()
    if open_override(case) is not None:
        raise OverrideIsOpen()
    rows = list(case.materials.filter(replaced_at__isnull=True).order_by("id"))
    corrections = refuse_held(case, _listed(case, items, rows, words), at=at)
    body = papers.supplement_override(
        matter_of(case),
        [each.as_item() for each in corrections],
        reason=words,
        leader=by.name,
        due_on=case.due_on,
        breaks_precheck=notice is None,
        at=at,
    )
    document = paper(DocumentKind.SUPPLEMENT_OVERRIDE, case, body, by=by, at=at)
    override = TellingOverride.objects.create(
        case=case,
        document=document,
        notice=notice,
        precheck=bound,
        items=[each.as_plain() for each in corrections],
        reason=words,
        given_at=at,
        given_by_id=by.staff_id,
    )
    mark_bad(case, rows, corrections, by=by, at=at)
    facts = {"items": [each.code for each in corrections], "reason": words}
    move(case, step, by=by, at=at, facts=facts, papers=[document])
    return override


@transaction.atomic
def answer_override(case: Case, *, materials: Sequence[Mapping[str, Any]], by: Actor, at: datetime) -> Entry:
    """按再次告知补交: everything that the leader's notice names, in one go; every clock runs on as it ran."""
    step = take("answer_override", case, by=by, at=at)
    override = open_override(case)
    if override is None:
        raise Invalid(faults=[Fault("/materials", "nothing", "这个办件没有再次告知的材料，不用补。")])
    named = {each["code"]: each["name"] for each in override.items}
    given = {str(each.get("requirement_code") or "") for each in materials}
    if missing := [name for code, name in named.items() if code not in given]:
        words = "、".join(missing)
        raise Invalid(faults=[Fault("/materials", "missing", f"再次告知的材料要一次补齐，还缺：{words}。")])
    take_in(case, materials, only=set(named), by=by, at=at)
    TellingOverride.objects.filter(pk=override.pk).update(answered_at=at)
    return move(case, step, by=by, at=at, facts={"materials": sorted(named)})


def mark_bad(
    case: Case, rows: Sequence[Material], corrections: Sequence[Correction], *, by: Actor, at: datetime
) -> None:
    """What a notice names is not in order from now on, with the words of the notice; a licence among it is refused."""
    wrong = {each.code: each.problem for each in corrections}
    marked = [row for row in rows if row.requirement_code in wrong]
    for row in marked:
        row.verdict, row.problem = MaterialVerdict.BAD, wrong[row.requirement_code][:500]
    Material.objects.bulk_update(marked, ["verdict", "problem"])
    note_refused(case, marked, by=by, at=at)


def _listed(case: Case, items: Sequence[Mapping[str, Any]], rows: Sequence[Material], reason: str) -> list[Correction]:
    """The lines, each a material of the list in the applicant's situation; nothing else can be asked for even so.

    That it was found good before is what the leader's reason is about; a copy elsewhere needs its own.
    """
    option = option_of(case)
    if not items:
        raise Invalid(faults=[Fault("/items", "empty", "请选择还要补的材料，写明哪里不对。")])
    lines = read_corrections(option, case.answers, items, (), not_asked=may_not_be_asked(option, rows))
    texts = {"/reason": reason, **words_of(lines)}
    refuse_unlisted_asks(case, texts, besides=[each.code for each in lines])
    found_good = {row.requirement_code for row in rows if row.verdict == MaterialVerdict.GOOD}
    return [replace(each, ask_again_reason=reason[:200]) if each.code in found_good else each for each in lines]
