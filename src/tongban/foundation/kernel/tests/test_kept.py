from tongban.foundation.kernel.kept import Kept


def test_it_is_read_once_in_its_seconds_and_again_when_somebody_says_so():
    read: list[str] = []
    ticks = [0.0]

    def answer(key: str) -> int:
        read.append(key)
        return len(read)

    kept = Kept(answer, seconds=5, tick=lambda: ticks[0])
    assert [kept.of("a") for _ in range(3)] == [1, 1, 1]
    ticks[0] = 4.9
    assert kept.of("a") == 1
    ticks[0] = 5.0
    assert kept.of("a") == 2, "its seconds are over"
    kept.forget()
    assert kept.of("a") == 3


def test_more_keys_than_it_keeps_make_it_forget_the_others():
    read: list[str] = []
    kept = Kept(read.append, seconds=5, most=2, tick=lambda: 0.0)
    for key in "abab":
        kept.of(key)
    assert read == ["a", "b"]
    kept.of("c")
    kept.of("c")
    kept.of("a")
    assert read == ["a", "b", "c", "a"]
