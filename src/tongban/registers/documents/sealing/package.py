"""The package of an OFD (OFD包): an archive in one form only, stored without compression, in the order given.

Because the form is fixed, reading is: take the members one after the other, write them again, compare. No byte of the
archive is left that could differ; nothing is inflated, so nothing can swell; nothing is written to a disk.
"""

import io
import struct
import zipfile
from collections.abc import Mapping

MAX_SIZE = 20 * 1024 * 1024
MAX_MEMBERS = 200
_LOCAL = struct.Struct("<4s5H3I2H")
_START = b"PK\x03\x04"
_WHEN = (1980, 1, 1, 0, 0, 0)
_PLAIN_FILE = 0o100600 << 16


class NotOurs(ValueError):  # noqa: N818 - it is an answer about bytes
    """Not an archive in our one form."""


def pack(members: Mapping[str, bytes]) -> bytes:
    """The archive of these members; the same members give the same bytes."""
    blob = io.BytesIO()
    with zipfile.ZipFile(blob, "w", zipfile.ZIP_STORED) as archive:
        for name, content in members.items():
            told = zipfile.ZipInfo(name, date_time=_WHEN)
            told.external_attr, told.create_system = _PLAIN_FILE, 3
            archive.writestr(told, content)
    return blob.getvalue()


def unpack(content: bytes) -> dict[str, bytes]:
    """The members; `NotOurs` for anything that `pack` would not have written byte for byte."""
    members = members_of(content)
    if pack(members) != content:
        raise NotOurs("not in our form")
    return members


def members_of(content: bytes) -> dict[str, bytes]:
    """What stands in an archive, one member after the other from its first byte; what comes behind is not looked at."""
    if len(content) > MAX_SIZE:
        raise NotOurs("too large")
    members: dict[str, bytes] = {}
    at = 0
    while content[at : at + 4] == _START:
        if len(content) < at + _LOCAL.size or len(members) >= MAX_MEMBERS:
            raise NotOurs("cut off, or too many members")
        size, name_size = _LOCAL.unpack_from(content, at)[8:10]
        begin = at + _LOCAL.size + name_size
        name = _name(content[at + _LOCAL.size : begin])
        if begin + size > len(content) or name in members:
            raise NotOurs("cut off, or twice the same member")
        members[name] = content[begin : begin + size]
        at = begin + size
    if not members:
        raise NotOurs("nothing in it")
    return members


def _name(raw: bytes) -> str:
    """A name of ours is plain ASCII and leads nowhere else."""
    name = raw.decode("ascii", "replace")
    if not name.replace("/", "").replace("_", "").replace(".", "").isalnum() or not name.isascii() or ".." in name:
        raise NotOurs("a name that we do not give")
    return name
