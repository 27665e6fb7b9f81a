from __future__ import annotations

from clauses.model import ClauseRef, QuizAsked
from clauses.quizzing.questions import QuizQuestion
from scheduler.study.practice import Answered, QuestionKey, key_of, next_question

A, B, C, D, E = (ClauseRef("pack", local) for local in "ABCDE")


def question(ref: ClauseRef, asked: QuizAsked = QuizAsked.WHO) -> QuizQuestion:
    return QuizQuestion(ref, asked, "right", ("wrong", "wronger"))


ALL = [question(each) for each in (A, B, C, D, E)]


def key(ref: ClauseRef, asked: QuizAsked = QuizAsked.WHO) -> QuestionKey:
    return QuestionKey(ref, asked)


def following(answered: dict[QuestionKey, Answered], **options: object) -> ClauseRef:
    found = next_question(ALL, answered, **options)
    assert found is not None
    return found.ref


def test_new_questions_come_in_order_those_about_own_duties_first() -> None:
    assert following({}) == A
    assert following({}, first={D}) == D
    assert following({key(D): Answered(1, right=True)}, first={D}) == A


def test_a_wrong_answer_comes_back_after_three_others() -> None:
    answered = {key(A): Answered(1, right=False)}
    for turn, ref in enumerate((B, C, D), start=2):
        assert following(answered) == ref
        answered[key(ref)] = Answered(turn, right=True)
    assert following(answered) == A


def test_when_all_were_answered_the_oldest_comes_again() -> None:
    answered = {key_of(each): Answered(10 - n, right=True) for n, each in enumerate(ALL)}
    assert following(answered) == E


def test_the_question_asked_last_is_not_asked_again_at_once() -> None:
    assert following({}, but=key(A)) == B
    assert next_question(ALL[:1], {}, but=key(A)) == ALL[0]


def test_one_clause_is_not_asked_about_twice_on_end() -> None:
    several = [question(A), question(A, QuizAsked.DOCUMENT), question(B)]
    found = next_question(several, {key(A): Answered(1, right=True)})
    assert found == several[2]


def test_where_there_are_no_questions_there_is_none() -> None:
    assert next_question([], {}) is None
