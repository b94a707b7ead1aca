"""What a caller sends for a small restaurant (食品经营许可): the cast's application as JSON."""

from io import BytesIO
from typing import Any

from PIL import Image

from tongban.handling.cases.tests.applying import ANSWERS, FORM, LICENSE, food_code

__all__ = ["APPLICANT", "LICENSE", "NEEDED", "NEWCOMER", "application", "food_code", "picture"]
APPLICANT = {
    "kind": "person",
    "name": "李强",
    "id_kind": "id_card",
    "id_number": "620201199003070017",
    "phone": "13893700001",
}
NEWCOMER = APPLICANT | {"name": "张新", "id_number": "620201198501010012", "phone": "13800138000"}
NEEDED = ("layout_plan", "equipment_list", "safety_rules", "health_certificates")


def picture() -> bytes:
    """A small but real picture."""
    held = BytesIO()
    Image.new("RGB", (400, 300), (200, 30, 30)).save(held, "PNG")
    return held.getvalue()


def application(files: dict[str, str] | None = None, **changes: Any) -> dict[str, Any]:
    """An application with these files by material; what has none is missing."""
    materials: list[dict[str, Any]] = [
        {"requirement_code": code, "file_ids": [file]} for code, file in (files or {}).items()
    ]
    materials.append({"requirement_code": "business_license", "license_identifier": LICENSE})
    plain = {
        "option_code": food_code(),
        "channel": "api",
        "applicant": APPLICANT,
        "answers": ANSWERS,
        "form": FORM,
        "materials": materials,
    }
    return plain | changes
