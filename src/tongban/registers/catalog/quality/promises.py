"""What may follow later, what may be promised (容缺受理、告知承诺): offered where a material says so; pure."""

from collections.abc import Iterator

from tongban.registers.catalog.kinds import Necessity

from .listed import Listed, Spot, is_given, spot
from .online import read_day


def deferral_not_offered(here: Listed) -> Iterator[Spot]:
    if here.option.deferral.is_offered:
        return
    for each in here.option.materials:
        if each.necessity is Necessity.DEFERRABLE:
            yield spot("materials", each.code, "necessity", name=each.name)


def deferral_of_nothing(here: Listed) -> Iterator[Spot]:
    wanted = {each.necessity for each in here.option.materials}
    if here.option.deferral.is_offered and Necessity.DEFERRABLE not in wanted:
        yield spot("deferral")


def deferral_without_limit(here: Listed) -> Iterator[Spot]:
    rule = here.option.deferral
    if rule.is_offered and rule.supplement == "by_limit" and (rule.limit is None or not is_given(rule.limit)):
        yield spot("deferral", "limit")


def commitment_not_offered(here: Listed) -> Iterator[Spot]:
    if here.option.commitment.is_offered:
        return
    for each in here.option.materials:
        by_promise = each.spared_by is not None and each.spared_by.way == "commitment"
        if each.necessity is Necessity.COMMITTABLE or by_promise:
            yield spot("materials", each.code, "necessity", name=each.name)


def commitment_incomplete(here: Listed) -> Iterator[Spot]:
    rule = here.option.commitment
    if not rule.is_offered:
        return
    missing = [
        *([] if any(each.strip() for each in rule.promises) else ["承诺内容"]),
        *([] if rule.consequence.strip() else ["违反承诺的后果"]),
    ]
    if missing:
        yield spot("commitment", missing="、".join(missing))


def commitment_days_in_disorder(here: Listed) -> Iterator[Spot]:
    rule = here.option.commitment
    for name in ("from_on", "to_on"):
        if getattr(rule, name).strip() and read_day(getattr(rule, name)) is None:
            yield spot("commitment", name, day=getattr(rule, name))
    first, last = read_day(rule.from_on), read_day(rule.to_on)
    if first is not None and last is not None and last < first:
        yield spot("commitment", "to_on", day=rule.to_on)


def commitment_is_over(here: Listed) -> Iterator[Spot]:
    last = read_day(here.option.commitment.to_on)
    on = here.around.on
    if here.option.commitment.is_offered and last is not None and on is not None and last < on:
        yield spot("commitment", "to_on", day=last.isoformat())


# What bears directly on these fields is never decided on a promise (安阳条例 第二十五条); by words of the names.
EXCLUDED = {
    "国家安全": ("国家安全", "国家秘密", "涉密"),
    "公共安全": ("枪支", "弹药", "爆炸物", "爆破", "烟花爆竹", "剧毒", "危险化学品", "放射性", "核材料"),
    "金融业审慎监管": ("融资担保", "小额贷款", "典当", "证券", "期货", "支付业务", "保险公司"),
    "生态环境保护": ("排污", "危险废物", "辐射安全"),
    "人身健康和生命安全": (
        "药品生产",
        "药品经营",
        "疫苗",
        "医疗机构执业",
        "医疗器械生产",
        "特种设备生产",
        "安全生产许可",
    ),
}


def commitment_in_excluded_field(here: Listed) -> Iterator[Spot]:
    if not here.option.commitment.is_offered:
        return
    name = f"{here.item.name} {here.option.name}"
    field = next((field for field, words in EXCLUDED.items() if any(word in name for word in words)), "")
    if field:
        yield spot("commitment", field=field)


CHECKS = (
    deferral_not_offered,
    deferral_of_nothing,
    deferral_without_limit,
    commitment_not_offered,
    commitment_incomplete,
    commitment_days_in_disorder,
    commitment_is_over,
    commitment_in_excluded_field,
)
