"""Entrances to services elsewhere (入口): sites, systems, the provincial portal; and what a look says; pure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from urllib.parse import urlsplit

SAMPLE_ENDING = ".example"


class EntranceKind(StrEnum):
    """What stands behind an entrance (入口类型)."""

    SITE = "site"
    SYSTEM = "system"
    PROVINCE = "province"

    @property
    def label(self) -> str:
        return {"site": "部门网站", "system": "业务系统", "province": "省级平台"}[self]


class Health(StrEnum):
    """What the last look found (入口状况); not looked at is neither good nor bad."""

    ANSWERING = "answering"
    FAILING = "failing"
    UNSEEN = "unseen"

    @property
    def label(self) -> str:
        return {"answering": "能打开", "failing": "打不开", "unseen": "没有检查"}[self]


def host_of(address: str) -> str:
    return (urlsplit(address).hostname or "").lower()


def is_sample(address: str) -> bool:
    """An address that no network knows (RFC 2606): shown as text, never as a link, and never asked."""
    return host_of(address).endswith(SAMPLE_ENDING)


def is_web_address(address: str) -> bool:
    return urlsplit(address).scheme in ("https", "http") and bool(host_of(address))


WITHHELD_NAME = "涉及国家秘密的事项"
"""All that is ever entered of a matter that is a state secret, with how many there are."""


class Ground(StrEnum):
    """Why a matter of a department need not be on the platform (不纳入的理由); there are no others."""

    SECRECY = "state_secret"
    LAW = "law"

    @property
    def label(self) -> str:
        return {"state_secret": "涉及国家秘密", "law": "法律法规另有规定"}[self]


class Inclusion(StrEnum):
    """Whether a matter is managed and run on the platform (应上尽上): a gap has a name and, once planned, a day."""

    INCLUDED = "included"
    EXCEPTED = "excepted"
    PLANNED = "planned"
    LATE = "late"
    GAP = "gap"

    @property
    def label(self) -> str:
        return _INCLUSIONS[self]

    @property
    def is_gap(self) -> bool:
        return self not in (Inclusion.INCLUDED, Inclusion.EXCEPTED)


_INCLUSIONS = {
    Inclusion.INCLUDED: "已经纳入",
    Inclusion.EXCEPTED: "按规定不纳入",
    Inclusion.PLANNED: "计划纳入",
    Inclusion.LATE: "到期没有纳入",
    Inclusion.GAP: "没有纳入",
}


@dataclass(frozen=True, slots=True)
class Matter:
    """What is decided on of a matter: its code in the catalogue, the ground of an exception, the day it is planned."""

    basic_code: str
    ground: str
    planned_on: date | None


def inclusion_of(matter: Matter, platform: frozenset[str], *, on: date) -> Inclusion:
    """Matter list − platform list − exceptions: what is left is a gap. On the platform outweighs an exception."""
    if matter.basic_code and matter.basic_code in platform:
        return Inclusion.INCLUDED
    if matter.ground:
        return Inclusion.EXCEPTED
    if matter.planned_on is None:
        return Inclusion.GAP
    return Inclusion.LATE if matter.planned_on < on else Inclusion.PLANNED
