"""How a verifier's terminal can fail (终端故障), for the demo city and tests."""

from enum import StrEnum

NAME = "模拟的扫码终端（不是真的，只供演示和测试）"


class Fault(StrEnum):
    """What happens to one scan between the holder's screen and the city."""

    NONE = "none"
    LATE = "late"
    LOST = "lost"
    TWICE = "twice"
    GARBLED = "garbled"

    @property
    def label(self) -> str:
        return {
            "none": "没有故障",
            "late": "迟到：一分多钟以后才送到",
            "lost": "丢失：送到了，回答丢了，终端再送一次",
            "twice": "重复：同一个码送两次",
            "garbled": "坏数据：码里有几个字扫错了",
        }[self.value]


def garbled(typed: str) -> str:
    """The same text with some characters in the middle read wrongly."""
    middle = len(typed) // 2
    return typed[:middle] + typed[middle : middle + 4][::-1].swapcase().translate(_WRONG) + typed[middle + 4 :]


_WRONG = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "BCDEFGHIJKLMNOPQRSTUVWXYZ234567A")
