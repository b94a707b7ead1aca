"""The probe of pictures: bounds from the header first, then decoded, turned upright, written anew without metadata."""

import io
from typing import Any

from PIL import Image, ImageOps

MAX_PIXELS = 50_000_000
MIN_SIDE = 200
QUALITY = 90
FAST = 3
MODES = {"JPEG": ("L", "RGB"), "PNG": ("1", "L", "LA", "P", "RGB", "RGBA", "I;16")}

Answer = tuple[dict[str, Any], bytes]


def probe(content: bytes) -> Answer:
    """Faults of a picture, or its size and its cleaned bytes: no place, no camera, nothing hidden behind the end."""
    Image.MAX_IMAGE_PIXELS = None  # the bound is checked from the header, below, before anything is decoded
    try:
        with Image.open(io.BytesIO(content), formats=("JPEG", "PNG")) as picture:
            return look(picture)
    except MemoryError:
        return {"faults": ["too_many_pixels"]}, b""


def look(picture: Image.Image) -> Answer:
    width, height = picture.size
    if width * height > MAX_PIXELS:
        return {"faults": ["too_many_pixels"]}, b""
    if min(width, height) < MIN_SIDE:
        return {"faults": ["too_small"]}, b""
    written = "PNG" if picture.format == "PNG" else "JPEG"
    upright = ImageOps.exif_transpose(picture)
    if upright.mode not in MODES[written]:
        upright = upright.convert("RGB")
    upright.info = {key: value for key, value in upright.info.items() if key == "transparency"}
    cleaned = io.BytesIO()
    upright.save(cleaned, written, quality=QUALITY, compress_level=FAST)
    return {"faults": [], "width": upright.width, "height": upright.height}, cleaned.getvalue()
