"""docs/importing.md and the table of codes say the same."""

import re
from pathlib import Path

from tongban.registers.catalog.importing.remarks import CODES

DOCUMENT = Path(__file__).resolve().parents[6] / "docs" / "importing.md"


def test_every_code_is_documented_with_its_severity_and_none_besides():
    rows = re.findall(r"^\| `(\w+)` \| (\w+) \| ", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE)
    assert dict(rows) == {code: severity.value for code, (severity, _) in CODES.items()}
    assert len(rows) == len(CODES)
