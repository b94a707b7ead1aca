"""The shelf (文件库): contents by their hash, each once, in the data folder and outside of the web root."""

import hashlib
import os
import secrets
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

PRIVATE_FOLDER = 0o700
PRIVATE_FILE = 0o600


def put(content: bytes) -> bytes:
    """Lay a content on the shelf and return its SHA-256 (32 bytes); it is on the disk when this returns.

    Whoever lays the same content twice finds it there. A torn write can never be seen: write, fsync, rename.
    """
    digest = hashlib.sha256(content).digest()
    place = place_of(digest)
    if place.exists() and place.stat().st_size == len(content):
        return digest
    place.parent.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    draft = place.parent / f".{secrets.token_hex(8)}"
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE), "wb") as handle:
        handle.write(content)
        handle.flush()
        os.fsync(handle.fileno())
    draft.replace(place)
    _sync(place.parent)
    return digest


def take(digest: bytes) -> BinaryIO:
    """The content with this SHA-256, open for reading; FileNotFoundError if the shelf has lost it."""
    return place_of(digest).open("rb")


def remove(digest: bytes) -> None:
    """Take a content from the shelf for good (清除内容); one that is gone already stays gone.

    Only for contents that nothing else can be, such as an archive package, which holds the number of its case.
    """
    place = place_of(digest)
    if place.exists():
        place.unlink(missing_ok=True)
        _sync(place.parent)


def place_of(digest: bytes) -> Path:
    """Where a content lies: `files/ab/cd/<sha256>`."""
    name = digest.hex()
    return Path(settings.DATA) / "files" / name[:2] / name[2:4] / name


def _sync(folder: Path) -> None:
    """Make the new name itself last through a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
