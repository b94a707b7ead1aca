"""Who helps and how fast (帮办约定), as the city decides; pure."""

from dataclasses import dataclass

from tongban.foundation.kernel.actors import Actor, Role

from .flow import HELPERS


@dataclass(frozen=True, slots=True)
class HelpPolicy:
    """Posts that help beside the comprehensive windows, and the target of the first response in minutes."""

    posts: frozenset[str] = frozenset()
    response_minutes: int = 5

    def is_helper(self, actor: Actor) -> bool:
        if not actor.is_staff or not actor.roles & HELPERS:
            return False
        return Role.COUNTER in actor.roles or actor.post in self.posts
