"""Fees with standard and basis, and no other (收费); pure."""

import re
from collections.abc import Iterator

from tongban.registers.catalog.kinds import ItemKind

from .listed import Listed, Spot, spot
from .texts import Role, texts

_POSTAGE = re.compile(r"邮寄|快递|邮政|寄送")
_BELOW_REGULATION = re.compile(r"(办法|规定|通知|意见|细则|标准|规程|公告)(（[^（）]*）)?$")
_FREE = re.compile(
    r"(?:^|[。；，！])(?:本事项|本项|这件事|办理|办证|全程)*(?:不收费|免费|免费办理|不要钱|不收取任何费用)(?=[。；，！]|$)"
)
_SAYS_IT_AS_A_WHOLE = frozenset({Role.SUMMARY, Role.ANSWER, Role.RIGHTS, Role.PROCESS})


def fee_incomplete(here: Listed) -> Iterator[Spot]:
    for place, fee in enumerate(here.option.fees):
        parts = {"收费项目": fee.name, "收费标准": fee.standard, "收费依据": fee.basis.law}
        missing = [name for name, value in parts.items() if not value.strip()]
        if missing:
            yield spot("fees", place, name=fee.name or f"第{place + 1}项", missing="、".join(missing))


def fee_below_zero(here: Listed) -> Iterator[Spot]:
    for place, fee in enumerate(here.option.fees):
        if fee.amount is not None and fee.amount < 0:
            yield spot("fees", place, "amount", name=fee.name)


def fee_of_nothing(here: Listed) -> Iterator[Spot]:
    for place, fee in enumerate(here.option.fees):
        if fee.amount == 0 or fee.standard.strip().startswith(("不收费", "免费", "0元")):
            yield spot("fees", place, name=fee.name)


def fee_not_payable_online(here: Listed) -> Iterator[Spot]:
    if here.is_online:
        for place, fee in enumerate(here.option.fees):
            if not fee.may_pay_online and fee.amount != 0:
                yield spot("fees", place, "may_pay_online", name=fee.name)


def fee_is_postage(here: Listed) -> Iterator[Spot]:
    for place, fee in enumerate(here.option.fees):
        if _POSTAGE.search(fee.name):
            yield spot("fees", place, name=fee.name)


def licence_fee_below_regulation(here: Listed) -> Iterator[Spot]:
    if here.item.kind == ItemKind.LICENSE:
        for place, fee in enumerate(here.option.fees):
            if _BELOW_REGULATION.search(fee.basis.law.strip()):
                yield spot("fees", place, "basis", name=fee.name, law=fee.basis.law)


def says_free_but_charges(here: Listed) -> Iterator[Spot]:
    if not here.option.fees:
        return
    for text in texts(here.option):
        if text.role in _SAYS_IT_AS_A_WHOLE and _FREE.search(text.said):
            yield Spot(text.pointer, spot(said=text.said).said)


CHECKS = (
    fee_incomplete,
    fee_below_zero,
    fee_of_nothing,
    fee_not_payable_online,
    fee_is_postage,
    licence_fee_below_regulation,
    says_free_but_charges,
)
