"""A small font for one file (字体子集): from our own TrueType font, only the glyphs that its words need."""

import struct
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from tongban.registers.documents.rendering.glyphs import FONTS

REGULAR, BOLD = FONTS / "NotoSansSC-Regular.ttf", FONTS / "NotoSansSC-Bold.ttf"
_MORE, _WORDS, _SCALE, _SCALES, _MATRIX = 0x20, 0x01, 0x08, 0x40, 0x80
_KEPT = (b"OS/2", b"cvt ", b"fpgm", b"prep", b"gasp", b"name")
_SUM = 0xB1B0AFBA


class Font:
    """A TrueType font, read once: its tables, its characters, the widths of its glyphs."""

    def __init__(self, path: Path) -> None:
        self.blob = path.read_bytes()
        (count,) = struct.unpack_from(">H", self.blob, 4)
        rows = (struct.unpack_from(">4sIII", self.blob, 12 + 16 * each) for each in range(count))
        self.tables: dict[bytes, bytes] = {name: self.blob[at : at + size] for name, _, at, size in rows}
        (glyphs,) = struct.unpack_from(">H", self.tables[b"maxp"], 4)
        (is_long,) = struct.unpack_from(">h", self.tables[b"head"], 50)
        (self.em,) = struct.unpack_from(">H", self.tables[b"head"], 18)
        (self.measures,) = struct.unpack_from(">H", self.tables[b"hhea"], 34)
        places = struct.unpack_from(f">{glyphs + 1}{'I' if is_long else 'H'}", self.tables[b"loca"])
        self.places = places if is_long else tuple(each * 2 for each in places)
        self.characters = _characters(self.tables[b"cmap"])

    def width(self, letter: str) -> float:
        """How far a letter reaches, in em."""
        return float(self.measure(self.characters.get(ord(letter), 0))[0] / self.em)

    def measure(self, glyph: int) -> tuple[int, int]:
        """Advance and left bearing."""
        table, last = self.tables[b"hmtx"], self.measures - 1
        if glyph <= last:
            advance, bearing = struct.unpack_from(">Hh", table, 4 * glyph)
            return int(advance), int(bearing)
        (advance,) = struct.unpack_from(">H", table, 4 * last)
        (bearing,) = struct.unpack_from(">h", table, 4 * self.measures + 2 * (glyph - last - 1))
        return int(advance), int(bearing)

    def outline(self, glyph: int) -> bytes:
        return self.tables[b"glyf"][self.places[glyph] : self.places[glyph + 1]]


@cache
def font(path: Path) -> Font:
    return Font(path)


def subset(path: Path, words: Iterable[str]) -> bytes:
    """A complete TrueType font with only these characters; a character that the font lacks shows as an empty box."""
    source = font(path)
    letters = sorted({ord(each) for text in words for each in text} & source.characters.keys())
    order = _closed(source, [0, *dict.fromkeys(source.characters[each] for each in letters)])
    number = {glyph: place for place, glyph in enumerate(order)}
    outlines = [_padded(_renumbered(source.outline(each), number)) for each in order]
    places = [0]
    for each in outlines:
        places.append(places[-1] + len(each))
    tables = {name: source.tables[name] for name in _KEPT if name in source.tables}
    tables |= {
        b"glyf": b"".join(outlines),
        b"loca": struct.pack(f">{len(places)}I", *places),
        b"hmtx": b"".join(struct.pack(">Hh", *source.measure(each)) for each in order),
        b"hhea": source.tables[b"hhea"][:34] + struct.pack(">H", len(order)),
        b"maxp": source.tables[b"maxp"][:4] + struct.pack(">H", len(order)) + source.tables[b"maxp"][6:],
        b"head": _head(source.tables[b"head"]),
        b"post": struct.pack(">II", 0x00030000, 0) + source.tables[b"post"][8:32],
        b"cmap": _cmap({each: number[source.characters[each]] for each in letters}),
    }
    return _assembled(tables)


def _closed(source: Font, wanted: list[int]) -> list[int]:
    """These glyphs and those that they are composed of."""
    found = list(dict.fromkeys(wanted))
    for glyph in found:  # grows while it is walked
        found += [each for each, _ in _parts(source.outline(glyph)) if each not in found]
    return found


def _parts(outline: bytes) -> list[tuple[int, int]]:
    """The glyphs that a composite glyph names, each with its place in the outline."""
    if not outline or struct.unpack_from(">h", outline)[0] >= 0:
        return []
    found, at, flags = [], 10, _MORE
    while flags & _MORE:
        flags, glyph = struct.unpack_from(">HH", outline, at)
        found.append((glyph, at + 2))
        at += 4 + (4 if flags & _WORDS else 2)
        at += 2 if flags & _SCALE else 4 if flags & _SCALES else 8 if flags & _MATRIX else 0
    return found


def _renumbered(outline: bytes, number: Mapping[int, int]) -> bytes:
    changed = bytearray(outline)
    for glyph, at in _parts(outline):
        struct.pack_into(">H", changed, at, number[glyph])
    return bytes(changed)


def _characters(table: bytes) -> dict[int, int]:
    """Which glyph each character has: the maps of format 4 (basic plane) and 12 (all planes)."""
    (count,) = struct.unpack_from(">H", table, 2)
    found: dict[int, int] = {}
    for place in range(count):
        (at,) = struct.unpack_from(">I", table, 4 + 8 * place + 4)
        (kind,) = struct.unpack_from(">H", table, at)
        if kind == 4:
            found |= _segments(table, at)
        elif kind == 12:
            (groups,) = struct.unpack_from(">I", table, at + 12)
            rows = (struct.unpack_from(">III", table, at + 16 + 12 * each) for each in range(groups))
            found |= {code: first + code - start for start, end, first in rows for code in range(start, end + 1)}
    assert found, "a TrueType font maps its characters"
    return found


def _segments(table: bytes, at: int) -> dict[int, int]:
    """Format 4: runs of characters, each with a delta to its glyph or an array of glyphs."""
    (doubled,) = struct.unpack_from(">H", table, at + 6)
    runs = doubled // 2
    ends = struct.unpack_from(f">{runs}H", table, at + 14)
    starts, deltas = (struct.unpack_from(f">{runs}H", table, at + 16 + doubled * each) for each in (1, 2))
    ranges = at + 16 + 3 * doubled
    offsets = struct.unpack_from(f">{runs}H", table, ranges)
    found: dict[int, int] = {}
    for run, (first, last, delta, offset) in enumerate(zip(starts, ends, deltas, offsets, strict=True)):
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code
            if offset:
                (glyph,) = struct.unpack_from(">H", table, ranges + 2 * run + offset + 2 * (code - first))
            if glyph and (glyph + delta) & 0xFFFF:
                found[code] = (glyph + delta) & 0xFFFF
    return found


def _cmap(glyphs: Mapping[int, int]) -> bytes:
    """Two maps: format 4 for the basic plane, format 12 for all; one run per character keeps them simple."""
    basic = [(code, glyph) for code, glyph in glyphs.items() if code < 0xFFFF] + [(0xFFFF, 0)]
    count = len(basic)
    power = 1 << (count.bit_length() - 1)
    codes = struct.pack(f">{count}H", *(code for code, _ in basic))
    deltas = struct.pack(f">{count}H", *((glyph - code) % 65536 if code != 0xFFFF else 1 for code, glyph in basic))
    head = struct.pack(">4H", 2 * count, 2 * power, power.bit_length() - 1, 2 * (count - power))
    body = head + codes + b"\0\0" + codes + deltas + bytes(2 * count)
    small = struct.pack(">3H", 4, 6 + len(body), 0) + body
    groups = b"".join(struct.pack(">III", code, code, glyph) for code, glyph in glyphs.items())
    large = struct.pack(">HHIII", 12, 0, 16 + len(groups), 0, len(glyphs)) + groups
    start = 4 + 2 * 8
    rows = struct.pack(">HHI", 3, 1, start) + struct.pack(">HHI", 3, 10, start + len(small))
    return struct.pack(">HH", 0, 2) + rows + small + large


def _head(table: bytes) -> bytes:
    """The same head, with long places and no sum yet."""
    return table[:8] + bytes(4) + table[12:50] + struct.pack(">h", 1) + table[52:54]


def _assembled(tables: Mapping[bytes, bytes]) -> bytes:
    names = sorted(tables)
    power = 1 << (len(names).bit_length() - 1)
    top = (0x00010000, len(names), 16 * power, power.bit_length() - 1, 16 * (len(names) - power))
    at, rows, bodies = 12 + 16 * len(names), b"", b""
    for name in names:
        body = _padded(tables[name])
        rows += struct.pack(">4sIII", name, _checksum(body), at + len(bodies), len(tables[name]))
        bodies += body
    whole = struct.pack(">IHHHH", *top) + rows + bodies
    place = at + sum(len(_padded(tables[name])) for name in names[: names.index(b"head")]) + 8
    return whole[:place] + struct.pack(">I", (_SUM - _checksum(whole)) % 2**32) + whole[place + 4 :]


def _checksum(body: bytes) -> int:
    return int(sum(struct.unpack(f">{len(body) // 4}I", body)) % 2**32)


def _padded(body: bytes) -> bytes:
    return body + bytes(-len(body) % 4)
