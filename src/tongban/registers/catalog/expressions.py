"""Conditions as data (条件表达式): when a material is required, a question asked, a field shown.

A condition is a small expression over answer codes, for example
`housing == "new" and married == "yes"`, `area >= 300`, `kind in ("a", "b")`, `"meat" in foods`.
Allowed: names, texts, numbers, tuples, `and`, `or`, `not`, comparisons, `in`, `not in`. Nothing is called.
An unanswered name makes the value unknown (three-valued logic, Kleene), so that a checklist can tell
«needed», «not needed» and «depends on a question that is still open» apart.
"""

import ast
import operator
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

Answers = Mapping[str, Any]
Truth = bool | None

_COMPARE: dict[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.In: lambda left, right: left in right,
    ast.NotIn: lambda left, right: left not in right,
}
_UNKNOWN = object()
MAX_LENGTH = 1000


class BadExpression(ValueError):  # noqa: N818 - named for what it is
    """The condition is not in the small language; the message says where, in Chinese."""


class Condition:
    """A parsed condition: `holds(answers)` is true, false or unknown (None)."""

    __slots__ = ("_tree", "names", "text")

    def __init__(self, text: str) -> None:
        if len(text) > MAX_LENGTH:
            raise BadExpression(f"条件太长，最多{MAX_LENGTH}个字符")
        try:
            tree = ast.parse(text.strip(), mode="eval").body
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            raise BadExpression(f"条件写法有误: {text[:80]}") from error
        self.text = text.strip()
        names: set[str] = set()
        _inspect(tree, names)
        self.names = frozenset(names)
        self._tree = tree

    def holds(self, answers: Answers) -> Truth:
        """True, False, or None while a needed answer is still open."""
        return _truth(self._tree, answers)


@lru_cache(maxsize=4096)
def condition(text: str) -> Condition:
    """The parsed condition; parsed once per text."""
    return Condition(text)


def holds(text: str, answers: Answers) -> Truth:
    """An empty condition always holds."""
    return True if not text else condition(text).holds(answers)


def _inspect(node: ast.expr, names: set[str]) -> None:
    match node:
        case ast.BoolOp(values=values):
            for each in values:
                _inspect(each, names)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            _inspect(operand, names)
        case ast.Compare(left=left, ops=ops, comparators=rights):
            if not all(type(op) in _COMPARE for op in ops):
                raise BadExpression("条件里只能用 == != < <= > >= in not in")
            for each in (left, *rights):
                _inspect(each, names)
        case ast.Tuple(elts=elements) | ast.List(elts=elements):
            for each in elements:
                _inspect(each, names)
        case ast.Name(id=name):
            names.add(name)
        case ast.Constant(value=str() | int() | float()):
            pass
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() | float())):
            pass
        case _:
            raise BadExpression(f"条件里不能用这种写法: {ast.unparse(node)[:60]}")


def _truth(node: ast.expr, answers: Answers) -> Truth:
    match node:
        case ast.BoolOp(op=ast.And(), values=values):
            found = [_truth(each, answers) for each in values]
            return False if False in found else (None if None in found else True)
        case ast.BoolOp(values=values):
            found = [_truth(each, answers) for each in values]
            return True if True in found else (None if None in found else False)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            value = _truth(operand, answers)
            return None if value is None else not value
        case ast.Compare():
            return _compare(node, answers)
        case _:
            value = _value(node, answers)
            return None if value is _UNKNOWN else bool(value)


def _compare(node: ast.Compare, answers: Answers) -> Truth:
    left = _value(node.left, answers)
    for op, right_node in zip(node.ops, node.comparators, strict=True):
        right = _value(right_node, answers)
        if left is _UNKNOWN or right is _UNKNOWN:
            return None
        try:
            fits = _COMPARE[type(op)](left, right)
        except TypeError:
            fits = False
        if not fits:
            return False
        left = right
    return True


def _value(node: ast.expr, answers: Answers) -> Any:
    match node:
        case ast.Name(id=name):
            found = answers.get(name, _UNKNOWN)
            return _UNKNOWN if found is None or found == "" else found
        case ast.Constant(value=value):
            return value
        case ast.UnaryOp(operand=ast.Constant(value=int() | float() as number)):
            return -number
        case ast.Tuple(elts=elements) | ast.List(elts=elements):
            values = [_value(each, answers) for each in elements]
            return _UNKNOWN if any(each is _UNKNOWN for each in values) else tuple(values)
        case _:
            truth = _truth(node, answers)
            return _UNKNOWN if truth is None else truth
