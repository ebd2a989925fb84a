"""On which line of a source something stands."""

from plugins.common.lines import Lines

SOURCE = "<a>\nun\n\n<A> deux <a>\n"


def test_the_first_line_is_the_first_place_of_a_text():
    assert Lines(SOURCE).of("<a>") == 1
    assert [Lines(SOURCE).of(word) for word in ("un", "deux", "trois", "")] == [2, 4, 0, 0]


def test_what_is_asked_for_again_is_found_at_its_next_place():
    lines = Lines(SOURCE)
    assert [lines.of("<a>") for _ in range(4)] == [1, 4, 4, 0]


def test_of_several_spellings_the_first_that_is_there_counts():
    assert Lines(SOURCE).of("trois", "DEUX", "un") == 4
