"""The rules of dispatch at the command line (分派规则): read from a file, checked, and published for one body."""

from argparse import Namespace
from importlib import import_module
from pathlib import Path
from typing import Any

import msgspec
import yaml

from tongban.foundation.kernel import clock
from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.kernel.errors import Declined
from tongban.foundation.kernel.written import read_yaml
from tongban.running.folder import DataFolder
from tongban.running.opening import As, opened
from tongban.running.refusal import CannotRun

PUBLISHING = "tongban.handling.cases.commands.dispatching"
RULES = "tongban.handling.cases.rules.dispatching"
REGISTER = "tongban.registers.agencies.queries"


def publish(asked: Namespace, folder: DataFolder) -> int:
    """`tongban dispatch FILE`: 0 when the rules are in force, 1 with everything that is wrong."""
    said = _read(Path(asked.file))
    with opened(folder, As.OWNER):
        rules = _rules(said)
        agency = import_module(REGISTER).agency_with_key(str(said["agency"]))
        try:
            table = import_module(PUBLISHING).publish_rules(agency, rules, by=SYSTEM, at=clock.now())
        except Declined as refusal:
            print("\n".join([refusal.message, *(f"✗ {each.message}" for each in refusal.faults)]))
            return 1
    print(f"{agency}的分派规则已发布，第{table.number}版，共{len(rules)}条。")
    return 0


def _read(path: Path) -> dict[str, Any]:
    try:
        said = read_yaml(path.read_bytes())
    except (OSError, yaml.YAMLError) as error:
        raise CannotRun(f"读不了 {path}：{error}") from error
    if not isinstance(said, dict) or set(said) != {"agency", "rules"}:
        raise CannotRun(f"{path} 要有 agency（部门标识）和 rules（规则）两项。")
    return said


def _rules(said: dict[str, Any]) -> list[Any]:
    try:
        found: list[Any] = msgspec.convert(said["rules"], list[import_module(RULES).DispatchRule])  # type: ignore[misc]
    except msgspec.ValidationError as error:
        raise CannotRun(
            f"规则写法不对：{error}。每条规则有 name，可以有 options、when，以及 post 或者 staff。"
        ) from error
    return found
