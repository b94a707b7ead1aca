"""The states of a licence (证照状态) and what is done to one (业务操作), with the codes of the exchange standard."""

from enum import StrEnum


class Status(StrEnum):
    """How a licence stands; codes 01–07 of standards §4.2 (99 is what others send). 撤销, 注销, 吊销 are three ends."""

    NEW = "new"
    VALID = "valid"
    HELD = "held"
    REVOKED = "revoked"
    DEREGISTERED = "deregistered"
    LAPSED = "lapsed"
    MOVED_OUT = "moved_out"
    STRIPPED = "stripped"

    @property
    def label(self) -> str:
        return _STATUS[self][1]

    @property
    def code(self) -> str:
        """The code that is exchanged (状态代码); a licence that is not yet one has none."""
        return _STATUS[self][0]


class Operation(StrEnum):
    """What brought an edition or an end about; codes 01–10 of standards §4.2."""

    ISSUE = "issue"
    RENEW = "renew"
    HOLD = "hold"
    LAPSE = "lapse"
    DEREGISTER = "deregister"
    GIVE_BACK = "give_back"
    OTHER = "other"
    TAKE_IN = "take_in"
    CHANGE = "change"
    CANCEL_MOVE_OUT = "cancel_move_out"

    @property
    def label(self) -> str:
        return _OPERATIONS[self][1]

    @property
    def code(self) -> str:
        return _OPERATIONS[self][0]


_STATUS = {
    Status.NEW: ("", "待颁发"),
    Status.VALID: ("01", "有效"),
    Status.HELD: ("02", "暂扣"),
    Status.REVOKED: ("03", "撤销"),
    Status.DEREGISTERED: ("04", "注销"),
    Status.LAPSED: ("05", "失效"),
    Status.MOVED_OUT: ("06", "办理转出"),
    Status.STRIPPED: ("07", "吊销"),
}
_OPERATIONS = {
    Operation.ISSUE: ("01", "新发"),
    Operation.RENEW: ("02", "延续"),
    Operation.HOLD: ("03", "暂扣"),
    Operation.LAPSE: ("04", "过期失效"),
    Operation.DEREGISTER: ("05", "注销、撤销、吊销、转出"),
    Operation.GIVE_BACK: ("06", "发还"),
    Operation.OTHER: ("07", "其他"),
    Operation.TAKE_IN: ("08", "转入"),
    Operation.CHANGE: ("09", "变更"),
    Operation.CANCEL_MOVE_OUT: ("10", "取消转出"),
}
ENDS = frozenset({Status.REVOKED, Status.DEREGISTERED, Status.STRIPPED, Status.MOVED_OUT})


def operation_of(verb: str) -> Operation:
    """The operation that a step of the flow counts as: the ends share one code, a correction is a change."""
    return _OF_VERB.get(verb, Operation.OTHER)


_OF_VERB = {each.value: each for each in Operation} | {
    "revoke": Operation.DEREGISTER,
    "strip": Operation.DEREGISTER,
    "move_out": Operation.DEREGISTER,
    "correct": Operation.CHANGE,
}
