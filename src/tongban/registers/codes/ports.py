"""What codes need from above: somebody who says what a scene may ask (用码场景)."""

from datetime import datetime
from typing import Protocol

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.errors import NotFound

from .rules.scopes import ADDRESS, ID_NUMBER, NAME, PHONE, REPRESENTATIVE, Scope

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
        if scene == WINDOW and by.is_staff:
            claims = (NAME, ID_NUMBER, PHONE, ADDRESS, REPRESENTATIVE)
            return Scope(claims, "窗口收件时核对身份", f"{by.agency}{by.post}" or by.name, WINDOW)
        if scene == PHONE_TO_PHONE and by.party_id is not None:
            return Scope((NAME, "age_at_least(18)"), "当面核对身份", "另一位已登录的市民", PHONE_TO_PHONE)
        raise SceneUnknown()


BOUND: list[Scenes] = [OwnScenes()]
"""Who says it: `config/wiring.py` binds a register in place of this one."""
