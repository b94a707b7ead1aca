"""What is made from tables (流程图、依据索引、质量规则、接口约定): `tongban docs` writes it, a test compares it."""

import json
from pathlib import Path

from tongban.config.connectors import CONNECTORS
from tongban.config.flows import FLOWS
from tongban.exchange.lines.contract import schema
from tongban.exchange.lines.systems import Connector
from tongban.registers.catalog import quality

LAW = "law.md"
QUALITY = "quality.md"


def drawings() -> dict[str, str]:
    """The generated documents by their path below `docs/`."""
    made = {f"flows/{name}.mmd": flow.diagram() for name, flow in FLOWS.items()}
    made[LAW] = _law()
    made[QUALITY] = quality.as_markdown()
    made |= {f"connectors/{each.key}.json": _contract(each) for each in CONNECTORS}
    return made


def write(docs: Path) -> list[Path]:
    """Write those that are not current; the ones written."""
    written = []
    for name, text in drawings().items():
        path = docs / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            written.append(path)
    return written


def _contract(line: Connector) -> str:
    plain = schema(line.key, line.interface, line.calls, why=line.elsewhere)
    return json.dumps(plain, ensure_ascii=False, indent=1, default=list) + "\n"


def _law() -> str:
    lines = ["# Index of legal bases", "", "Made from the flow tables by `script/tongban docs`; do not edit.", ""]
    for flow in FLOWS.values():
        lines += [f"## {flow.name}", "", "| step | 办理环节 | 依据 |", "|---|---|---|"]
        lines += [f"| `{verb}` | {label} | {basis} |" for verb, label, basis in flow.bases()]
        lines.append("")
    return "\n".join(lines)
