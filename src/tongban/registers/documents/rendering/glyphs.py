"""Which characters our papers can show (字库里的字): read once from the character maps of the bundled fonts."""

import struct
from collections.abc import Iterator
from functools import cache
from pathlib import Path

FONTS = Path(__file__).parent.parent / "fonts"
_BLANK = frozenset("\n\r\t")


def unprintable(text: str) -> str:
    """The characters that no font of ours has, each once, in their order; papers show an empty box for them."""
    return "".join(dict.fromkeys(each for each in text if each not in printable() and each not in _BLANK))


@cache
def printable() -> frozenset[str]:
    """Every character that both weights have."""
    fonts = [frozenset(_characters(path.read_bytes())) for path in sorted(FONTS.glob("*.ttf"))]
    assert fonts, "the papers have fonts of their own"
    return frozenset.intersection(*fonts)


def _characters(font: bytes) -> Iterator[str]:
    """The characters of a TrueType font: table cmap, subtables of format 4 (BMP) and 12 (all planes)."""
    start = _table(font, b"cmap")
    (count,) = struct.unpack_from(">H", font, start + 2)
    for place in range(count):
        (offset,) = struct.unpack_from(">I", font, start + 4 + 8 * place + 4)
        (kind,) = struct.unpack_from(">H", font, start + offset)
        if kind == 4:
            yield from _segments(font, start + offset)
        elif kind == 12:
            yield from _groups(font, start + offset)


def _table(font: bytes, tag: bytes) -> int:
    (count,) = struct.unpack_from(">H", font, 4)
    for place in range(count):
        name, _, offset, _ = struct.unpack_from(">4sIII", font, 12 + 16 * place)
        if name == tag:
            return int(offset)
    raise AssertionError("a TrueType font has a character map")


def _segments(font: bytes, at: int) -> Iterator[str]:
    """Format 4: runs of characters, each with a delta to its glyph or an array of glyphs; glyph 0 is no glyph."""
    (doubled,) = struct.unpack_from(">H", font, at + 6)
    runs = doubled // 2
    ends = struct.unpack_from(f">{runs}H", font, at + 14)
    starts = struct.unpack_from(f">{runs}H", font, at + 16 + doubled)
    deltas = struct.unpack_from(f">{runs}H", font, at + 16 + 2 * doubled)
    ranges = at + 16 + 3 * doubled
    offsets = struct.unpack_from(f">{runs}H", font, ranges)
    for run, (first, last, delta, offset) in enumerate(zip(starts, ends, deltas, offsets, strict=True)):
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code
            if offset:
                (glyph,) = struct.unpack_from(">H", font, ranges + 2 * run + offset + 2 * (code - first))
            if glyph and (glyph + delta) & 0xFFFF:
                yield chr(code)


def _groups(font: bytes, at: int) -> Iterator[str]:
    """Format 12: groups of characters with consecutive glyphs."""
    (count,) = struct.unpack_from(">I", font, at + 12)
    for place in range(count):
        first, last, glyph = struct.unpack_from(">III", font, at + 16 + 12 * place)
        yield from (chr(code) for code in range(first, last + 1) if glyph + code - first)
