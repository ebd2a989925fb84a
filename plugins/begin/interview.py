"""Asks the owner of a site, on a terminal, or takes what the command line says."""

from collections.abc import Callable, Mapping, Sequence

from plugins.begin.questions import Choices, Question, clean
from plugins.common.errors import Problem, SiteError

Ask = Callable[[str], str]
"""Shows a text and gives back what is typed."""


def given(questions: Sequence[Question], words: Mapping[str, str], defaults: Mapping[str, str]) -> Choices:
    """Of the command line. Raises SiteError with all that is missing or no answer."""
    choices, problems = dict(defaults), list[Problem]()
    for question in questions:
        word = words.get(question.variable, defaults.get(question.field, ""))
        choices[question.field] = question.read(clean(word))
        wrong = question.wrong(choices[question.field]) if question.asked_if(choices) else ""
        if wrong:
            problems.append(Problem(question.variable, 0, wrong, f"{question.text}: {question.variable}=…"))
    if problems:
        raise SiteError(problems)
    return Choices(**choices)


def asked(
    questions: Sequence[Question], words: Mapping[str, str], defaults: Mapping[str, str], ask: Ask
) -> Choices:
    """Whatever the command line does not say; an empty answer is what is in brackets, a hyphen is none."""
    choices = dict(defaults)
    for question in questions:
        choices[question.field] = choices.get(question.field, "")
        if question.asked_if(choices):
            choices[question.field] = _asked(question, words, choices[question.field], ask)
    return Choices(**choices)


def _asked(question: Question, words: Mapping[str, str], default: str, ask: Ask) -> str:
    answer = words.get(question.variable)
    hint = f" [{default}]" if default else ""
    while True:
        if answer is None:
            answer = ask(f"{question.text}{hint}: ") or default
            answer = "" if answer.strip() == "-" else answer
        answer = question.read(clean(answer))
        wrong = question.wrong(answer)
        if not wrong:
            return answer
        ask_again = f"  {wrong}\n"
        answer = ask(f"{ask_again}{question.text}{hint}: ") or default
