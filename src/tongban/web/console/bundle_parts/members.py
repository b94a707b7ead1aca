"""A member of a bundle (联办事项): which option, after whom, in which situation, what it takes over, its gate."""

from collections.abc import Iterator, Sequence

from django.http import QueryDict

from tongban.foundation.kernel.errors import Fault
from tongban.registers.agencies.models import Agency
from tongban.registers.bundles.queries.results import Results, results_of
from tongban.registers.bundles.rules.content import Content, Gate, Known, Member, Taken
from tongban.registers.bundles.rules.editing import with_member, without_member
from tongban.registers.bundles.rules.findings.members import is_key
from tongban.registers.bundles.rules.form import FORM, QUESTION
from tongban.registers.catalog.content import Basis, FormField, Question
from tongban.registers.catalog.expressions import BadExpression, condition
from tongban.registers.catalog.guides import Guide
from tongban.registers.catalog.queries import cards
from tongban.web.console.choosing import agencies_to_choose

from .boxes import Box, Choices, Editing, Part, Section, refuse, said

OPTIONAL = (("no", "必须办"), ("yes", "可以不选"))
_YES_NO = (("yes", "是"), ("no", "否"))
_SETTLED = frozenset({"choice", "yes_no", "number"})
_MOST_NAMED = 5
_CODE_LENGTH = 33
_WHEN = '例如 reason == "second_hand"、area >= 300；不写就是都要办。可以用的：'


def _here(editing: Editing) -> Member:
    return editing.content.member(editing.key) or Member(key="", option_code="")


def _sections(editing: Editing) -> list[Section]:
    found, guide = _here(editing), editing.guides.get(editing.key)
    others = [(key, title) for key, title in editing.members if key != editing.key]
    names = [f"{each.code}（{each.text}）" for each in editing.content.questions]
    option = guide.name if guide is not None else found.option_code
    boxes = [
        Box("key", "在条件里怎么称呼", found.key, hint="小写字母、数字和下划线", most=41),
        Box("option", "哪个办理项", option, hint="写办理项的名称或者33位编码", most=200),
        Box("title", "在这件事里叫什么", found.title, hint="不写就用办理项的名称", is_optional=True, most=100),
        Box("after", "要等哪些办完", found.after, "checks", others, is_optional=True),
        Box(
            "needed_when",
            "什么情形要办",
            found.needed_when,
            hint=_WHEN + ("、".join(names) or "还没有问题"),
            is_optional=True,
        ),
        Box("optional", "申请人可以不选吗", "yes" if found.is_optional else "no", "select", OPTIONAL),
    ]
    told = [Section("联办事项", tuple(boxes)), _gate(found)]
    if guide is not None:
        told += _taken(found, guide, others, results_of(editing.guides)) if others else []
        told.append(_known(found, guide))
    return told


_STARTS = (("", "自己会发生，例如缴税"), ("ordered", "前面的事项办出结果就通知对方做，例如刻章"))


def _gate(found: Member) -> Section:
    gate = found.gate or Gate(key="", name="", reported_by="", basis=Basis(law=""))
    boxes = (
        Box("gate_name", "等什么事", gate.name, hint="例如完税", is_optional=True, most=60),
        Box("gate_key", "在接口里怎么称呼", gate.key, hint="例如tax_paid", is_optional=True, most=41),
        Box("gate_start", "什么时候开始做", "ordered" if gate.is_ordered else "", "select", _STARTS, is_optional=True),
        Box("gate_by", "由谁告知", gate.reported_by, "select", agencies_to_choose("请选择"), is_optional=True),
        Box("gate_law", "依据哪部法律", gate.basis.law, is_optional=True),
        Box("gate_article", "第几条", gate.basis.article, is_optional=True),
        Box("gate_gist", "说的是什么", gate.basis.gist, is_optional=True),
    )
    text = "有的结果要等一件外面的事，例如缴清税款，告知以后才发。没有就都不填。"
    return Section("发放结果以前要等的事", boxes, text, is_folded=found.gate is None)


def _taken(found: Member, guide: Guide, others: Sequence[tuple[str, str]], results: Results) -> list[Section]:
    standing = {(each.part, each.code): _place(each) for each in found.takes}
    choices = [("", "申请人交"), *others]
    materials = tuple(
        Box(f"take.material.{each.code}", each.name, standing.get(("material", each.code), ""), "select", choices)
        for each in guide.option.materials
    )
    fields = tuple(
        Box(
            f"take.form.{each.code}",
            each.label,
            standing.get((FORM, each.code), ""),
            "select",
            [("", "申请人填"), *_sources(others, results)],
        )
        for each in guide.option.form
    )
    return [
        Section("由前面的事项给的材料", materials, "证照名称对得上的会自动认出来，不用在这里写。", is_folded=True),
        Section("前面办完才知道的栏目", fields, "例如执照上的统一社会信用代码，办好以后自动填。", is_folded=True),
    ]


def _place(taken: Taken) -> str:
    """Where a field comes from, as one choice: the earlier member, and what of its result."""
    return f"{taken.source}:{taken.result}" if taken.result else taken.source


def _sources(others: Sequence[tuple[str, str]], results: Results) -> Iterator[tuple[str, str]]:
    for key, title in others:
        yield from ((f"{key}:{name}", f"{title}：{label}") for name, label in results.get(key, {}).items())
        yield key, f"{title}办好后，由承办部门填"


def _known(found: Member, guide: Guide) -> Section:
    standing = {(each.part, each.code): str(each.value) for each in found.known}
    varying = _varying(found)
    boxes = [
        _known_box(part, each, each.text if isinstance(each, Question) else each.label, standing)
        for part, each in _places(guide)
        if each.kind in _SETTLED and (part, each.code) not in varying
    ]
    return Section("不用申请人回答的", tuple(boxes), "这件一件事里答案已经定了的，就不再问。", is_folded=True)


def _places(guide: Guide) -> list[tuple[str, Question | FormField]]:
    asked: list[tuple[str, Question | FormField]] = [(QUESTION, each) for each in guide.option.questions]
    return [*asked, *((FORM, each) for each in guide.option.form)]


def _varying(found: Member) -> set[tuple[str, str]]:
    """What the bundle answers by the situation; such answers are kept as they are."""
    return {(each.part, each.code) for each in found.known if each.when}


def _known_box(part: str, each: Question | FormField, label: str, standing: dict[tuple[str, str], str]) -> Box:
    name, value = f"known.{part}.{each.code}", standing.get((part, each.code), "")
    if each.kind == "number":
        return Box(name, label, value, "number", is_optional=True, most=12)
    return Box(name, label, value, "select", [("", "要申请人回答"), *_choices(each)], is_optional=True)


def _choices(each: Question | FormField) -> Choices:
    return [(one.value, one.label) for one in each.choices] or _YES_NO


def _read(editing: Editing, post: QueryDict) -> Content:
    found, guide = _here(editing), editing.guides.get(editing.key)
    key = said(post, "key", 41)
    code, fault = _option_code(editing, said(post, "option", 200))
    gate = _read_gate(post)
    needed_when = said(post, "needed_when")
    refuse([*_faults(editing, key), *fault, *_condition_faults(needed_when), *_gate_faults(gate)])
    is_same = guide is not None and code == found.option_code
    others = {one for one, _ in editing.members} - {editing.key}
    member = Member(
        key=key,
        option_code=code,
        title=said(post, "title", 100),
        after=tuple(each for each in dict.fromkeys(post.getlist("after")) if each in others),
        needed_when=needed_when,
        is_optional=said(post, "optional") == "yes",
        takes=_read_taken(guide, post, others) if is_same and guide is not None else (),
        known=_read_known(found, guide, post) if is_same and guide is not None else (),
        gate=gate,
    )
    return with_member(editing.content, member, was=editing.key)


def _faults(editing: Editing, key: str) -> Iterator[Fault]:
    if not is_key(key):
        yield Fault("/key", "key", "称呼用小写字母、数字和下划线，以字母开头。")
    elif key != editing.key and editing.content.member(key) is not None:
        yield Fault("/key", "twice", "已经有这个称呼的事项，请换一个。")


def _condition_faults(text: str) -> Iterator[Fault]:
    """A condition that can be read at all; which names it may use is told by the findings."""
    try:
        condition(text or "1")
    except BadExpression as bad:
        yield Fault("/needed_when", "expression", f"{bad}。")


def _option_code(editing: Editing, typed: str) -> tuple[str, list[Fault]]:
    """The option by its code or its name; several that fit are named."""
    here = editing.guides.get(editing.key)
    if here is not None and typed in (here.name, here.option_code):
        return here.option_code, []
    if len(typed) == _CODE_LENGTH and typed.isascii():
        return typed, []
    every = cards() if typed else ()
    exact = [each for each in every if each.name == typed]
    near = exact or [each for each in every if typed in each.name]
    if len(near) == 1:
        return near[0].option_code, []
    if not near:
        return "", [Fault("/option", "option", "没有找到这个办理项，请写在用的办理项的名称或者编码。")]
    names = "、".join(f"“{each.name}”（{each.agency}）" for each in near[:_MOST_NAMED])
    return "", [Fault("/option", "option", f"符合的有{len(near)}个，请写全名称或者编码：{names}。")]


def _read_gate(post: QueryDict) -> Gate | None:
    typed = {name: said(post, f"gate_{name}") for name in ("key", "name", "by", "law", "article", "gist")}
    if not any(typed.values()):
        return None
    basis = Basis(law=typed["law"], article=typed["article"], gist=typed["gist"])
    is_ordered = said(post, "gate_start") == "ordered"
    return Gate(key=typed["key"], name=typed["name"], reported_by=typed["by"], basis=basis, is_ordered=is_ordered)


def _gate_faults(gate: Gate | None) -> Iterator[Fault]:
    if gate is None:
        return
    if not gate.name:
        yield Fault("/gate_name", "blank", "请写明等什么事，例如完税。")
    if not is_key(gate.key):
        yield Fault("/gate_key", "key", "称呼用小写字母、数字和下划线，以字母开头。")
    if not Agency.objects.filter(key=gate.reported_by).exists():
        yield Fault("/gate_by", "blank", "请选择由哪个部门告知。")
    if not gate.basis.law:
        yield Fault("/gate_law", "blank", "请写明依据哪部法律。")


def _read_taken(guide: Guide, post: QueryDict, others: set[str]) -> tuple[Taken, ...]:
    wanted = [("material", each.code) for each in guide.option.materials]
    wanted += [(FORM, each.code) for each in guide.option.form]
    told = [(part, code, said(post, f"take.{part}.{code}")) for part, code in wanted]
    placed = [(part, code, *source.partition(":")[::2]) for part, code, source in told]
    return tuple(
        Taken(code=code, source=source, part=part, result=result if part == FORM else "")
        for part, code, source, result in placed
        if source in others
    )


def _read_known(found: Member, guide: Guide, post: QueryDict) -> tuple[Known, ...]:
    """What was settled on the form, and what it does not show, kept as it was."""
    varying = _varying(found)
    told: list[Known] = []
    for part, each in _places(guide):
        if each.kind not in _SETTLED or (part, each.code) in varying:
            told += [one for one in found.known if (one.part, one.code) == (part, each.code)]
            continue
        value = said(post, f"known.{part}.{each.code}")
        if value and each.kind == "number":
            number = float(value) if value.replace(".", "", 1).isdecimal() else None
            told += [Known(code=each.code, value=_plain(number), part=part)] if number is not None else []
        elif value:
            told.append(Known(code=each.code, value=value, part=part))
    return tuple(told)


def _plain(number: float) -> int | float:
    return number if number % 1 else int(number)


PART = Part(
    name="member",
    label="联办事项",
    is_there=lambda editing: editing.content.member(editing.key) is not None,
    heading=lambda editing: editing.title(editing.key) if editing.key else "加一个联办事项",
    sections=_sections,
    read=_read,
    without=without_member,
)
