"""Scenes of codes in use: one with a scan that waits and one that was granted, and one that is switched off."""

from collections.abc import Callable
from datetime import timedelta

from tongban.exchange.connectors.scene_terminals.simulator import Terminal
from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import now
from tongban.registers.codes.commands import agree, show
from tongban.registers.codes.models import Scan
from tongban.registers.codes.queries import code_now
from tongban.registers.scenes.commands import switch_off
from tongban.registers.scenes.queries import scene_with_key


def people_the_scenes(cast: Callable[[str], Actor]) -> dict[str, str]:
    """The samples that the addresses of the scenes' pages need."""
    liqiang, scene, off = cast("liqiang"), scene_with_key("hospital-registration"), scene_with_key("scenic-entry")
    switch_off(off, reason="检票系统检修。", by=cast("tianhui"), at=now())
    granted = _scanned(Terminal(scene), liqiang)
    agree(granted, claims=["name", "phone"], by=liqiang, at=now())
    Scan.objects.filter(pk=granted.pk).update(look_until=now() + timedelta(hours=1))
    waiting = _scanned(Terminal(scene), liqiang)
    Scan.objects.filter(pk=waiting.pk).update(answer_until=now() + timedelta(hours=1))
    return {
        "scene": str(scene.pk),
        "scene_off": str(off.pk),
        "scene_scan": str(waiting.public_id),
        "scene_scan_seen": str(granted.public_id),
    }


def _scanned(terminal: Terminal, holder: Actor) -> Scan:
    [sent] = terminal.scan(code_now(show(by=holder, at=now()), at=now()).text, at=now())
    assert sent.scan is not None
    return sent.scan
