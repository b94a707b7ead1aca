"""How far a job has come (进度): told beside its transaction, which nobody sees before it ends."""

import os
from contextlib import suppress
from pathlib import Path
from uuid import UUID

from django.conf import settings

FOLDER = "progress"


def tell(run: UUID, done: int, total: int) -> None:
    """So many of so many; a reader never sees half a line."""
    place = _place(run)
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = place.with_suffix(f".{os.getpid()}")
    draft.write_text(f"{done} {total}", encoding="ascii")
    draft.replace(place)


def told(run: UUID) -> tuple[int, int] | None:
    """What was told last; None when nothing was, or it is over."""
    with suppress(OSError, ValueError):
        done, total = _place(run).read_text(encoding="ascii").split()
        return int(done), int(total)
    return None


def end(run: UUID) -> None:
    _place(run).unlink(missing_ok=True)


def _place(run: UUID) -> Path:
    return Path(settings.DATA) / FOLDER / str(run)
