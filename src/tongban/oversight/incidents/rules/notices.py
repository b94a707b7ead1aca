"""What a notice has to say (告知的法定事项), and the paper that says it: 个人信息保护法 第五十七条; pure."""

from collections.abc import Mapping
from datetime import date

from tongban.foundation.kernel.errors import Fault
from tongban.registers.documents.rules.papers import INCIDENT_LINES, Body, DocumentKind, Line

from .states import NoticeKind

ITEMS = dict(zip(("data_kinds", "cause", "harm", "measures", "own_measures", "contact"), INCIDENT_LINES, strict=True))
"""The items of art. 57, in its order: its first item is three of them, its second two, its third one."""

_ALWAYS = ("cause", "harm", "measures", "contact")
LONGEST = 500


def needed(kind: NoticeKind, *, touches_persons: bool) -> tuple[str, ...]:
    """Which items have to be there: all of art. 57 where data of persons are touched, whoever is told."""
    return tuple(ITEMS) if touches_persons or kind is NoticeKind.PERSONS else _ALWAYS


def faults(kind: NoticeKind, given: Mapping[str, str], *, touches_persons: bool) -> list[Fault]:
    """Everything that is missing, told at once."""
    return [
        Fault(f"/{name}", "required", f"要写明{ITEMS[name]}。")
        for name in needed(kind, touches_persons=touches_persons)
        if not given.get(name, "").strip()
    ]


def cleaned(given: Mapping[str, str]) -> dict[str, str]:
    """The items as they are kept."""
    return {name: given.get(name, "").replace("\x00", "").strip()[:LONGEST] for name in ITEMS}


def body(kind: NoticeKind, given: Mapping[str, str], *, addressee: str, agency: str, title: str, on: date) -> Body:
    """The paper: to the authority, or to the persons whose data it is."""
    lines = tuple(Line(label, given[name]) for name, label in ITEMS.items() if given[name])
    if kind is NoticeKind.AUTHORITY:
        return Body(
            title=DocumentKind.INCIDENT_REPORT.label,
            addressee=addressee,
            agency=agency,
            signed_on=on,
            paragraphs=(f"现将“{title}”的有关情况报告如下。事件结束后三十日内另报总结。",),
            lines=lines,
            basis=("《国家网络安全事件报告管理办法》第四条", "《中华人民共和国个人信息保护法》第五十七条"),
        )
    return Body(
        title=DocumentKind.INCIDENT_NOTICE.label,
        addressee=addressee,
        agency=agency,
        signed_on=on,
        paragraphs=("您的个人信息可能受到影响。现将有关情况告诉您，请照“您可以怎么做”一栏保护好自己。",),
        lines=lines,
        basis=("《中华人民共和国个人信息保护法》第五十七条",),
        contact=(given["contact"],),
    )


def message(given: Mapping[str, str], *, number: str) -> str:
    """What each person reads at once: the items of the paper in one message, and its number."""
    said = "；".join(f"{label}：{given[name].rstrip('。')}" for name, label in ITEMS.items())
    return f"您的个人信息可能受到影响。{said}。告知书{number}。"
