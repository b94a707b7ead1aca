"""How a finding of a bundle is told: its severity, its place in the document, its clause."""

from tongban.registers.catalog.findings import Finding, Severity

TOGETHER = "实施方案 四(一) 推行集成办"
ONE_FORM = "实施方案 四(一) 一表申请"
ONE_SET = "实施方案 四(一) 一套材料"
LESS = "实施方案 四(一) 减环节、减材料、压时限"
SIX = "实施方案 四(一) 六个“一”"
LISTED = "实施方案 三(一)1 事项清单"


def error(code: str, pointer: str, message: str, clause: str = TOGETHER, *, option_code: str = "") -> Finding:
    return Finding(code, Severity.ERROR, pointer, message, clause, option_code=option_code)


def warning(code: str, pointer: str, message: str, clause: str = TOGETHER) -> Finding:
    return Finding(code, Severity.WARNING, pointer, message, clause)


def note(code: str, pointer: str, message: str, clause: str = TOGETHER) -> Finding:
    return Finding(code, Severity.NOTE, pointer, message, clause)
