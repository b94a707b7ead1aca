"""What people say and what the catalogue says (同义词): applied to a question, longest first, by sound too; pure."""

from collections.abc import Iterable

from . import words

HEARD_FROM = 3
ABSENT = "本市目录里没有"


class Sayings:
    """The list of synonyms, ready to be applied; never changed after it is made."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        told = {words.plain(said): words.plain(meant) for said, meant in pairs}
        self.meant = {said: told[said] for said in sorted(told, key=lambda each: (-len(each), each)) if said}
        self._absent = frozenset(said for said, meant in self.meant.items() if meant == ABSENT)
        self.heard: dict[str, str] = {}
        for said in self.meant:
            if len(said) >= HEARD_FROM and words.all_han(said):
                self.heard.setdefault(words.sounds(said), said)
        self._longest = max(map(len, self.meant), default=0)

    def absent(self, text: str) -> str:
        """What the text asks for that the list says is not offered here; a longer word that is offered wins."""
        found = next((each for each in self._parts(text) if each in self._absent), "")
        return found

    def misheard(self, text: str, heard: str) -> dict[int, str]:
        """The words of the list that the text only sounds like, by place (`heard` are the sounds of the text)."""
        found: dict[int, str] = {}
        for length in range(min(self._longest, len(heard)), HEARD_FROM - 1, -1):
            for place in range(len(heard) - length + 1):
                said = self.heard.get(heard[place : place + length], "")
                if said and said not in text and said not in self._absent:
                    found[place] = said
                    heard = heard[:place] + " " * length + heard[place + length :]
        return found

    def known_in(self, text: str) -> str:
        """The longest word of the list that the text says and that means something else in the catalogue."""
        known = (each for each in self._parts(text) if each in self.meant and each not in self._absent)
        return max(known, key=len, default="")

    def known_words(self, text: str) -> dict[str, str]:
        """The words of the list that the text says and that are offered here, with what the catalogue says for them."""
        known = (each for each in self._parts(text) if each in self.meant and each not in self._absent)
        return {each: self.meant[each] for each in known}

    def translated(self, text: str) -> str:
        """Every word that the list knows, replaced by what the catalogue says, each place once.

        Longest first over the whole text, so that «换身份证» wins over «身份证» wherever it begins.
        """
        meant = (self.meant.get(each, each) if each not in self._absent else each for each in self._parts(text))
        return " ".join(" ".join(meant).split())

    def _parts(self, text: str) -> list[str]:
        """The text cut into words of the list and what stands between them."""
        for length in range(min(self._longest, len(text)), 0, -1):
            for place in range(len(text) - length + 1):
                word = text[place : place + length]
                if word in self.meant:
                    before, after = text[:place], text[place + length :]
                    return [*self._parts(before), word, *self._parts(after)]
        return [text] if text.strip() else []
