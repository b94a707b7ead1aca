"""What the rules of quality find in replies, against what a checker would say (R-192)."""

from pathlib import Path

import pytest

from tongban.foundation.kernel.written import read_yaml
from tongban.oversight.hotline.rules.quality import flaws_of
from tongban.oversight.hotline.rules.states import OrderKind

LABELLED = read_yaml((Path(__file__).parent / "labelled_replies.yaml").read_bytes())


@pytest.mark.req("R-192")
@pytest.mark.parametrize("part", ["tuned", "held_out"])
def test_the_rules_agree_with_the_checker_in_more_than_85_of_100(part: str) -> None:
    rows = LABELLED[part]
    hits = [_found(each) == ([each["flaw"]] if each["flaw"] else []) for each in rows]
    assert sum(hits) / len(hits) >= 0.85


def _found(row: dict[str, str]) -> list[str]:
    return [each.value for each in flaws_of(OrderKind(row["kind"]), row["asked"], row["said"])]
