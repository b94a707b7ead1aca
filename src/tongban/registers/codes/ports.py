"""What codes need from above: somebody who says what a scene may ask (用码场景)."""

from datetime import datetime
from typing import Protocol

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.errors import NotFound
from tongban.foundation.kernel.masks import mask_name

from .rules.scopes import ID_NUMBER, NAME, PHONE, REPRESENTATIVE, Scope

WINDOW, PHONE_TO_PHONE = "window", "phone"


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
    """The two scenes that need no register: a window that takes in an application, and one person beside another."""

    def scope_of(self, scene: str, *, by: Actor, at: datetime) -> Scope:
        if scene == WINDOW and (by.is_staff or by.client):
            claims = (NAME, ID_NUMBER, PHONE, REPRESENTATIVE)
            return Scope(claims, "窗口收件时核对身份", verifier_of(by), WINDOW)
        if scene == PHONE_TO_PHONE and by.party_id is not None:
            return Scope((NAME, "age_at_least(18)"), "当面核对身份", verifier_of(by), PHONE_TO_PHONE)
        raise SceneUnknown()


def verifier_of(by: Actor) -> str:
    """Who scans, as the holder reads it: an office and its post, a system, somebody who is signed in, a visitor."""
    if by.is_staff:
        return "".join((by.agency, by.post)) or by.name
    if by.client:
        return by.agency or by.name
    return f"已登录的市民{mask_name(by.name)}" if by.is_signed_in else "没有登录的手机"


BOUND: list[Scenes] = [OwnScenes()]
"""Who says it: `config/wiring.py` binds a register in place of this one."""
