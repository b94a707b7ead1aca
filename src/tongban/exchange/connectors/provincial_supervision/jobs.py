"""What a timer does with the provincial supervision system: files of departments, and what was given up."""

from datetime import datetime
from pathlib import Path

from .commands.reporting import revive
from .commands.taking_in import send_up_what_waited, take_in_folder, take_in_table


def look_after_records(at: datetime) -> int:
    """The number of records that are tried anew, or go up for the first time."""
    return send_up_what_waited(at=at) + revive(at=at)


def take_in_deliveries(folder: Path, *, at: datetime) -> int:
    """汇聚部门监管数据: files and rows of the front table that are new; a folder that is not there holds none."""
    return take_in_table(at=at) + (take_in_folder(folder, at=at) if folder.is_dir() else 0)
