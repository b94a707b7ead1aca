"""Where something stands in a list, as a pointer (位置), and how it is quoted; pure."""

LONGEST_QUOTE = 60


def at(*path: object) -> str:
    """A path as a pointer: a slash inside a code cannot lead astray."""
    return "".join(f"/{str(each)[:LONGEST_QUOTE].replace('~', '~0').replace('/', '~1')}" for each in path)


def quoted(text: str) -> str:
    bare = " ".join(text.split())
    return bare if len(bare) <= LONGEST_QUOTE else f"{bare[: LONGEST_QUOTE - 1]}…"
