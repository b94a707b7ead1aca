"""Every flow of the house: read by the diagrams, the index of legal bases and the test that walks them."""

from tongban.foundation.kernel.flow import Flow
from tongban.handling.cases.rules.flow import FLOW as CASE
from tongban.registers.compiling.rules.flow import FLOW as LIST_DRAFT
from tongban.registers.upkeep.rules.flow import FLOW as REPORT

FLOWS: dict[str, Flow] = {"case": CASE, "list-draft": LIST_DRAFT, "report": REPORT}
