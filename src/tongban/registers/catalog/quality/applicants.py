"""Generated applicants (试办的人): answers that cover every branch, forms filled in by the kind of field; pure.

The same option and seed give the same applicants. All situations are walked when they are few. Of many, first a
covering array (every pair of answers that can occur together occurs in some applicant), then more by chance, every
other one steered towards the conditions of acceptance, so that many may really apply.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from tongban.foundation.kernel.codes import id_cards, uscc
from tongban.registers.catalog.checklist.answers import NOT_ASKED, settled
from tongban.registers.catalog.content import FormField, Option

from .branches import Branches, names_in, truth

_TRIES = 8
_PATIENCE = 8
_SURNAMES = "李王张刘陈杨赵黄周吴"
_GIVEN = "强芳敏立明秀英建国兰军磊静涛"
_TEXT = "按实际情况填写，没有虚假。"


@dataclass(frozen=True, slots=True)
class Applicant:
    """One generated applicant: answers to the questions asked, and values of fields on which conditions depend."""

    number: int
    answers: Mapping[str, Any]
    fields: Mapping[str, Any]


def applicants(option: Option, branches: Branches, *, seed: int, most: int) -> tuple[list[Applicant], bool]:
    """At most `most` applicants, and whether they are all the situations that there are."""
    codes = _walked(option)
    every = _all(branches, codes, most)
    is_complete = every is not None
    scopes = every if every is not None else _some(option, branches, codes, Random(seed), most)  # noqa: S311
    questions = {each.code for each in option.questions}
    found = [
        Applicant(
            number,
            {code: value for code, value in scope.items() if code in questions and value is not NOT_ASKED},
            {code: value for code, value in scope.items() if code not in questions and value is not NOT_ASKED},
        )
        for number, scope in enumerate(scopes)
    ]
    return found, is_complete


def _walked(option: Option) -> list[str]:
    """The questions, and the fields on which some condition depends, in the order of asking."""
    texts = [text for field in option.form for text in (field.show_when, field.required_when)]
    deciding = {name for text in texts for name in names_in(text)}
    asked = [each.code for each in option.questions]
    return [*dict.fromkeys([*asked, *(each.code for each in option.form if each.code in deciding)])]


def _all(branches: Branches, codes: list[str], most: int) -> list[dict[str, Any]] | None:
    """Every situation, or None when there are more than `most`."""
    found: list[dict[str, Any]] = [{}]
    for code in codes:
        found = [{**scope, code: value} for scope in found for value in branches.offered(code, scope)]
        if len(found) > most:
            return None
    return found


def _some(option: Option, branches: Branches, codes: list[str], chance: Random, most: int) -> list[dict[str, Any]]:
    """Somebody who may apply, if there is anybody; a covering array; and by chance until there are `most`."""
    conditions = tuple(each.met_when for each in option.conditions if each.met_when)
    eligible = branches.find(*conditions)
    found = [_walk(branches, codes, chance, given=eligible)] if eligible is not None else []
    found += _covering(branches, codes, conditions, chance, most - len(found))
    while len(found) < most:
        found.append(_walk(branches, codes, chance, conditions if len(found) % 2 else ()))
    return found


def _covering(
    branches: Branches, codes: list[str], conditions: tuple[str, ...], chance: Random, most: int
) -> list[dict[str, Any]]:
    """A covering array of strength two, greedily: each applicant takes what covers most that is not covered yet."""
    covered: set[tuple[str, Any, str, Any]] = set()
    found: list[dict[str, Any]] = []
    idle = 0
    while len(found) < most and idle < _PATIENCE:
        tried = [_walk(branches, codes, chance, conditions if turn % 2 else ()) for turn in range(_TRIES)]
        gains = [sum(pair not in covered for pair in _pairs(scope)) for scope in tried]
        best = tried[gains.index(max(gains))]
        idle = 0 if max(gains) else idle + 1
        covered.update(_pairs(best))
        found.append(best)
    return found


def _walk(
    branches: Branches,
    codes: list[str],
    chance: Random,
    conditions: tuple[str, ...] = (),
    *,
    given: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """One way through; with conditions, no answer is taken that breaks one if another does not."""
    scope: dict[str, Any] = {}
    for code in codes:
        offered = branches.offered(code, scope)
        if given is not None and code in given:
            offered = (given[code],)
        scope[code] = chance.choice(_keeping(conditions, scope, code, offered))
    return scope


def _keeping(conditions: tuple[str, ...], scope: dict[str, Any], code: str, offered: Sequence[Any]) -> Sequence[Any]:
    """The answers that break none of the conditions, or all of them if each does."""
    touched = [each for each in conditions if code in names_in(each)] if len(offered) > 1 else []
    if not touched:
        return offered
    kept = [value for value in offered if all(truth(each, {**scope, code: value}) is not False for each in touched)]
    return kept or offered


def _pairs(scope: Mapping[str, Any]) -> Iterator[tuple[str, Any, str, Any]]:
    known = list(scope.items())
    for place, (one, first) in enumerate(known):
        for other, second in known[place + 1 :]:
            yield one, first, other, second


def filled(option: Option, applicant: Applicant, chance: Random) -> dict[str, Any]:
    """The form as this applicant fills it in: what is shown, every third to the last character that fits."""
    scope = settled(option, applicant.answers)
    form: dict[str, Any] = {}
    for field in option.form:
        if truth(field.show_when, scope) is not True:
            scope.setdefault(field.code, NOT_ASKED)
            continue
        if field.code in applicant.fields:
            value = applicant.fields[field.code]
        else:
            value = _prefilled(option, field, applicant) or _value(field, applicant.number, chance)
        if value is not None:
            form[field.code] = scope[field.code] = value
    return form


def _prefilled(option: Option, field: FormField, applicant: Applicant) -> Any:
    """What an answer brings along; a choice that the field does not offer is left to the applicant."""
    answer = applicant.answers.get(field.prefill.removeprefix("answers.")) if field.prefill else None
    offered = {each.value for each in field.choices}
    if field.kind == "choices" and isinstance(answer, tuple):
        return tuple(each for each in answer if each in offered) or None
    if field.kind == "choice":
        return answer if answer in offered else None
    return answer if not isinstance(answer, tuple) else None


def _value(field: FormField, number: int, chance: Random) -> Any:
    match field.kind:
        case "choice":
            return chance.choice(field.choices).value if field.choices else None
        case "choices":
            return tuple(each.value for each in field.choices[: chance.randint(1, len(field.choices) or 1)]) or None
        case "yes_no":
            return chance.choice(("yes", "no"))
        case "number":
            return chance.choice((1, 30, 120.5))
        case "money":
            return chance.choice((0, 1500, 88000.5))
        case "date":
            return f"{chance.randint(1990, 2026)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        case "phone":
            return f"138{chance.randint(0, 99_999_999):08}"
        case "id_card":
            return _id_card(chance)
        case "uscc":
            return _uscc(chance)
        case "bank_card":
            return _bank_card(chance)
        case _:
            return _text(field, number, chance)


def _text(field: FormField, number: int, chance: Random) -> str | None:
    most = max(field.max_length, 0)
    if number % 3 == 2:
        return ("嘉" * most) or None
    text = chance.choice(_SURNAMES) + chance.choice(_GIVEN) if "名" in field.label else _TEXT
    return text[:most] or None


def _id_card(chance: Random) -> str:
    day = f"{chance.randint(1950, 2020)}{chance.randint(1, 12):02}{chance.randint(1, 28):02}"
    first = f"620201{day}{chance.randint(1, 999):03}"
    return first + id_cards.check_digit(first)


def _uscc(chance: Random) -> str:
    organisation = f"MA7{chance.randint(0, 99_999):05}"
    first = f"91620200{organisation}{uscc.organisation_check(organisation)}"
    return first + uscc.check_character(first)


def _bank_card(chance: Random) -> str:
    first = f"622200{chance.randint(0, 999_999_999):09}"
    total = sum(
        each - 9 if each > 9 else each
        for each in (int(digit) * (1 if place % 2 else 2) for place, digit in enumerate(reversed(first)))
    )
    return f"{first}{-total % 10}"
