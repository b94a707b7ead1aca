"""Entrances to services elsewhere (入口): sites, systems, the provincial portal; and what a look says; pure."""

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
