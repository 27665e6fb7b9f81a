from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clauses.cadence import Months, Quota
from clauses.characters.folding import fold
from clauses.lexicon.duties import duty_name
from clauses.library import Library
from clauses.model import Clause, Known
from clauses.quiz import FEWEST_WRONG, MOST_WRONG, Quiz, QuizAsked, QuizQuestion


@pytest.fixture(scope="module")
def quiz(library: Library) -> Quiz:
    return Quiz(library)


def truths(clause: Clause, asked: QuizAsked) -> set[object]:
    """What is right of a clause, put together apart from the code under test."""
    cadence = clause.cadence
    match asked:
        case QuizAsked.WHO:
            return {clause.subject, *clause.also}
        case QuizAsked.DOCUMENT:
            return {each.document.id for each in clause.citations}
        case _:
            return {cadence}


def pairs(clause: Clause) -> set[str]:
    name = fold(duty_name(clause.duty))
    return {name[index : index + 2] for index in range(len(name) - 1)}


def test_there_are_questions_of_several_kinds(quiz: Quiz) -> None:
    asked = {each.asked for each in quiz.questions}
    assert asked >= {QuizAsked.WHO, QuizAsked.HOW_OFTEN, QuizAsked.BY_WHEN, QuizAsked.DOCUMENT}


def test_no_option_marked_wrong_is_right_of_anything_alike_in_the_packs(
    library: Library, quiz: Quiz
) -> None:
    clauses = {each.ref: each for each in library.all_clauses()}
    names = {ref: pairs(clause) for ref, clause in clauses.items()}
    for question in quiz.questions:
        own = names[question.ref]
        for ref, clause in clauses.items():
            shared = len(own & names[ref]) / max(1, min(len(own), len(names[ref])))
            if ref == question.ref or shared >= 0.5:
                assert not truths(clause, question.asked) & set(question.wrong), (question, ref)


def test_a_wrong_subject_belongs_to_another_body(library: Library, quiz: Quiz) -> None:
    posts = {post.id: post.body for post in library.posts()}
    acting = {(rule.absent, body) for rule in library.acting() for body in rule.carried_by}
    for question in quiz.questions:
        if question.asked is QuizAsked.WHO:
            right = posts.get(question.right, question.right)
            for option in question.wrong:
                wrong = posts.get(option, option)
                assert wrong != right
                assert not {(wrong, right), (right, wrong)} & acting


def test_a_wrong_frequency_is_not_the_right_one_in_other_words(quiz: Quiz) -> None:
    def a_year(quota: Quota) -> object:
        length = quota.per.kind.length
        return quota.at_least * 12 / length.count if isinstance(length, Months) else quota

    for question in quiz.questions:
        if question.asked is QuizAsked.HOW_OFTEN and not question.right.months:
            assert a_year(question.right) not in {
                a_year(each) for each in question.wrong if not each.months
            }


def test_each_has_one_right_and_some_wrong_options(quiz: Quiz) -> None:
    for question in quiz.questions:
        assert FEWEST_WRONG <= len(question.wrong) <= MOST_WRONG
        assert len({question.right, *question.wrong}) == len(question.wrong) + 1


def test_nothing_is_asked_of_what_is_not_known(library: Library, quiz: Quiz) -> None:
    for question in quiz.questions:
        clause = library.get(question.ref)
        assert clause.is_duty
        assert clause.known in (Known.SEED, Known.TEXT)


@given(seed=st.text(max_size=8), data=st.data())
def test_the_order_hangs_on_the_seed_alone(
    library: Library, seed: str, data: st.DataObject
) -> None:
    question: QuizQuestion = data.draw(st.sampled_from(_QUESTIONS))
    assert question.options(seed) == question.options(seed)
    assert set(question.options(seed)) == {question.right, *question.wrong}


def test_the_right_option_stands_in_every_place(quiz: Quiz) -> None:
    question = quiz.questions[0]
    places = {question.options(str(seed)).index(question.right) for seed in range(100)}
    assert places == set(range(len(question.wrong) + 1))


_QUESTIONS = Quiz(Library.load()).questions[:50]
