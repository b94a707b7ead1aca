"""Finding an item in the words that people use (搜索): everyday words, nicknames, pinyin, initials, typos, codes."""

from .engine import Engine, look_up, revision, search
from .results import Hit, SearchResult

__all__ = ["Engine", "Hit", "SearchResult", "look_up", "revision", "search"]
