"""A guide in words (指南要素): the five answers that come first, and the full table of elements behind."""

from decimal import Decimal

from tongban.registers.catalog.checklist import Checklist
from tongban.registers.catalog.content import Fee, Option
from tongban.registers.catalog.deferral import when_words
from tongban.registers.catalog.guides import Guide
from tongban.registers.catalog.topics import TOPICS
from tongban.registers.catalog.vocabulary import (
    CASE_TYPES,
    CHANNELS,
    CLOCK_STARTS,
    ONLINE_DEPTHS,
    QUOTA_PERIODS,
    SCOPES,
)
from tongban.web.ui.filters import money

AUDIENCES = {"person": "个人", "enterprise": "企业和其他组织"}


def five_answers(guide: Guide, told: Checklist) -> list[dict[str, str]]:
    """Can I, what do I bring, how long, how much, where: before anything else."""
    option = guide.option
    online = {"web", "mobile"} & set(option.channels)
    bring = f"{len(told.needed)}份" if told.needed else "什么都不用带"
    maybe = f"，看情况最多再加{len(told.undecided)}份" if told.undecided else ""
    return [
        {
            "label": "能不能办",
            "value": "、".join(AUDIENCES[each] for each in option.audience if each in AUDIENCES) + "可以办",
            "text": "条件见下面，符合就给办",
        },
        {"label": "带什么", "value": bring, "text": f"不用带{len(told.spared)}份{maybe}"},
        {
            "label": "多久办好",
            "value": option.promised_limit.words,
            "text": f"法定{option.statutory_limit.words}",
        },
        {
            "label": "多少钱",
            "value": "不收费" if not option.fees else _cheapest(option.fees),
            "text": _reduction(option.fees),
        },
        {"label": "去哪办", "value": _where(option.visits_required, bool(online)), "text": _places(guide)},
    ]


def fee_words(fee: Fee) -> str:
    """An amount, or the standard in words."""
    return money(Decimal(fee.amount) / 100) if fee.amount is not None else fee.standard


def element_rows(guide: Guide) -> list[tuple[str, str]]:
    """The elements of the implementation list that are not told elsewhere on the page."""
    option = guide.option
    topics = [TOPICS.get(f"person:{each}", "") for each in option.person_topics]
    topics += [TOPICS.get(f"enterprise:{each}", "") for each in option.enterprise_topics]
    rows = [
        ("事项名称", guide.item_name),
        ("业务办理项名称", option.name),
        ("事项类型", guide.kind.label),
        ("公共服务领域", guide.field_label),
        ("基本编码", guide.basic_code),
        ("实施编码", guide.implementation_code),
        ("业务办理项编码", guide.option_code),
        ("实施主体", guide.agency_name),
        ("服务对象", "、".join(AUDIENCES.get(each, each) for each in option.audience)),
        ("主题分类", "、".join(dict.fromkeys(filter(None, topics)))),
        ("办件类型", CASE_TYPES.get(option.case_type, option.case_type)),
        ("法定办结时限", _limit(option.statutory_limit.note, option.statutory_limit.words)),
        ("承诺办结时限", _limit(option.promised_limit.note, option.promised_limit.words)),
        ("时限起算", CLOCK_STARTS.get(option.clock_starts, option.clock_starts)),
        ("到现场次数", f"{option.visits_required}次" + (f"（{option.visit_reason}）" if option.visit_reason else "")),
        ("网办深度", ONLINE_DEPTHS.get(option.online_depth, option.online_depth)),
        ("通办范围", SCOPES.get(option.scope, option.scope)),
        ("办理渠道", "、".join(CHANNELS.get(each, each) for each in option.channels)),
        ("数量限制", option.quantity_limit or _quota(option)),
        ("受理期", "；".join(f"{each.name}{each.opens}至{each.closes}" for each in option.acceptance_windows)),
        ("延续", _renewal(option)),
        ("容缺受理", f"可以，{when_words(option.deferral)}" if option.deferral.is_offered else "不适用"),
        ("告知承诺", "可以选择" if option.commitment.is_offered else "不适用"),
        ("中介服务", "、".join(each.name for each in option.intermediaries) or "无"),
        ("物流快递", "可以邮寄" if option.may_deliver_by_post else "不支持"),
        ("办理时间", option.hours),
        ("咨询电话", guide.enquiry_phone),
        ("监督投诉电话", guide.complaint_phone),
        ("权利", option.rights),
        ("义务", option.duties),
        ("救济途径", option.remedy),
        ("版本依据", f"{guide.legal_source}；{guide.reason}"),
    ]
    return [(label, value) for label, value in rows if value]


def _limit(note: str, words: str) -> str:
    return f"{words}（{note.rstrip('。')}）" if note else words


def _cheapest(fees: tuple[Fee, ...]) -> str:
    return fee_words(fees[0]) if len(fees) == 1 else f"{len(fees)}项收费"


def _reduction(fees: tuple[Fee, ...]) -> str:
    return "有减免，见收费一节" if any(each.reduction for each in fees) else ""


def _renewal(option: Option) -> str:
    return "有效期届满前没有作出决定的，视为准予延续" if option.renewal else ""


def _quota(option: Option) -> str:
    return f"{QUOTA_PERIODS[option.quota.period]}{option.quota.number}个，按受理先后" if option.quota else "无"


def _where(visits: int, is_online: bool) -> str:
    if is_online and not visits:
        return "网上办，不用跑"
    return f"网上办，最多跑{visits}次" if is_online else "到窗口办"


def _places(guide: Guide) -> str:
    if not guide.places:
        return ""
    first = guide.places[0].name
    return f"也可以到{first}" + (f"等{len(guide.places)}处" if len(guide.places) > 1 else "")
