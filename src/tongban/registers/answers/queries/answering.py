"""One question to the assistant (问一句): out of the guides in force now, by the search of this process."""

from collections.abc import Iterable

from tongban.registers.answers.rules.replying import Reply, reply
from tongban.registers.answers.rules.situations import told
from tongban.registers.catalog.queries import guide, guide_in_force
from tongban.registers.catalog.search.engine import standing_index


def answer(q: str, *, item: str = "", said: Iterable[str] = ()) -> Reply:
    """The answer, a question back, or that no guide says it; `item` is the matter that was spoken of, if any.

    `said` is how it stands with who asks, as «question:value»; what the matter does not ask is passed over.
    """
    kept = guide_in_force(item) if item else None
    situation = told(kept.option, said) if kept is not None else {}
    return reply(q, index=standing_index(), guide_of=guide, kept=kept, situation=situation)
