"""Telling the province of door plates (门楼牌备案)."""

from .filing import carry, enqueue, revive

__all__ = ["carry", "enqueue", "revive"]
