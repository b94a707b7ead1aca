"""What is done with places: names, signs, sub-centres, and what they are given (更名、门牌、分中心、保障)."""

from .names import load_renames, plan_rename, switch_names, withdraw_rename
from .provisions import enter_provision, enter_task, load_provisions, set_standard
from .signs import deliver_sign, install_sign, order_signs, set_spec, take_down_sign
from .subcentre_places import open_place
from .subcentres import confirm_centre, decide_centre, finish_step, load_centres, plan_step

__all__ = [
    "confirm_centre",
    "decide_centre",
    "deliver_sign",
    "enter_provision",
    "enter_task",
    "finish_step",
    "install_sign",
    "load_centres",
    "load_provisions",
    "load_renames",
    "open_place",
    "order_signs",
    "plan_rename",
    "plan_step",
    "set_spec",
    "set_standard",
    "switch_names",
    "take_down_sign",
    "withdraw_rename",
]
