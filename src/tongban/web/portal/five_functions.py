"""The five functions in one place (查询·预约·办理·投诉建议·评价反馈): one tap from every matter and every case."""

from typing import NamedTuple
from urllib.parse import urlencode

from django.urls import reverse

from tongban.registers.catalog.guides import Guide

FUNCTIONS = ("查询", "预约", "办理", "投诉建议", "评价反馈")


class Way(NamedTuple):
    """Where one of the five functions is (功能入口)."""

    function: str
    label: str
    href: str


def five_functions(guide: Guide, *, case_number: str = "") -> list[Way]:
    """All five for a matter, or for a case of it; what a matter does not offer leads to what there is instead."""
    item, case = {"item": guide.option_code}, {"case_number": case_number} if case_number else {}
    may_book = guide.is_open and guide.option.may_book and guide.has_offline_way
    may_begin = guide.is_open and guide.is_online
    book = ("约个时间去窗口", _at("appointment-new", item)) if may_book else ("我的预约", reverse("appointments"))
    begin = (
        ("网上办", reverse("begin", args=[guide.option_code])) if may_begin else ("去哪办", _at("service-map", item))
    )
    return [
        Way(FUNCTIONS[0], "查进度", _at("track", {"number": case_number} if case_number else {})),
        Way(FUNCTIONS[1], *book),
        Way(FUNCTIONS[2], *begin),
        Way(FUNCTIONS[3], "投诉、提建议", _at("hotline", {"kind": "complaint", **item, **case})),
        Way(FUNCTIONS[4], "评价服务", reverse("ratings")),
    ]


def _at(name: str, given: dict[str, str]) -> str:
    return reverse(name) + (f"?{urlencode(given)}" if given else "")
