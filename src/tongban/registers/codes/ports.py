"""What codes need from above: who says what a scene may ask (用码场景), and whose a code of others is (省一码通)."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.errors import Declined, NotFound
from tongban.foundation.kernel.masks import mask_name

from .rules.scopes import ID_NUMBER, NAME, PHONE, REPRESENTATIVE, Scope

WINDOW, PHONE_TO_PHONE, AT_KIOSK = "window", "phone", "kiosk"


class SceneUnknown(NotFound):
    """No such scene, or it is switched off, or not this verifier's (场景不可用)."""

    code = "scene_unknown"
    sentence = "没有这个用码场景，或者它已经停用，或者不是给您用的。"


class Scenes(Protocol):
    """The register of scenes: what may be asked, for what, by whom, and how long the granted may be looked at."""

    def scope_of(self, scene: str, *, by: Actor, at: datetime) -> Scope:
        """The scope of a scene for this verifier now; `SceneUnknown` otherwise."""
        ...


class OwnScenes:
    """The three scenes that need no register: a window that takes in an application, one person beside another, and a
    terminal at which somebody looks at the own affairs."""

    def scope_of(self, scene: str, *, by: Actor, at: datetime) -> Scope:
        if scene == WINDOW and (by.is_staff or by.client):
            claims = (NAME, ID_NUMBER, PHONE, REPRESENTATIVE)
            return Scope(claims, "窗口收件时核对身份", verifier_of(by), WINDOW)
        if scene == PHONE_TO_PHONE and by.party_id is not None:
            return Scope((NAME, "age_at_least(18)"), "当面核对身份", verifier_of(by), PHONE_TO_PHONE)
        if scene == AT_KIOSK and Role.KIOSK in by.roles:
            return Scope((NAME,), "在自助终端看自己的办件、草稿和今天的预约", verifier_of(by), AT_KIOSK)
        raise SceneUnknown()


def verifier_of(by: Actor) -> str:
    """Who scans, as the holder reads it: an office and its post, a system, a terminal, a person, a visitor."""
    if by.is_staff:
        return "".join((by.agency, by.post)) or by.name
    if by.client:
        return by.agency or by.name
    if by.kiosk_id is not None:
        return by.name
    return f"已登录的市民{mask_name(by.name)}" if by.is_signed_in else "没有登录的手机"


BOUND: list[Scenes] = [OwnScenes()]
"""Who says it: `config/wiring.py` binds a register in place of this one."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """Whose code it is, as its platform says (认出的持码人): enough to find the entry here, and never shown."""

    id_kind: str
    id_number: str = field(repr=False)


class NotRecognised(Declined):
    """Its platform does not say whose code it is (认不出持码人); `reason_code` tells machines why."""

    code = "code_not_recognised"
    sentence = "这个码没有认出来，请对方打开页面重新亮码，或者出示证件。"


class Platform(Protocol):
    """Another platform whose codes are scanned here too (别的一码通平台)."""

    @property
    def name(self) -> str:
        """What it is called on screens; a simulator says that it is one."""
        ...

    @property
    def is_simulated(self) -> bool: ...

    def reads(self, typed: str) -> bool:
        """Whether this looks like one of its codes; asks nobody."""
        ...

    def recognise(self, typed: str, *, purpose: str, verifier: str, at: datetime) -> Recognised:
        """Whose it is, which uses the code up there; `NotRecognised` says in words why not."""
        ...


PLATFORMS: list[Platform] = []
"""Whose codes are scanned as well: `config/wiring.py` binds them."""


def platform_of(typed: str) -> Platform | None:
    """The platform whose code this looks like."""
    return next((each for each in PLATFORMS if each.reads(typed)), None)
