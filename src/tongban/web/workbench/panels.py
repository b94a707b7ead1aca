"""The panel of a step (办理面板): its fields from the flow's `asks`, its consequence and its effect on the clocks."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.flow import Ask, Step
from tongban.handling.cases.commands.deferring import SIGNED_PAPER
from tongban.handling.cases.queries.effects import Effect, effects, extended_to, special_effects
from tongban.handling.cases.queries.one_case import WholeCase
from tongban.handling.cases.rules.clocks import most_extension
from tongban.handling.cases.rules.deferral import GRACE
from tongban.handling.cases.rules.outside import unmet_conditions
from tongban.registers.catalog.content import AcceptanceCondition, Option
from tongban.registers.catalog.guides import Guide
from tongban.registers.documents.rendering.sheet import Sheet, typeset
from tongban.web.ui.filters import short_day

from .again import AskLine, ask_lines, copies, gaps
from .license_part import FacePart, face_part
from .telling import Line, lines_of, preview_of, with_copies

_CONSEQUENCES = {
    "accept": "受理以后不再要求补交材料，开始计算承诺时限。出具受理通知书并发给申请人。",
    "ask_correction": "只能告知一次：下面没有写到的，以后不能再要。一次性告知书会马上发给申请人。",
    "defer_notice": "只用于当场告知确有困难的。告知期限不变，到期前要出具一次性告知书或者受理。",
    "reject": "出具不予受理决定书，写明依据、理由和救济途径。这一步不能撤销。",
    "transfer": "告诉申请人转给了哪个机关，本机关的办理到此结束。这一步不能撤销。",
    "finish_on_the_spot": "当场作出准予决定，直接进入制证出件。这一步不能撤销。",
    "correct": "替申请人交齐告知书上的材料，办件回到“待受理”，告知期限从今天重新计算。",
    "supply": "当场补交缺的材料，或者换掉不对的，不用出告知书。只上传要补交、更正的几份，期限不变。",
    "examine": "意见会进入审核。您承办过的，不能再审核或批准。",
    "review": "同意后送批准人决定。您审核过的，不能再批准。",
    "rework": "退回承办人，写明要补什么。办理时限照常计算。",
    "grant": "作出准予许可的决定，出具决定书。这一步不能撤销。",
    "refuse": "作出不予许可的决定，写明依据、理由和救济途径。这一步不能撤销。",
    "start_special": "出具特别程序通知书告诉申请人。不计入时限的，承诺和法定时限从今天起暂停。",
    "finish_special": "全部特别程序结束后，时限继续计算。",
    "add_unlisted_step": "办事指南里没有的环节。名称和理由向申请人公开，时限不暂停，按月计入部门的清单外环节数。",
    "finish_unlisted_step": "写明这个环节的结果，申请人看得到。",
    "extend": "只能延长一次，理由会告诉申请人。",
    "explain_overdue": "出具超期说明书并发给申请人，在办件详情页公开。到了新的日期还没办结，要再说明一次。",
    "issue": "登记证照编号后，申请人会收到领取通知。不填编号的，按办件编号生成。",
    "choose_deferral": "由申请人自己选，您只登记：请申请人报查询码，或者在纸上签字扫描上传。申请人会收到短信。",
    "keep_on_file": "材料先收下，出具容缺收件凭证。补齐以前不开始计算办理时限。",
    "put_off_supplement": "只用于不可抗力，只能延一次，出具延期通知书并告诉申请人。",
    "make_good": "容缺的材料要一次补齐。补齐后才能交付证照。",
    "collect": "核对领取人的身份证：要与申请人、代办人或者企业人员对得上。还有容缺材料的，在这里一次收齐，再交付。",
    "serve": "按选定的方式送达，出具送达回证。",
    "close": "已经送达，归档办结。",
    "withdraw": "申请人要求撤回时才办：请申请人报查询码，或者在纸上签字扫描上传。材料退还，办理结束。",
    "return": "逾期没有补正的退件：全部材料退还，不是不予许可，可以重新申请。",
    "terminate": "申请人死亡、终止或者办理对象不复存在。这一步不能撤销。",
    "override_telling": "一次没有说清，是本部门的责任：要说明原因并致歉，对申请人公开，计入二次告知数。期限不变。",
    "answer_override": "替申请人交齐再次告知的材料。期限不变。",
    "reuse": "直接用已有的材料，不用再向申请人要。期限不变。",
    "withdraw_commitment": "申请人要求时才办：报查询码，或者在纸上签字扫描上传。"
    "没有一次性告知的，代替的材料写进告知书；告知、受理以后，现在一并提交。",
    "reassign": "转给本部门另一位承办人，时限照常计算。",
}
_OPINIONS = {
    "examine": "申请材料齐全，符合法定条件、标准，建议准予。",
    "review": "同意承办意见。",
    "grant": "同意。准予许可。",
    "finish_on_the_spot": "材料齐全，符合条件，当场准予。",
}
_GENERAL_GROUNDS = {
    "reject": (
        "行政许可法 第三十二条第一款第一项（依法不需要取得许可）",
        "行政许可法 第三十二条第一款第二项（不属于本机关职权范围）",
    ),
    "refuse": ("行政许可法 第三十八条第二款",),
    "terminate": ("行政许可法 第七十条",),
}


@dataclass(frozen=True, slots=True)
class Input:
    """One field of a panel; `kind` chooses the macro: text, long_text, radios, select."""

    name: str
    label: str
    kind: str
    value: str
    is_optional: bool
    choices: tuple[tuple[str, str], ...] = ()
    hint: str = ""
    offers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Panel:
    """A step about to be taken."""

    step: Step
    label: str
    consequence: str
    effects: tuple[Effect, ...]
    inputs: tuple[Input, ...]
    checks: tuple[tuple[str, str], ...] = ()
    lines: tuple[Line, ...] = ()
    more: tuple[tuple[str, str], ...] = ()
    preview: Sheet | None = None
    uploads: tuple[tuple[str, str], ...] = ()
    again: tuple[AskLine, ...] = ()
    held: tuple[str, ...] = ()
    face: FacePart | None = None


def panel_for(
    verb: str,
    steps: Sequence[Step],
    whole: WholeCase,
    guide: Guide,
    typed: Mapping[str, Any],
    *,
    by: Actor,
    at: datetime,
) -> Panel | None:
    """The panel of a step that may be taken now; None for every other word."""
    step = next((each for each in steps if each.verb == verb and verb != "precheck"), None)
    if step is None:
        return None
    option = guide.option
    is_telling = verb == "ask_correction"
    lines = lines_of(whole, option, typed) if is_telling else ()
    held = copies(whole, _to_look_up(verb, whole, option, lines), at=at)
    return Panel(
        step=step,
        label=_label(step, whole),
        consequence=_CONSEQUENCES.get(verb, ""),
        effects=tuple(effects(verb, whole, option, at=at)),
        inputs=tuple(_input(ask, verb, whole, option, typed, at) for ask in _asks(step, whole, option)),
        checks=_checks(option) if verb == "examine" else (),
        lines=with_copies(lines, held),
        more=_more(whole, option, lines) if is_telling else (),
        preview=preview_of(whole, guide, lines, by=by, at=at) if lines else None,
        uploads=_uploads(verb, whole),
        again=ask_lines(whole, option, typed) if verb == "override_telling" else (),
        held=tuple(each.words for each in held.values()),
        face=face_part(verb, whole.case, typed, at=at),
    )


def _to_look_up(verb: str, whole: WholeCase, option: Option, lines: Sequence[Line]) -> list[str]:
    """The materials that somebody is about to be asked for, or that are lacking: is there a copy at hand?"""
    return [each.code for each in lines] if verb == "ask_correction" else gaps(whole, option) if verb == "reuse" else []


def _asks(step: Step, whole: WholeCase, option: Option) -> list[Ask]:
    """The fields of the step; a grant asks for its legal ground only where a condition is not met by the answers."""
    fields = [ask for ask in step.asks if ask.kind in _READERS]
    if step.verb in ("grant", "finish_on_the_spot") and not unmet_conditions(option, whole.case.answers):
        return [ask for ask in fields if ask.name != "ground"]
    return fields


def composed_opinion(opinion: str, checked: Sequence[str], option: Option) -> str:
    """The opinion with what was checked off, so that the record shows what it rests on."""
    known = dict(_checks(option))
    points = [known[each] for each in checked if each in known]
    return opinion + ("\n逐项核对：" + "；".join(points) + "。" if opinion.strip() and points else "")


def _label(step: Step, whole: WholeCase) -> str:
    is_deferring = any(row.state == "deferred" for row in whole.attached.materials)
    return "容缺受理" if step.verb == "accept" and is_deferring else typeset(step.label)


def _input(ask: Ask, verb: str, whole: WholeCase, option: Option, typed: Mapping[str, Any], at: datetime) -> Input:
    kind, choices = _READERS[ask.kind](ask, whole, option, at)
    if verb == "finish_special" and ask.kind == "special_procedure":
        choices = tuple(_running(whole).items())
    default = _OPINIONS.get(verb, "") if ask.name == "opinion" else ""
    return Input(
        name=ask.name,
        label=typeset(ask.label),
        kind=kind,
        value=str(typed.get(ask.name, default)),
        is_optional=not ask.required,
        choices=choices,
        offers=_grounds(verb, option) if ask.name == "ground" else (),
        hint=_HINTS.get((verb, ask.name)) or _HINTS.get(("", ask.name), ""),
    )


_HINTS = {
    ("", "ground"): "从列表里选，或者写明哪部法律的哪一条。",
    ("", "fact"): "写申请人看得懂的事实：哪一条不符合，为什么。",
    ("grant", "ground"): "按申请人填的情形有条件不符合。仍应准予的，写明依据哪部法律的第几条，会记入留痕。",
    ("add_unlisted_step", "name"): "例如：补充检测",
    ("reassign", "staff"): "例如 JY0061",
    ("override_telling", "reason"): "写申请人看得懂的原因，例如：窗口核对时漏看了这份材料。",
    ("reject", "right_body"): "不属于本机关的，写明应当向哪个机关申请。",
    ("explain_overdue", "words"): "写申请人看得懂的话：为什么没按时办结，现在办到哪一步。",
    ("explain_overdue", "expected_on"): "法定期限没到的，不能晚于法定期限。",
    ("issue", "result_number"): "证照上的编号；可以用扫码枪扫入。",
    ("collect", "collector_id_number"): "请刷身份证或者照证件填写。",
}

Reader = Callable[[Ask, WholeCase, Option, datetime], tuple[str, tuple[tuple[str, str], ...]]]


def _special(ask: Ask, whole: WholeCase, option: Option, at: datetime) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The special procedures of the list that are not running yet."""
    return "radios", tuple(
        (code, f"{name}：预计{short_day(on)}前完成，{'时间计入时限' if is_counted else '时间不计入时限'}")
        for code, name, on, is_counted in special_effects(option, at=at)
        if code not in _running(whole)
    )


def _running(whole: WholeCase) -> dict[str, str]:
    return {run.code: run.name for run in whole.attached.runs if run.finished_at is None and run.code != GRACE}


def _days(ask: Ask, whole: WholeCase, option: Option, at: datetime) -> tuple[str, tuple[tuple[str, str], ...]]:
    if ask.name == "days":
        return "select", tuple((str(days), f"{days}个工作日") for days in (3, 5, 10, 15, 20))
    found = extended_to(whole, option, most=most_extension(option), at=at)
    return "select", tuple((str(days), f"{days}个工作日，到{short_day(on)}") for days, on in found)


_READERS: dict[str, Reader] = {
    "text": lambda ask, whole, option, at: ("text", ()),
    "long_text": lambda ask, whole, option, at: ("long_text", ()),
    "choice": lambda ask, whole, option, at: ("radios", ask.choices),
    "date": lambda ask, whole, option, at: ("date", ()),
    "special_procedure": _special,
    "number": _days,
}


def _checks(option: Option) -> tuple[tuple[str, str], ...]:
    """What the examiner goes through: the conditions of the list."""
    return tuple((each.code, each.text.rstrip("。")) for each in option.conditions)


def _grounds(verb: str, option: Option) -> tuple[str, ...]:
    listed: tuple[AcceptanceCondition, ...] = (*option.refusal_grounds, *option.conditions)
    own = dict.fromkeys(each.basis.text for each in listed if each.basis is not None)
    return (*_GENERAL_GROUNDS.get(verb, ()), *own)


def _more(whole: WholeCase, option: Option, lines: Sequence[Line]) -> tuple[tuple[str, str], ...]:
    """Materials of the list that this case has and that are not on the notice yet."""
    told = {line.code for line in lines}
    return tuple(
        (row.requirement_code, row.name) for row in whole.attached.materials if row.requirement_code not in told
    )


def _uploads(verb: str, whole: WholeCase) -> tuple[tuple[str, str], ...]:
    """The materials that the step takes in: those of the notice, those that were deferred, or any, gaps first."""
    if verb == "supply":
        in_order = sorted(whole.attached.materials, key=lambda row: row.state != "missing" and row.verdict != "bad")
        return tuple((row.requirement_code, row.name) for row in in_order)
    if verb == "correct" and whole.attached.notice is not None:
        return tuple((each["code"], each["name"]) for each in whole.attached.notice.items)
    if verb == "answer_override" and whole.attached.open_override is not None:
        return tuple((each["code"], each["name"]) for each in whole.attached.open_override.items)
    if verb in ("choose_deferral", "withdraw"):
        return ((SIGNED_PAPER, "申请人签字的纸质件"),)
    if verb in ("make_good", "collect"):
        rows = whole.attached.materials
        return tuple((row.requirement_code, row.name) for row in rows if row.state == "deferred")
    if verb == "withdraw_commitment":
        rows = whole.attached.materials
        covered = tuple((row.requirement_code, row.name) for row in rows if row.state == "committed")
        return (*covered, (SIGNED_PAPER, "申请人签字的纸质件"))
    return ()
