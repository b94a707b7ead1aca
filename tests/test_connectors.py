"""All lines to outside systems by one table: contract, faults, switched by config only (R-173, R-176, R-205)."""

import importlib
import inspect
import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from tongban.config.connectors import CONNECTORS
from tongban.exchange.lines.systems import (
    BOUND,
    Connector,
    FaultKind,
    Mode,
    Origin,
    Stage,
    is_compatible,
    mismatches,
    registry_from,
)
from tongban.foundation.kernel.written import read_yaml

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "src" / "tongban" / "exchange" / "connectors"
WIRING = "".join(
    (ROOT / "src" / "tongban" / "config" / name).read_text("utf-8") for name in ("wiring.py", "city_files.py")
)
PLAIN = read_yaml((ROOT / "city" / "jiayuguan" / "systems.yaml").read_bytes())
NAMED = (
    *("事项库", "政务服务网", "甘快办", "好差评", "12345", "互联网+监管", "中介网上超市", "信用", "一码通"),
    *("电子证照库", "大数据基座", "不来即享", "健康卡", "社保卡", "医保", "公安", "税务", "银行", "印章"),
    *("不动产", "邮政", "支付"),
)
LINES = pytest.mark.parametrize("line", CONNECTORS, ids=lambda each: each.key)
SIMULATED = pytest.mark.parametrize("line", [each for each in CONNECTORS if each.faults], ids=lambda each: each.key)


def acts(port: type) -> set[str]:
    """What a port asks for, its parents' acts among it."""
    asked = {name for each in port.__mro__ if each is not object for name in vars(each)}
    asked |= {name for each in port.__mro__ for name in getattr(each, "__annotations__", {})}
    return {name for name in asked if not name.startswith("_")}


@pytest.mark.req("R-205")
def test_every_folder_of_a_line_stands_in_the_table_once() -> None:
    folders = {each.parent.name for each in FOLDER.glob("*/__init__.py")}
    assert sorted(each.key for each in CONNECTORS) == sorted(folders)


@pytest.mark.req("R-173", "R-205")
@LINES
def test_a_line_has_a_simulator_or_says_why_not_and_both_ends_keep_the_contract(line: Connector) -> None:
    assert line.without or (line.adapter and line.simulator)
    for end in (each for each in (line.adapter, line.simulator) if each and line.port):
        assert line.port is not None
        given = {*dir(end), *getattr(end, "__annotations__", {}), *_set_by(end)}
        assert acts(line.port) - given == set(), end.__name__


@pytest.mark.req("R-205")
@SIMULATED
def test_a_simulator_can_lose_delay_double_and_spoil(line: Connector) -> None:
    assert set(line.faults) == set(FaultKind)
    knobs = _knobs(line)
    assert {knob for knob in line.faults.values() if knob not in knobs} == set()
    tests = "".join(each.read_text("utf-8") for each in (FOLDER / line.key / "tests").glob("test_*.py"))
    assert [knob for knob in line.faults.values() if not re.search(rf"\b{knob}\b", tests, re.IGNORECASE)] == []


@pytest.mark.req("R-173", "R-205")
@LINES
def test_a_line_is_switched_by_its_setting_alone(line: Connector) -> None:
    address = "https://library.example"
    assert line.mode("", is_demo=False) is Mode.OFF
    assert line.mode("", is_demo=True) is (Mode.SIMULATED if line.simulator else Mode.OFF)
    if line.adapter is None:
        return
    assert line.mode(address, is_demo=True) is Mode.REAL
    assert hasattr(settings, line.setting)
    assert f"settings.{line.setting}" in WIRING
    for end in (each for each in (line.adapter, line.simulator) if each):
        used = re.search(rf"\b{end.__module__.rsplit('.', 1)[0].replace('.', '[.]')}[.]\w+ import", WIRING)
        assert used, f"{end.__name__} is bound nowhere"


@pytest.mark.req("R-173")
def test_nothing_but_an_adapter_speaks_to_a_network() -> None:
    talks = re.compile(r"^(?:import|from) (?:urllib\.request|http\.client|socket|requests|httpx)\b", re.MULTILINE)
    found = {
        path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.py") if talks.search(path.read_text("utf-8"))
    }
    found = {each for each in found if "/tests/" not in each}
    assert {each for each in found if not each.endswith("/adapter.py")} == set()


@pytest.mark.req("R-205")
@pytest.mark.parametrize("name", NAMED)
def test_every_system_of_the_plan_is_in_the_list_with_owner_and_state(name: str) -> None:
    found = [each for each in BOUND.registry.systems if name in each.name]
    assert found
    assert all(each.owner and each.stage and each.use for each in found)
    assert all(each.connector or each.stage in (Stage.PLANNED, Stage.IN_USE) for each in found)


@pytest.mark.req("R-176")
def test_another_interface_version_is_told_in_words_and_a_newer_minor_one_goes_together() -> None:
    assert mismatches(BOUND.registry, CONNECTORS) == []
    plain = {
        "systems": [{**each, **({"interface": "2.0"} if each["key"] == "ratings" else {})} for each in PLAIN["systems"]]
    }
    told = mismatches(registry_from(plain, CONNECTORS), CONNECTORS)
    assert len(told) == 1
    assert "好差评" in told[0]
    assert "2.0版" in told[0]
    assert is_compatible("1.0", "1.4")
    assert not is_compatible("1.4", "1.0")
    assert not is_compatible("1.0", "2.0")


@pytest.mark.req("R-176")
def test_a_list_that_names_a_line_that_is_not_there_stops_the_start() -> None:
    wrong = {"systems": [{**PLAIN["systems"][0], "connector": "nothing"}]}
    with pytest.raises(AssertionError):
        registry_from(wrong, CONNECTORS)
    assert {each.origin for each in BOUND.registry.systems} == set(Origin)


def _set_by(end: type) -> set[str]:
    """What is set on an instance."""
    return set(re.findall(r"self\.(\w+)\b", inspect.getsource(end)))


def _knobs(line: Connector) -> set[str]:
    """The fields of the simulator's faults, or the words of its kinds of fault."""
    assert line.simulator is not None
    module: Any = importlib.import_module(line.simulator.__module__)
    kinds = [each for name, each in vars(module).items() if "Fault" in name and inspect.isclass(each)]
    fields = {name for each in kinds for name in getattr(each, "__dataclass_fields__", {})}
    return fields | {str(one.value) for each in kinds if hasattr(each, "__members__") for one in each}
