"""A guide in words (指南要素): the full table of elements behind the five answers."""

from tongban.registers.catalog.content import Option
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
from tongban.web.ui.answers import AUDIENCES


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


def _renewal(option: Option) -> str:
    return "有效期届满前没有作出决定的，视为准予延续" if option.renewal else ""


def _quota(option: Option) -> str:
    return f"{QUOTA_PERIODS[option.quota.period]}{option.quota.number}个，按受理先后" if option.quota else "无"
