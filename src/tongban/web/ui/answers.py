"""The five answers of a guide (五个回答), the same at the portal and at the terminal, before anything else."""

from decimal import Decimal

from tongban.registers.catalog.checklist import Checklist
from tongban.registers.catalog.content import Fee
from tongban.registers.catalog.guides import Guide
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


def _cheapest(fees: tuple[Fee, ...]) -> str:
    return fee_words(fees[0]) if len(fees) == 1 else f"{len(fees)}项收费"


def _reduction(fees: tuple[Fee, ...]) -> str:
    return "有减免，见收费一节" if any(each.reduction for each in fees) else ""


def _where(visits: int, is_online: bool) -> str:
    if is_online and not visits:
        return "网上办，不用跑"
    return f"网上办，最多跑{visits}次" if is_online else "到窗口办"


def _places(guide: Guide) -> str:
    if not guide.places:
        return ""
    first = guide.places[0].name
    return f"也可以到{first}" + (f"等{len(guide.places)}处" if len(guide.places) > 1 else "")
