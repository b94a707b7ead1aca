"""How badly a simulated line behaves, on a page (让模拟系统出故障): the form that all of them share."""

from dataclasses import asdict
from typing import Any

from django.http import HttpRequest

from tongban.exchange.lines.misbehaving import RATES, LineFaults

from .narrowing import whole
from .stepping import typed

_SHARES = (
    ("loss", "丢失", "请求或者回执在路上丢掉"),
    ("duplicates", "重复", "同一条到两次"),
    ("delay", "延迟", "超过时间才到"),
    ("bad_receipts", "坏回执", "回执读不出来"),
)
_WRONG_SHARE = -1.0


def faults_shown(standing: LineFaults) -> dict[str, Any]:
    """What the form is filled with: shares with their words, and the seed."""
    now = asdict(standing)
    return {"shares": [(name, label, hint, now[name]) for name, label, hint in _SHARES], "seed": standing.seed}


def faults_sent(request: HttpRequest) -> tuple[dict[str, str], LineFaults]:
    """What was typed, and what it means; a share that is no number is as wrong as one out of bounds."""
    sent = typed(request.POST, *RATES, "seed", most=20)
    seed = whole(sent["seed"]) if sent["seed"] else 0
    return sent, LineFaults(seed=seed, **{name: _share(sent[name]) for name in RATES})


def _share(said: str) -> float:
    try:
        return float(said or "0")
    except ValueError:
        return _WRONG_SHARE
