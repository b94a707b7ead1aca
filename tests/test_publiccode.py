"""`publiccode.yaml` is what catalogues of public software can read: the keys and the words of publiccode.yml 0.4."""

import tomllib
from typing import Any

import pytest
import yaml

from .source import ROOT

PLAIN: dict[str, Any] = yaml.safe_load((ROOT / "publiccode.yaml").read_text("utf-8"))
REQUIRED = {
    "publiccodeYmlVersion", "name", "url", "platforms", "developmentStatus", "softwareType", "legal", "maintenance",
    "localisation", "description",
}  # fmt: skip
# Those of the standard's list that a service of a city could mean.
CATEGORIES = {
    "appointment-scheduling", "business-process-management", "digital-citizenship", "document-management",
    "service-desk", "workflow-management",
}  # fmt: skip


def test_every_required_key_is_there_and_every_word_is_of_the_standard():
    assert PLAIN.keys() >= REQUIRED
    assert set(PLAIN["categories"]) <= CATEGORIES
    assert PLAIN["developmentStatus"] in {"concept", "development", "beta", "stable", "obsolete"}
    assert PLAIN["softwareType"] == "standalone/web"
    assert PLAIN["maintenance"]["type"] in {"internal", "contract", "community", "none"}
    assert set(PLAIN["intendedAudience"]["scope"]) <= {"government", "local-authorities"}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_each_description_has_the_length_that_the_standard_asks_for(language: str):
    told = PLAIN["description"][language]
    assert len(told["shortDescription"]) <= 150
    assert 150 <= len(told["longDescription"]) <= 10_000
    assert told["features"]


def test_version_and_licence_are_those_of_the_package():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert PLAIN["softwareVersion"] == project["version"]
    assert PLAIN["legal"]["license"] == project["license"]["text"]
