"""House rules of the storeys: what import-linter does not see. Its contracts themselves run in `script/test`."""

import re
import tomllib

import pytest
from django.apps import apps
from django.core.management import call_command

from tests.source import ROOT, SRC, place

CONTRACTS = {
    each["name"]: each
    for each in tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
}
STOREYS = ("foundation", "registers", "handling", "oversight", "exchange", "web")


def order() -> list[str]:
    """Every module of the house from the ground up, as the contracts say: `foundation.kernel`, …"""
    found = []
    for storey in STOREYS:
        layers = CONTRACTS[storey.capitalize()]["layers"]
        found += [f"{storey}.{name.strip(' ()')}" for layer in reversed(layers) for name in layer.split("|")]
    return found


def awaited() -> set[str]:
    """Modules whose place is kept before they are built: in brackets in the contracts."""
    layers = ((storey, layer) for storey in STOREYS for layer in CONTRACTS[storey.capitalize()]["layers"])
    return {f"{storey}.{name}" for storey, layer in layers for name in re.findall(r"\((\w+)\)", layer)}


def module_of(path: str) -> str:
    return ".".join(path.removeprefix("tongban.").split(".")[:2])


def test_every_module_has_its_place_in_a_contract():
    standing = {
        f"{storey}.{folder.name}"
        for storey in STOREYS
        for folder in (SRC / storey).iterdir()
        if (folder / "__init__.py").exists()
    }
    assert standing | awaited() == set(order())


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_the_map_in_the_readme_names_every_module(readme):
    floors = {f"{storey}/" for storey in STOREYS}
    rows = (ROOT / readme).read_text(encoding="utf-8").partition("foundation/ ")[2].partition("```")[0]
    words = ["foundation/", *re.findall(r"[a-z]+/?", rows)]
    named, floor = set(), ""
    for word in words:
        floor = word.rstrip("/") if word in floors else floor
        named.add(f"{floor}.{word}")
    assert not [each for each in order() if each not in named]


def test_every_module_with_rows_keeps_the_order_inside():
    with_rows = {
        f"tongban.{storey}.{folder.name}"
        for storey in STOREYS
        for folder in (SRC / storey).iterdir()
        if (folder / "models.py").exists() or (folder / "models").is_dir()
    }
    assert with_rows == set(CONTRACTS["Inside a module"]["containers"])


def test_the_contracts_excuse_nothing_but_tests():
    excused = [line for each in CONTRACTS.values() for line in each.get("ignore_imports", [])]
    assert excused == ["tongban.**.tests.** -> tongban.**"]


def test_no_foreign_key_points_upstairs():
    """A key named as a string needs no import, so that no linter sees it."""
    heights = {name: height for height, name in enumerate(order())}
    found = [
        f"{model._meta.label}.{field.name} → {target._meta.label}"
        for model in apps.get_models()
        if model.__module__.startswith("tongban.")
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and (target := field.related_model) is not None
        if heights[module_of(target.__module__)] > heights[module_of(model.__module__)]
    ]
    assert found == []


def test_no_many_to_many_hides_a_table():
    found = [model._meta.label for model in apps.get_models() if model._meta.many_to_many]
    assert found == []


@pytest.mark.django_db
def test_models_and_migrations_agree():
    """A field, a choice or a constraint that no migration knows would be missing in a city that is upgraded."""
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_migrations_know_nothing_of_the_code():
    """What a migration does must not change when the code does."""
    found = [
        place(path)
        for path in sorted(SRC.rglob("migrations/0*.py"))
        if re.search(r"^(from|import) tongban", path.read_text(encoding="utf-8"), re.MULTILINE)
    ]
    assert found == []
