"""The flow of a case (办件流程) as one table: standards §2; 行政许可法 第四章; plan 三(一)2, 三(二)4–5."""

from tongban.foundation.kernel.flow import Flow
from tongban.handling.cases.rules.states import Status

from .examination import EXAMINATION
from .front import FRONT
from .hand_over import HAND_OVER

FLOW = Flow("办件", Status, *FRONT, *EXAMINATION, *HAND_OVER)
