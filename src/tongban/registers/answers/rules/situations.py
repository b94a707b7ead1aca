"""How it stands with who asks (情形), as links carry it: «question:value»; pure."""

from collections.abc import Iterable

from tongban.registers.catalog.content import Option, Question

MOST = 12
_YES_NO = (("yes", "是"), ("no", "不是"))


def told(option: Option, said: Iterable[str]) -> dict[str, str]:
    """What was answered, as far as this matter asks it and offers this choice."""
    found: dict[str, str] = {}
    for each in list(said)[:MOST]:
        code, _, value = each.partition(":")
        question = option.question(code)
        if question is not None and value in dict(choices(question)):
            found[code] = value
    return found


def choices(question: Question) -> tuple[tuple[str, str], ...]:
    """What may be answered: value and words."""
    if question.kind == "yes_no":
        return _YES_NO
    return tuple((each.value, each.label) for each in question.choices) if question.kind == "choice" else ()
