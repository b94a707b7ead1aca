"""The picture of the test seal (印模): a red ring with words, drawn by ourselves; no emblem stands in it."""

import io
import math
from functools import lru_cache

from PIL import Image, ImageDraw, ImageFont

from tongban.registers.documents.rendering.glyphs import FONTS

from .face import SEAL_LEGEND, SEAL_NAME

SIDE = 480  # 40 mm at 300 dpi
RED = (192, 15, 26, 230)
_RING, _INNER = 10, 3
_FONT = FONTS / "NotoSansSC-Bold.ttf"


@lru_cache(maxsize=4)
def seal_picture(name: str = SEAL_NAME, legend: str = SEAL_LEGEND) -> bytes:
    """The seal as PNG with a clear ground."""
    drawn = Image.new("RGBA", (SIDE, SIDE), (192, 15, 26, 0))
    pen = ImageDraw.Draw(drawn)
    pen.ellipse((_RING, _RING, SIDE - _RING, SIDE - _RING), outline=RED, width=_RING)
    pen.ellipse((3 * _RING, 3 * _RING, SIDE - 3 * _RING, SIDE - 3 * _RING), outline=RED, width=_INNER)
    _along_the_arc(drawn, name)
    pen.text((SIDE / 2, SIDE / 2 + 40), legend, font=ImageFont.truetype(_FONT, 54), fill=RED, anchor="mm")
    pen.text((SIDE / 2, SIDE / 2 + 115), "无法律效力", font=ImageFont.truetype(_FONT, 40), fill=RED, anchor="mm")
    blob = io.BytesIO()
    drawn.save(blob, "PNG", optimize=True)
    return blob.getvalue()


def _along_the_arc(drawn: Image.Image, words: str) -> None:
    font, radius = ImageFont.truetype(_FONT, 56), SIDE / 2 - 82
    span = min(200.0, 26.0 * len(words))
    for at, letter in enumerate(words):
        turn = 0.0 if len(words) == 1 else span * at / (len(words) - 1) - span / 2
        cell = Image.new("RGBA", (90, 90), (192, 15, 26, 0))
        ImageDraw.Draw(cell).text((45, 45), letter, font=font, fill=RED, anchor="mm")
        turned = cell.rotate(-turn, resample=Image.Resampling.BICUBIC)
        x = SIDE / 2 + radius * math.sin(math.radians(turn)) - 45
        y = SIDE / 2 - radius * math.cos(math.radians(turn)) - 45
        drawn.alpha_composite(turned, (round(x), round(y)))
