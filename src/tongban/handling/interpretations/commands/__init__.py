"""Writing, publishing and taking down interpretations (政策解读), and counting their readers."""

from .counting import keep_reads
from .publishing import publish, send_back, withdraw
from .writing import propose, revise, start, write

__all__ = ["keep_reads", "propose", "publish", "revise", "send_back", "start", "withdraw", "write"]
