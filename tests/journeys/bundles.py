"""A joint application of 李强 that waits at the window (一件事办件)."""

from collections.abc import Callable

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import now
from tongban.handling.bundles.tests.joining import begun


def join(cast: Callable[[str], Actor]) -> dict[str, str]:
    """What the addresses need of it."""
    return {"bundle_case": begun(cast("liqiang"), at=now()).bundle.number}
