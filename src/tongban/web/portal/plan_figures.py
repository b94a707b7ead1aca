"""The live figures of the plan's tasks (实时指标), each from the register that has it; and why a task has none."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from tongban.foundation.kernel.clock import LOCAL, local_day
from tongban.foundation.ledger.queries import count_sealed, count_shares
from tongban.handling.cases.queries import figures as cases
from tongban.handling.intermediaries.queries.figures import Figures as Market
from tongban.handling.intermediaries.queries.figures import figures as market_figures
from tongban.oversight.evaluations.queries.figures import Totals, totals
from tongban.oversight.supervision.rules.public_services import BOUND as SEVEN
from tongban.registers.agencies.queries import figures as agencies
from tongban.registers.catalog.channels import standings
from tongban.registers.catalog.guides import Card
from tongban.registers.catalog.kinds import ItemKind
from tongban.registers.catalog.queries import cards, count_editions, count_misses
from tongban.registers.parties.queries import count_accounts


@dataclass(frozen=True, slots=True)
class Metric:
    """A figure that is computed now (实时指标), and what exactly it counts."""

    label: str
    value: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Counted:
    """Everything that was counted at one instant."""

    cases: cases.Figures
    agencies: agencies.Figures
    market: Market = field(default_factory=Market)
    cards: tuple[Card, ...] = ()
    editions: int = 0
    misses: int = 0
    accounts: int = 0
    linked: int = 0
    channels: int = 0
    channels_current: int = 0
    shares: int = 0
    sealed: int = 0
    ratings: Totals = field(default_factory=Totals)
    rows: int = 0
    rows_done: int = 0


def count(at: datetime, *, rows: int, rows_done: int) -> Counted:
    """Count everything (some fifteen statements over whole tables: not for every request)."""
    on = local_day(at)
    since = date(on.year, 1, 1)
    nodes, published = standings(at), cards()
    accounts, linked = count_accounts()
    return Counted(
        cases=cases.figures(on=on),
        agencies=agencies.figures(on=on),
        market=market_figures(on=on),
        cards=published,
        editions=count_editions(since=since),
        misses=count_misses(since=since),
        accounts=accounts,
        linked=linked,
        channels=len(nodes),
        channels_current=sum(each.revision == each.newest for each in nodes),
        shares=count_shares(),
        sealed=count_sealed(),
        ratings=totals(since=datetime(on.year, 1, 1, tzinfo=LOCAL)),
        rows=rows,
        rows_done=rows_done,
    )


def metrics_of(section: str, found: Counted) -> list[Metric]:
    """The figures of a task; a task whose data is not there yet has none, and `REASONS` says why."""
    return [Metric(*each) for each in {**_catalogue(found), **_handling(found), **_house(found)}.get(section, ())]


def _catalogue(found: Counted) -> dict[str, list[tuple[str, str, str]]]:
    """What is published, and how people find it."""
    kinds = [each.kind for each in found.cards]
    published = ("公布的办理项", str(len(found.cards)), "现在公布、可以查到指南的办理项个数。")
    of_seven = sum(any(belongs.has(each) for belongs in SEVEN.values()) for each in found.cards)
    on_site = sum(bool(each.venues) for each in found.cards)
    current = f"{found.channels_current} / {found.channels}"
    return {
        "二(一)": [("公共服务事项", str(kinds.count(ItemKind.PUBLIC_SERVICE)), "现在公布的办理项里，公共服务的个数。")],
        "二(二)": [published],
        "二(三)": [("清单更新", str(found.editions), "今年发布的实施清单版本数，新增、调整、暂停、取消都算。")],
        "三(一)1": [published, ("行政许可", str(kinds.count(ItemKind.LICENSE)), "其中行政许可的办理项个数。")],
        "三(二)2": [
            ("可以现场办的", f"{on_site} / {len(found.cards)}", "写明了现场办理地点的办理项 / 公布的全部办理项。")
        ],
        "三(三)2": [("搜不到的词次", str(found.misses), "今年搜索没有结果的次数，编制岗据此补指南和同义词。")],
        "三(四)1": [("用最新目录的渠道", current, "正在用最新一版事项目录的渠道节点 / 报到的全部渠道节点。")],
        "四(七)2": [("水电气热等七类事项", str(of_seven), "水、电、气、热、电信、公证、法律援助公布的办理项个数。")],
    }


def _handling(found: Counted) -> dict[str, list[tuple[str, str, str]]]:
    """What was done for people this year."""
    year = found.cases
    decided = "今年作出决定的办件里，决定时没有超过承诺办结时限的件数 / 全部件数。依法暂停的时间不计。"
    ended = "今年开始、已经结束的特别程序里，按告知的日期结束的 / 全部。"
    electronic = f"{year.served_electronically} / {year.served}"
    return {
        "三(一)2-一是": [
            ("一次性告知书", str(year.notices), "今年出具的一次性告知书份数。"),
            (
                "告知过两次的办件",
                str(year.cases_with_two_notices),
                "今年一次告知以后又由负责人批准再次告知的办件数，应当是0。",
            ),
            ("按时决定", f"{year.decided_in_time} / {year.decided}", decided),
        ],
        "三(一)2-二是": [("按时结束的特别程序", f"{year.specials_in_time} / {year.specials_ended}", ended)],
        "三(三)3": [("电子送达", electronic, "今年送达的结果里，电子送达的件数 / 全部件数。")],
        "三(四)2": [_share("窗口收件", year.lodged_offline, year, "在窗口和便民服务站收的")],
        "三(五)2": [
            ("时限提醒", f"{year.alerts_seen} / {year.alerts}", "今年发出的时限提醒里，已经有人看过的 / 全部。")
        ],
        "四(二)": [("免交的材料", str(year.papers_spared), "今年收件的办件里，不用申请人提交的材料份数。")],
        "四(三)1": [_share("就近收件", year.lodged_nearby, year, "在镇、社区、村的服务场所收的")],
        "四(四)": [_share("网上收件", year.lodged_online, year, "从网页、手机和系统对接来的")],
        "四(五)1": [_share("选择告知承诺", year.lodged_with_promise, year, "申请人选择告知承诺的")],
        "四(五)2": [_share("申请容缺受理", year.lodged_with_deferral, year, "申请人提出容缺受理的")],
    }


def _share(label: str, part: int, year: cases.Figures, which: str) -> tuple[str, str, str]:
    return label, f"{part} / {year.lodged}", f"今年收的办件里，{which}件数 / 全部件数。"


def _house(found: Counted) -> dict[str, list[tuple[str, str, str]]]:
    """Places, people, accounts and records as of now."""
    shop = found.market
    covered = f"{shop.covered} / {shop.mandatory}"
    places = f"{found.agencies.named} / {found.agencies.venues}"
    linked, said = f"{found.linked} / {found.accounts}", found.ratings
    return {
        "三(一)4": [
            ("纳入网上超市", covered, "在网上超市有目录的 / 强制性中介服务事项清单上的全部事项。"),
            ("要清理的中介服务", str(shop.unclean), "指南里写了，但没有法律、法规或者国务院决定依据的中介服务。"),
            ("在架机构", str(shop.agencies), "资质有效、信用等级可以展示的中介机构家数。"),
            ("办完的委托", str(shop.accepted), "今年验收通过的中介服务需求个数。"),
        ],
        "三(二)1": [("按统一名称命名", places, "名称符合统一更名要求的服务场所 / 全部启用的服务场所。")],
        "三(二)4": [("综合窗口人员", str(found.agencies.counter_staff), "现在在岗、可以在综合窗口收件的人数。")],
        "三(二)5": [("首席事务代表", str(found.agencies.representatives), "现在授权有效的首席事务代表人数。")],
        "三(三)1": [("用省统一身份登录", linked, "关联了省统一身份认证的个人账号 / 全部个人账号。")],
        "三(五)1": [
            ("主动评价", f"{said.rated} / {said.invited}", "今年服务以后自己来评价的 / 全部邀请的。没有评的不算好评。"),
            ("差评反馈", f"{said.told} / {said.redresses}", "今年的差评里，处理结果已经告诉评价人的 / 全部。"),
        ],
        "五(一)": [("已完成的要求", f"{found.rows_done} / {found.rows}", "实施方案拆成的要求里，已完成的 / 全部。")],
        "五(二)": [("接口查看个人信息", str(found.shares), "其他系统通过开放接口查看个人信息的留痕记录条数。")],
        "五(三)": [("在岗工作人员", str(found.agencies.staff), "现在登记在岗的工作人员数。")],
        "五(四)": [("已封存的留痕", str(found.sealed), "已经封存成区块、可以独立核验的留痕记录条数。")],
    }


REASONS: Mapping[str, str] = {
    "三(一)3": "各部门已有的监管系统还没有接入汇聚，没有数据可以统计。",
    "三(二)3": "各分中心的整合情况还没有登记。",
    "四(一)": "一件事还没有开通，没有联办的办件。",
    "四(三)2": "自助终端还没有接入。",
    "四(六)1": "人码、企业码和门楼牌码还没有开通。",
    "四(六)2": "不来即享的政策还没有登记。",
    "四(七)1": "预约、导引和上门服务还没有开通。",
    "五(五)": "宣传推广的情况不在本系统登记。",
}
"""Why a task has no figure: the data does not exist yet, and nothing is made up."""
