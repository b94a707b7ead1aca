"""One form (一张表单): asked once, sent to everybody who needs it; and what changed between two editions."""

import pytest

from tongban.registers.bundles.rules.comparing import compare
from tongban.registers.bundles.rules.content import Content, Fill, Known, Member, SharedField, Taken, decode, encode
from tongban.registers.bundles.rules.form import asked, dispatched, one_form, taken_over
from tongban.registers.bundles.rules.needed import needed_members
from tongban.registers.bundles.rules.saying import when_words
from tongban.registers.catalog.content import Choice, FormField, Option, Question, Span

CHOICES = (Choice(value="sale", label="买卖"), Choice(value="gift", label="赠与"))
REASON = Question(code="reason", text="为什么要过户？", choices=CHOICES)
CONTENT = Content(
    title="不动产登记一件事",
    questions=(REASON,),
    members=(
        Member(key="contract", option_code="1", title="网签", needed_when='reason == "sale"'),
        Member(
            key="registration",
            option_code="2",
            title="登记",
            after=("contract",),
            known=(Known(code="registered", value="yes"),),
            takes=(Taken(code="contract_number", source="contract", part="form"),),
        ),
    ),
    shared=(
        SharedField(key="reason", label="原因", fills=(Fill(member="registration", code="reason", part="question"),)),
        SharedField(
            key="price",
            label="成交价",
            fills=(Fill(member="contract", code="price"), Fill(member="registration", code="amount")),
        ),
    ),
)
OPTIONS = {
    "contract": Option(name="网签备案", form=(FormField(code="price", label="价格", kind="money", unit="元"),)),
    "registration": Option(
        name="转移登记",
        questions=(REASON, Question(code="registered", text="登记过吗？", kind="yes_no")),
        form=(
            FormField(code="amount", label="金额", kind="money", unit="元", show_when='reason == "sale"'),
            FormField(code="contract_number", label="合同号"),
            FormField(code="location", label="坐落", kind="address"),
        ),
    ),
}


@pytest.mark.req("R-117")
def test_every_question_stands_once_on_the_one_form():
    keys = [each.key for each in one_form(CONTENT, OPTIONS)]
    assert keys == ["reason", "price", "registration.location"]


def test_one_answer_goes_to_every_field_that_it_fills_and_what_the_bundle_knows_goes_along():
    values = {"reason": "sale", "price": "100", "registration.location": "样例路1号"}
    given = dispatched(CONTENT, OPTIONS, values)
    assert given["contract"].form == {"price": "100"}
    assert given["registration"].answers == {"registered": "yes", "reason": "sale"}
    assert given["registration"].form == {"amount": "100", "location": "样例路1号"}


def test_what_an_earlier_member_will_tell_is_not_asked():
    assert taken_over(CONTENT, "registration") == {"contract_number": "contract"}


def test_a_question_that_no_member_shows_in_this_situation_is_not_asked():
    chosen = needed_members(CONTENT, {"reason": "gift"})
    keys = [each.key for each in asked(CONTENT, OPTIONS, {"reason": "gift"}, chosen=chosen.keys)]
    assert keys == ["reason", "registration.location"]


def test_members_are_chosen_by_the_situation_and_only_optional_ones_can_be_left():
    assert needed_members(CONTENT, {}).undecided == ("contract",)
    assert needed_members(CONTENT, {}).open_names == ("reason",)
    assert needed_members(CONTENT, {"reason": "gift"}).not_needed == ("contract",)
    assert needed_members(CONTENT, {"reason": "sale"}, left_out=["contract"]).needed == ("contract", "registration")


def test_a_situation_is_said_in_words():
    assert when_words(CONTENT, 'reason == "sale"') == "“为什么要过户？”是“买卖”"
    assert when_words(CONTENT, 'reason in ("sale", "gift") and price >= 3') == (
        "“为什么要过户？”是其中之一：“买卖”、“赠与”，并且“成交价”不小于3"
    )
    assert when_words(CONTENT, "") == "都要办"
    assert when_words(CONTENT, "reason ==") == "reason =="


def test_the_document_comes_back_as_it_was():
    assert decode(encode(CONTENT)) == CONTENT


def test_two_editions_are_compared_sentence_by_sentence():
    members = (CONTENT.members[1], Member(key="tax", option_code="3", title="核税"))
    after = Content(title="不动产登记一件事", members=members, promised_limit=Span(value=3))
    told = [each.sentence for each in compare(CONTENT, after)]
    assert "总时限由未写明改为3个工作日" in told
    assert {"新增事项“核税”", "去掉事项“网签”", "去掉共用字段“成交价”", "不再问：为什么要过户？"} <= set(told)
    assert compare(CONTENT, CONTENT) == ()
