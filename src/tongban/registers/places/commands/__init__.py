"""What is done with places: names are planned and switched, signs are made, handed out and put up (更名、门牌)."""

from .names import load_renames, plan_rename, switch_names, withdraw_rename
from .signs import deliver_sign, install_sign, order_signs, set_spec, take_down_sign

__all__ = [
    "deliver_sign",
    "install_sign",
    "load_renames",
    "order_signs",
    "plan_rename",
    "set_spec",
    "switch_names",
    "take_down_sign",
    "withdraw_rename",
]
