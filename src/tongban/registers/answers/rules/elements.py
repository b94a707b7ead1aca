"""What a question asks of a guide (问的是哪一项): the elements, and by which words they are asked for; pure.

The ways of asking are read from above: what stands first takes its words away from what follows, so that «能用多久»
asks how long a licence is good for before «多久» asks when it is ready.
"""

from enum import StrEnum

from tongban.registers.upkeep.rules.states import Section

from .sayings import PARTS


class Element(StrEnum):
    """A thing that a guide says (指南要素), as it is asked for."""

    ABOUT = "about"
    CAN = "can"
    BRING = "bring"
    HOW = "how"
    LIMIT = "limit"
    COST = "cost"
    WHERE = "where"
    HOURS = "hours"
    PHONE = "phone"
    ONLINE = "online"
    GET = "get"
    FORM = "form"
    REFUSAL = "refusal"
    REMEDY = "remedy"
    LAW = "law"
    FAQ = "faq"

    @property
    def label(self) -> str:
        return _SAID[self][0]

    @property
    def section(self) -> Section:
        """The section of the guide's page that says it."""
        return _SAID[self][1]


_SAID = {
    Element.ABOUT: ("这件事怎么办", Section.BRING),
    Element.CAN: ("能不能办", Section.CAN),
    Element.BRING: ("带什么", Section.BRING),
    Element.HOW: ("怎么办", Section.HOW),
    Element.LIMIT: ("要多久", Section.HOW),
    Element.COST: ("收不收费", Section.COST),
    Element.WHERE: ("去哪办", Section.WHERE),
    Element.HOURS: ("什么时候开门", Section.WHERE),
    Element.PHONE: ("找谁问", Section.WHERE),
    Element.ONLINE: ("要不要跑", Section.WHERE),
    Element.GET: ("办好给您什么", Section.GET),
    Element.FORM: ("申请表", Section.BRING),
    Element.REFUSAL: ("什么情况不予办理", Section.LAW),
    Element.REMEDY: ("不服怎么办", Section.LAW),
    Element.LAW: ("法律依据", Section.LAW),
    Element.FAQ: ("大家常问", Section.FAQ),
}
_CUES = tuple((Element(name), cue) for name, cue in PARTS.items())
MOST = 3


def heard(text: str) -> tuple[tuple[Element, ...], str]:
    """What a question asks for, in the order in which it is asked, and what is left of it; at most three."""
    places: dict[Element, int] = {}
    for element, cue in _CUES:
        for found in cue.finditer(text):
            places.setdefault(element, found.start())
        text = cue.sub(lambda found: " " * len(found[0]), text)
    asked = sorted(places, key=places.__getitem__)
    return tuple(asked[:MOST]), " ".join(text.split())
