"""Guides bent out of shape in every way: never an exception, every file accounted for, every list convertible."""

import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tongban.registers.catalog import item as items
from tongban.registers.catalog.importing import reading, workbook
from tongban.registers.catalog.importing.remarks import Remarks
from tongban.registers.catalog.importing.taking import leaves
from tongban.registers.catalog.importing.template import template
from tongban.registers.catalog.importing.tests.samples import SETTING, blob, initials, material, one_thing, ordinary

BOOK = template()
SHAPES = (
    ordinary(
        materialList=[
            material(1, attachList=[{"attachName": "a"}], freeSubmission="电子证照代替", standardMaterialsCode="L1"),
            material(2, sourceexplain="当“类型”为 甲、乙 时，该材料必传"),
        ],
        isSpecialProcedure="是",
        specialProcedureType="听证^鉴定",
        chargeList=[{"feename": "费", "feestand": "1元"}],
        zjfwList=[{"serviceItemname": "检"}],
        resultList=[{"resultSampleName": "证"}],
        lctList=[{"flowc": "x"}],
    ),
    one_thing(
        materialList=[initials(1, attachList=[{"cjsj": 1}]), initials(2, mtjfs="1")], attachInfo=[{"fjmc": "甲一件事"}]
    ),
)
JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**20), 10**20),
    st.floats(),
    st.text(max_size=40),
    st.sampled_from(
        [
            "x" * 60_000,
            "当“" * 4000,
            "（" * 3000,
            "《" * 2000,
            "的，提交" * 3000,
            "9" * 400,
            "２０",
            "^^",
            "1.2.3",
            "第一条" * 2000,
        ]
    ),
    st.recursive(
        st.none() | st.text(max_size=5),
        lambda below: st.lists(below, max_size=3) | st.dictionaries(st.text(max_size=5), below, max_size=3),
        max_leaves=8,
    ),
)


def places_in(plain: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    below = plain.items() if isinstance(plain, dict) else enumerate(plain) if isinstance(plain, list) else ()
    return [path, *(each for key, value in below for each in places_in(value, (*path, key)))]


@st.composite
def bent(draw: st.DrawFn) -> Any:
    """A guide with up to six things taken out, renamed, or replaced by garbage."""
    plain = json.loads(json.dumps(draw(st.sampled_from(SHAPES))))
    for _ in range(draw(st.integers(1, 6))):
        path = draw(st.sampled_from(places_in(plain)))
        if not path:
            continue
        above = plain
        for key in path[:-1]:
            above = above[key]
        match draw(st.sampled_from(["delete", "rename", "replace"])):
            case "delete":
                del above[path[-1]]
            case "rename" if isinstance(above, dict):
                above[draw(st.text(max_size=8))] = above.pop(path[-1])
            case _:
                above[path[-1]] = draw(JUNK)
    return plain


@settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
@given(bent())
def test_a_bent_guide_is_read_or_told_and_never_raises(plain):
    content = json.dumps(plain, ensure_ascii=True).encode()
    found = reading.read_blob("a.json", content, SETTING)
    assert found.guides or found.findings
    for guide in found.guides:
        document = items.from_plain(guide.item)
        items.faults(document)
        json.dumps([guide.item, guide.kept], allow_nan=False).encode()
        assert "\x00" not in "".join(leaves([guide.item, guide.kept]))


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300))
def test_bytes_are_read_or_told(content):
    for name in ("a.json", "a.jsonl", "a.zip", "a.xlsx"):
        found = reading.read_blob(name, content, SETTING)
        assert found.guides or found.findings


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_a_workbook_with_bytes_knocked_over_is_read_or_told(data):
    whole = bytearray(BOOK)
    for _ in range(data.draw(st.integers(1, 20))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    remarks = Remarks("a.xlsx")
    assert workbook.read(bytes(whole), "a.xlsx", SETTING, remarks) or remarks.findings


def test_a_guide_cut_off_anywhere_is_told():
    whole = blob(ordinary())
    for cut in range(0, len(whole), 97):
        found = reading.read_blob("a.json", whole[:cut], SETTING)
        assert found.guides == []
        assert found.findings
