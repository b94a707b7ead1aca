"""The public history of an option (版本历史): every edition, what it changed in sentences, what is to come (R-090)."""

from datetime import date
from itertools import pairwise

from tongban.foundation.kernel.errors import NotFound

from .changes import every_change
from .content import Option, decode
from .guides import Past
from .lifecycle import ListState, Operation
from .models import HandlingOption, ListVersion, OptionVersion

_FIRST = ("首次公布",)


def editions_of(option_code: str, *, on: date) -> tuple[Past, ...]:
    """Every edition of an option since it first appeared, the newest first (three statements); `NotFound`."""
    option = HandlingOption.objects.filter(code=option_code).first()
    if option is None:
        raise NotFound("没有找到这个事项。请核对编码，或者搜索事项名称。")
    own = {each.edition_id: each for each in OptionVersion.objects.filter(option=option)}
    editions = list(ListVersion.objects.filter(list_id=option.list_id).order_by("number"))
    since = next((place for place, each in enumerate(editions) if each.pk in own), len(editions))
    standing = [each for each in editions[since:] if each.effective_on <= on]
    current = max(standing, key=lambda each: (each.effective_on, each.number), default=None)
    contents = [_content(own.get(each.pk)) for each in editions[since:]]
    changes = [_FIRST, *(_between(old, new) for old, new in pairwise(contents))]
    told = [
        Past(
            number=each.number,
            effective_on=each.effective_on,
            published_at=each.published_at,
            operation=Operation(each.operation),
            state=ListState(each.state),
            reason=each.reason,
            legal_source=each.legal_source,
            content_hash=own[each.pk].content_hash if each.pk in own else "",
            changes=said,
            is_in_force=each == current,
        )
        for each, said in zip(editions[since:], changes, strict=False)
    ]
    return tuple(reversed(told))


def name_of(option_code: str) -> str:
    """What an option was last called, also one that is no longer in force."""
    return (
        OptionVersion.objects.filter(option__code=option_code)
        .order_by("-effective_on", "-edition__number")
        .values_list("name", flat=True)
        .first()
        or ""
    )


def _content(version: OptionVersion | None) -> Option | None:
    return decode(version.content) if version is not None else None


def _between(old: Option | None, new: Option | None) -> tuple[str, ...]:
    if new is None:
        return ("这一版里没有这个办理项",)
    if old is None:
        return ("重新列入清单",)
    return every_change(old, new) or ("内容没有变，只是重新公布",)
