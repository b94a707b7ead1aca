"""What an option says of 容缺受理, in words and in order: the same on guides, lists, choices and papers; pure."""

from collections.abc import Iterator

from tongban.foundation.kernel.errors import Fault

from . import vocabulary
from .content import DeferralRule, MaterialRequirement, Option
from .kinds import Necessity


def listed_materials(option: Option) -> tuple[MaterialRequirement, ...]:
    """The secondary materials that may follow (次要材料), in the order of the list; none where it is not offered."""
    if not option.deferral.is_offered:
        return ()
    return tuple(each for each in option.materials if each.necessity is Necessity.DEFERRABLE)


def when_words(rule: DeferralRule) -> str:
    """By when the gap is closed: 领取结果时一次补齐, 在规定时限内补齐：10个工作日内."""
    words = vocabulary.SUPPLEMENTS.get(rule.supplement, rule.supplement)
    lead = f"，至少早{rule.lead}个工作日" if rule.supplement == "before_promised_end" and rule.lead else ""
    most = f"：{rule.limit.words}内" if rule.limit is not None else ""
    return f"{words}{lead}{most}"


def lapse_words(rule: DeferralRule) -> str:
    """What follows if it is not closed in time, as a whole sentence for the applicant."""
    match rule.on_lapse:
        case "deemed_withdrawn":
            return "到期没补齐，视为您撤回申请，材料退还，可以重新申请。"
        case "suspend_then_return":
            grace = rule.grace.words if rule.grace is not None else ""
            return f"到期没补齐，先中止办理并通知您；再过{grace}还没补齐，退件，可以重新申请。"
        case "as_notified":
            said = vocabulary.NOTIFIED_LAPSES.get(rule.notified, rule.notified)
            more = "遇到不可抗力的，可以申请延期。" if rule.may_extend else ""
            return f"到期没补齐，按通知书写明的办：{said}。{more}"
    return "没补齐，结果先不能给您。"


def deferral_faults(option: Option) -> Iterator[Fault]:
    """Where the parts of the rule contradict each other (容缺规则自相矛盾); each with its pointer."""
    rule = option.deferral
    if rule.supplement == "at_collection" and rule.on_lapse != "withhold":
        yield Fault("/deferral/on_lapse", "no_day", "领取时补齐的没有到期日，没补齐只能先不交付结果。")
    if rule.on_lapse == "suspend_then_return" and (rule.grace is None or rule.grace.value < 1):
        yield Fault("/deferral/grace", "missing", "中止以后再等多久退件，请写明。")
    if rule.intake == "file" and rule.supplement != "by_limit":
        yield Fault("/deferral/supplement", "no_promise_yet", "先收件的还没有承诺办结日，请选“在规定时限内补齐”。")
    if rule.lead < 0:
        yield Fault("/deferral/lead", "value", "至少早几个工作日，不能小于0。")
    if rule.supplement == "before_promised_end" and _eats_the_promise(option):
        yield Fault("/deferral/lead", "longer_than_promise", "要求提早的天数比承诺时限还长，没有时间补齐。")
    if rule.intake == "accept" and rule.supplement == "by_limit" and _is_longer_than_promise(option):
        yield Fault("/deferral/limit", "longer_than_promise", "补齐期限不能长于承诺时限。")


def _eats_the_promise(option: Option) -> bool:
    promised = option.promised_limit
    return promised.unit == "workday" and option.deferral.lead >= promised.value


def _is_longer_than_promise(option: Option) -> bool:
    limit, promised = option.deferral.limit, option.promised_limit
    return limit is not None and limit.unit == promised.unit and limit.value > promised.value
