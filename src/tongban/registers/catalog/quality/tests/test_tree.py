"""The questions of an option as a tree: what stands under which answer."""

from tongban.registers.catalog import content
from tongban.registers.catalog.quality.tree import tree_of

OPTION = content.from_plain(
    {
        "name": "开店（样例）",
        "questions": [
            {"code": "kind", "text": "哪种？", "choices": [{"value": e, "label": f"{e}类"} for e in "abc"]},
            {"code": "own", "text": "房子是自己的吗？", "kind": "yes_no", "show_when": 'kind in ("a", "b")'},
            {"code": "foods", "text": "卖什么？", "kind": "choices", "choices": [{"value": "x", "label": "冷食"}]},
            {"code": "size", "text": "多大？", "kind": "number", "show_when": 'own == "no" and kind == "a"'},
        ],
        "materials": [
            {"code": "lease", "name": "租赁合同", "required_when": 'own == "no"'},
            {"code": "cold", "name": "冷库说明", "required_when": '"x" in foods and kind != "c"'},
            {"code": "form", "name": "申请表"},
        ],
        "conditions": [{"code": "big", "text": "五十平方米以上", "met_when": "size >= 50"}],
    }
)


def test_a_question_stands_under_the_answers_that_lead_to_it():
    kind, foods = tree_of(OPTION)
    assert [each.label for each in kind.answers] == ["a类", "b类", "c类"]
    assert [[node.text for node in each.nodes] for each in kind.answers] == [["房子是自己的吗？"]] * 2 + [[]]
    own = kind.answers[0].nodes[0]
    assert [each.brings for each in own.answers] == [(), ("交“租赁合同”",)]
    assert [[node.text for node in each.nodes] for each in own.answers] == [[], ["多大？"]]
    size = own.answers[1].nodes[0]
    assert [(each.label, each.brings) for each in size.answers] == [("", ("符合条件“五十平方米以上”",))]
    assert foods.answers[0].brings == ("交“冷库说明”",)


def test_what_was_unfolded_above_is_not_unfolded_again():
    kind = tree_of(OPTION)[0]
    again = kind.answers[1].nodes[0]
    assert (again.is_above, again.answers) == (True, ())


def test_an_option_without_questions_has_no_tree():
    assert tree_of(content.from_plain({"name": "甲"})) == ()
