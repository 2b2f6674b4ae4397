"""Problems come out sorted by place and unique, whatever order the passes found them in."""

from __future__ import annotations

from itertools import permutations

from engine.problems import Label, Problem, Problems, Span


def span(start: int, end: int, file: str = "a.rules") -> Span:
    return Span(file, start, end, 1, start + 1)


FOUND = (
    Problem("CH0301", "error", span(4, 9)),
    Problem("CH0201", "warning", span(4, 9)),
    Problem("CH0999", "error", span(0, 3)),
    Problem("CH0101", "error", span(0, 3, "b.rules")),
)


def test_problems_are_sorted_by_file_place_and_code() -> None:
    for order in permutations(FOUND):
        problems = Problems()
        for problem in order:
            problems.add(problem)
        assert [problem.code for problem in problems] == ["CH0999", "CH0201", "CH0301", "CH0101"]


def test_one_code_at_one_place_is_said_once_and_the_first_stays() -> None:
    problems = Problems()
    problems.error("CH0201", span(0, 3), found="班长")
    problems.error("CH0201", span(0, 3), found="连长")
    problems.error("CH0201", span(0, 4), found="排长")
    assert len(problems) == 2
    assert [problem.args["found"] for problem in problems] == ["班长", "排长"]


def test_a_second_place_and_a_variant_are_kept() -> None:
    problems = Problems()
    other = Label(span(20, 24), "first-declared", {"name": "班长"})
    problems.error("CH0202", span(4, 9), other, variant="twice", name="班长")
    (problem,) = problems
    assert (problem.labels, problem.variant, problem.args) == ((other,), "twice", {"name": "班长"})


def test_warnings_alone_do_not_make_a_charter_faulty() -> None:
    problems = Problems()
    assert not problems.faulty
    problems.warning("CH0404", span(0, 3))
    assert not problems.faulty
    problems.error("CH0201", span(9, 12))
    assert problems.faulty


def test_joined_spans_keep_the_first_place() -> None:
    assert span(4, 9).to(span(12, 15)) == span(4, 15)
    assert span(4, 9).to(span(5, 6)) == span(4, 9)
