"""A condition over a bundle's questions in plain words (情形的说法): 为什么要过户？是“买卖二手房”; pure."""

import ast
from collections.abc import Mapping

from .content import Content

_COMPARED = {
    ast.Eq: "是",
    ast.NotEq: "不是",
    ast.Lt: "小于",
    ast.LtE: "不超过",
    ast.Gt: "大于",
    ast.GtE: "不小于",
    ast.In: "是其中之一：",
    ast.NotIn: "不是其中任何一个：",
}
_YES_NO = {"yes": "是", "no": "否"}
ALWAYS = "都要办"


def when_words(content: Content, text: str) -> str:
    """The condition in words; one that cannot be read is given as it is written, because its editor has to see it."""
    if not text.strip():
        return ALWAYS
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return text
    names = {each.key: each.label for each in content.shared} | {each.code: each.text for each in content.questions}
    names |= {each.code: f"有{each.label}" for each in content.held}
    labels = {each.code: {choice.value: choice.label for choice in each.choices} for each in content.questions}
    return _say(tree, names, labels)


def _say(node: ast.expr, names: Mapping[str, str], labels: Mapping[str, Mapping[str, str]]) -> str:
    match node:
        case ast.BoolOp(op=op, values=values):
            word = "，并且" if isinstance(op, ast.And) else "，或者"
            return word.join(_say(each, names, labels) for each in values)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return f"不是这样：{_say(operand, names, labels)}"
        case ast.Compare(left=left, ops=[op], comparators=[right]):
            about = next((each.id for each in (left, right) if isinstance(each, ast.Name)), "")
            choices = {**_YES_NO, **labels.get(about, {})}
            return f"{_value(left, names, choices)}{_COMPARED.get(type(op), '')}{_value(right, names, choices)}"
        case _:
            return _value(node, names, _YES_NO)


def _value(node: ast.expr, names: Mapping[str, str], choices: Mapping[str, str]) -> str:
    match node:
        case ast.Name(id=name):
            return f"“{names.get(name, name)}”"
        case ast.Constant(value=str() as value):
            return f"“{choices.get(value, value)}”"
        case ast.Constant(value=value):
            return str(value)
        case ast.Tuple(elts=elements) | ast.List(elts=elements):
            return "、".join(_value(each, names, choices) for each in elements)
        case _:
            return ast.unparse(node)
