"""Codes in what was typed (编码): with blanks, dots or strokes between, inside a sentence, whole or in part; pure."""

import re
import unicodedata

SHORTEST, LONGEST = 6, 33
FEWEST_DIGITS = 5
BASIC = 12
LONG_PART = 8
_RUN = re.compile(r"[0-9A-Z](?:[\s\-._/·—]{0,3}[0-9A-Z]){5,}")
_BETWEEN = re.compile(r"[\s\-._/·—]+")


def code_in(q: str) -> str:
    """The longest code that stands in the text, without what separates its parts; empty when there is none."""
    folded = unicodedata.normalize("NFKC", q).upper()
    found = (_BETWEEN.sub("", each) for each in _RUN.findall(folded))
    codes = [each for each in found if len(each) <= LONGEST and sum(map(str.isdigit, each)) >= FEWEST_DIGITS]
    return max(codes, key=len, default="")


def nearness(code: str, option_code: str) -> float:
    """How near a code comes to an option's own: 1 whole, less when it is begun, or names the item only."""
    tail = option_code[-BASIC - 2 :]
    basic, implementation = tail[:BASIC], option_code[:-2]
    if code in (option_code, tail, basic, implementation):
        return 1.0
    if any(each.startswith(code) for each in (option_code, tail)):
        return 0.5
    if (len(code) >= LONG_PART and code in tail) or code.startswith(basic):
        return 0.4
    return 0.0
