"""Budgets of what a phone has to fetch, and the vendored files are what the manifest says."""

import base64
import hashlib
import json
import re
import zlib
from pathlib import Path

import pytest

STATIC = Path(__file__).parents[1] / "static" / "ui"
SHEET = re.sub(r"/\*.*?\*/", "", (STATIC / "tongban.css").read_text("utf-8"), flags=re.S)


def _deflated(path: Path) -> int:
    return len(zlib.compress(path.read_bytes(), 9))


def test_the_stylesheet_keeps_its_budget() -> None:
    """8 KB in brotli; the deflate estimate of the same sheet is about an eighth more."""
    assert _deflated(STATIC / "tongban.css") <= 9_400


def test_the_scripts_keep_their_budget() -> None:
    assert sum(_deflated(each) for each in STATIC.glob("*.js")) <= 12_000


def test_vendored_files_match_their_manifest() -> None:
    manifest = json.loads((STATIC / "vendor" / "MANIFEST.json").read_text("utf-8"))
    vendored = {each.name for each in (STATIC / "vendor").glob("*.js")}
    assert set(manifest) == vendored
    for name, entry in manifest.items():
        digest = hashlib.sha384((STATIC / "vendor" / name).read_bytes()).digest()
        assert entry["sha384"] == f"sha384-{base64.b64encode(digest).decode()}", name
        assert (STATIC / "vendor" / re.sub(r"^.*\((.+)\)$", r"\1", entry["licence"])).exists()


def test_the_sheet_uses_no_layers_and_no_foreign_address() -> None:
    assert "@layer" not in SHEET
    assert "@import" not in SHEET
    assert "url(" not in SHEET
    assert SHEET.count("{") == SHEET.count("}")


def _tokens(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+):\s*([^;]+);", block))


def _resolved(tokens: dict[str, str], name: str) -> str:
    value = tokens[name]
    while found := re.fullmatch(r"var\(--([\w-]+)\)", value):
        value = tokens[found[1]]
    return value


def _luminance(colour: str) -> float:
    text = colour.removeprefix("#")
    text = "".join(each * 2 for each in text) if len(text) == 3 else text
    parts = [int(text[start : start + 2], 16) / 255 for start in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    bright, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


STANDARD = _tokens(SHEET[SHEET.index(":root {") : SHEET.index("}", SHEET.index(":root {"))])
HIGH_AT = SHEET.index('[data-contrast="high"] {')
HIGH = STANDARD | _tokens(SHEET[HIGH_AT : SHEET.index("}", HIGH_AT)])
TEXT_ON_GROUND = [
    ("ink", "bg"),
    ("ink-2", "bg"),
    ("ink-3", "bg"),
    ("ink-3", "surface"),
    ("ink-2", "grey-50"),
    ("link", "bg"),
    ("link", "blue-50"),
    ("link", "gold-50"),
    ("link", "red-50"),
    ("on-act", "act"),
    ("on-act", "act-hover"),
    ("on-band", "band"),
    ("on-desk", "desk"),
    ("on-gold", "gold"),
    ("info", "blue-50"),
    ("done", "green-50"),
    ("done", "bg"),
    ("warn", "gold-50"),
    ("warn", "bg"),
    ("danger", "red-50"),
    ("danger", "bg"),
    ("ink", "blue-100"),
]


@pytest.mark.parametrize("tokens", [STANDARD, HIGH], ids=["standard", "high contrast"])
@pytest.mark.parametrize(("text", "ground"), TEXT_ON_GROUND)
def test_text_has_contrast_on_its_ground(tokens: dict[str, str], text: str, ground: str) -> None:
    assert _contrast(_resolved(tokens, text), _resolved(tokens, ground)) >= 4.5


@pytest.mark.parametrize("tokens", [STANDARD, HIGH], ids=["standard", "high contrast"])
def test_the_border_of_a_field_can_be_seen(tokens: dict[str, str]) -> None:
    assert _contrast(_resolved(tokens, "line-strong"), _resolved(tokens, "field")) >= 3
