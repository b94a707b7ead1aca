"""What is wrong in a bundle is told all at once, in Chinese, with its place (R-117)."""

import msgspec
import pytest

from tongban.registers.bundles.rules.content import Content, Fill, Gate, Known, Member, SharedField, Taken
from tongban.registers.bundles.rules.findings import Surroundings, judge
from tongban.registers.catalog.content import Basis, Choice, FormField, Option, Question, Span
from tongban.registers.catalog.findings import Finding, Severity

from .making import bundle, guide, option

TEXT = FormField(code="name", label="姓名")
OPTIONS = {
    "p": option("甲", form=[TEXT, FormField(code="age", label="年龄", kind="number")], gives=["a"], days=2),
    "q": option("乙", form=[TEXT, FormField(code="when", label="日期", kind="date")], days=3),
}


def findings(content: Content, options: dict[str, Option] | None = None) -> tuple[Finding, ...]:
    found = OPTIONS if options is None else options
    guides = {
        key: guide(key, each, basic_code=f"00000000000{place}") for place, (key, each) in enumerate(found.items())
    }
    return judge(content, Surroundings(guides, frozenset({"code-gone"}), {"tax": "税务局"}))


def errors(content: Content, options: dict[str, Option] | None = None) -> dict[str, str]:
    """But for what the six ones lack: `test_six.py`."""
    found = [each for each in findings(content, options) if each.severity is Severity.ERROR]
    return {each.code: each.message for each in found if not each.code.startswith("six_")}


def fields(*fills: tuple[str, str]) -> tuple[SharedField, ...]:
    return (SharedField(key="x", label="姓名", fills=tuple(Fill(member=one, code=code) for one, code in fills)),)


def test_a_sound_bundle_has_no_error():
    content = bundle({"p": [], "q": ["p"]}, shared=fields(("p", "name"), ("q", "name")), promised_limit=Span(value=5))
    assert findings(content) == ()


@pytest.mark.req("R-117")
def test_a_circle_is_refused_and_named():
    told = errors(bundle({"p": ["q"], "q": ["p"]}))
    assert "“p”→“q”→“p”" in told["circle"]


def test_an_option_that_is_unknown_and_one_that_is_out_of_force_are_told_apart():
    members = (*bundle({"p": []}).members, Member(key="x", option_code="code-gone"), Member(key="y", option_code="?"))
    told = errors(msgspec.structs.replace(bundle({}), members=members))
    assert {"option_not_in_force", "unknown_option"} <= set(told)


@pytest.mark.parametrize(
    ("shared", "code"),
    [
        (fields(("p", "name"), ("q", "nothing")), "unknown_field"),
        (fields(("p", "name"), ("gone", "name")), "unknown_field"),
        (fields(("p", "age"), ("q", "when")), "field_kind"),
        (fields(("p", "name"), ("q", "name")) + fields(("p", "name"), ("q", "when")), "filled_twice"),
    ],
)
def test_a_shared_field_fills_fields_that_exist_and_are_of_one_kind_once(
    shared: tuple[SharedField, ...], code: str
) -> None:
    assert code in errors(bundle({"p": [], "q": []}, shared=shared))


def test_two_members_that_issue_the_same_licence_are_a_warning():
    found = findings(bundle({"p": [], "q": []}), {**OPTIONS, "q": option("乙", gives=["a"])})
    assert [(each.code, each.severity) for each in found if each.code == "same_license"] == [
        ("same_license", Severity.WARNING)
    ]


def test_what_is_taken_over_comes_from_an_earlier_member():
    members = (
        Member(key="p", option_code="code-p"),
        Member(key="q", option_code="code-q", takes=(Taken(code="name", source="p", part="form"),)),
    )
    assert set(errors(Content(title="样例", members=members))) == {"taken_too_early"}


def test_a_gate_names_its_event_who_reports_it_and_its_basis():
    gate = Gate(key="tax_paid", name="", reported_by="nobody", basis=Basis(law=""))
    members = (Member(key="p", option_code="code-p", gate=gate), Member(key="q", option_code="code-q"))
    assert set(errors(Content(title="样例", members=members))) == {"gate", "gate_reporter", "gate_basis"}


def test_a_condition_asks_only_what_the_bundle_asks():
    members = (
        Member(key="p", option_code="code-p", needed_when="unknown == 1"),
        Member(key="q", option_code="code-q", needed_when="unknown =="),
    )
    assert {"unknown_name", "expression"} <= set(errors(Content(title="样例", members=members)))


def test_what_the_bundle_answers_itself_is_one_of_the_answers_that_there_are():
    asking = Option(
        name="乙", questions=(Question(code="kind", text="哪种？", choices=(Choice(value="a", label="甲"),)),)
    )
    members = (
        Member(key="p", option_code="code-p"),
        Member(key="q", option_code="code-q", known=(Known(code="kind", value="b"), Known(code="no", value="x"))),
    )
    assert {"known_value", "unknown_field"} == set(
        errors(Content(title="样例", members=members), {**OPTIONS, "q": asking})
    )


def test_a_promise_longer_than_one_by_one_is_an_error_and_a_shorter_one_is_said_openly():
    assert "promise_longer" in errors(bundle({"p": [], "q": []}, promised_limit=Span(value=9)))
    short = findings(bundle({"p": [], "q": ["p"]}, promised_limit=Span(value=4)))
    assert [each.code for each in short if each.severity is Severity.WARNING] == ["promise_shorter"]
