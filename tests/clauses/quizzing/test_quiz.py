from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clauses.cadence import TIMES, DueDay, OnEvent, Per, Quota, Season
from clauses.characters.folding import fold
from clauses.lexicon.duties import duty_name
from clauses.library import Library
from clauses.model import Clause, Known, QuizAsked
from clauses.quizzing.questions import Amount, QuizQuestion, Threshold
from clauses.quizzing.quiz import FEWEST_WRONG, MOST_WRONG, Quiz
from scheduler.planning.own_duties import OwnDuty, OwnDutyId, clause_by
from scheduler.roster.model import OrganisationId

LIBRARY = Library.load()
QUIZ = Quiz(LIBRARY)
CLAUSES = {each.ref: each for each in LIBRARY.all_clauses()}


def facts(clause: Clause, asked: QuizAsked) -> set[object]:
    """What is right of a clause, put together apart from the code under test."""
    cadence = clause.cadence
    match asked:
        case QuizAsked.WHO:
            return {body_of(each) for each in (clause.subject, *clause.also) if each is not None}
        case QuizAsked.DOCUMENT:
            return {each.document.id for each in clause.citations}
        case QuizAsked.HOW_OFTEN:
            return {said(cadence, asked)} if isinstance(cadence, Quota) else set()
        case QuizAsked.BY_WHEN:
            return {said(cadence, asked)}
        case QuizAsked.HOW_MANY:
            limits = {
                (Fraction(bound.number, bound.parts), each.unit)
                for each in clause.limits
                for bound in each.bounds
            }
            if isinstance(cadence, Quota) and cadence.unit != TIMES:
                return {*limits, (cadence.at_least, cadence.unit)}
            return {*limits}


def said(option: object, asked: QuizAsked) -> object:
    """What an option comes to, however it is worded."""
    match option:
        case Quota() if asked is QuizAsked.HOW_OFTEN and option.per is not Per.EVENT:
            return option.times_a_year
        case Quota():
            return option.per, option.season, option.due
        case OnEvent(offset_days=days, offset_months=months):
            return days, months
        case Threshold():
            return Fraction(option.bound.number, option.bound.parts), option.unit
        case Amount(number, unit):
            return number, unit
        case str() if asked is QuizAsked.WHO:
            return body_of(option)
        case other:
            return other


def body_of(subject: str) -> str:
    return next((each.body for each in LIBRARY.posts() if each.id == subject), subject)


def pairs(clause: Clause) -> set[str]:
    name = fold(duty_name(clause.duty))
    return {name[index : index + 2] for index in range(len(name) - 1)}


NAMES = {ref: pairs(clause) for ref, clause in CLAUSES.items()}


def alike(clause: Clause) -> Iterator[Clause]:
    own = pairs(clause)
    for ref, other in CLAUSES.items():
        shared = len(own & NAMES[ref]) / max(1, min(len(own), len(NAMES[ref])))
        if ref == clause.ref or shared >= 0.5:
            yield other


def check(question: QuizQuestion, clause: Clause, beside: tuple[Clause, ...] = ()) -> None:
    options = (question.right, *question.wrong)
    assert FEWEST_WRONG <= len(question.wrong) <= MOST_WRONG
    assert len(set(options)) == len(options)
    if question.asked is not QuizAsked.WHO:  # two posts of one body are two
        assert len({said(each, question.asked) for each in options}) == len(options)
    for other in (clause, *alike(clause), *beside):
        true = facts(other, question.asked)
        assert not true & {said(each, question.asked) for each in question.wrong}, (question, other)


def test_there_are_questions_of_every_kind() -> None:
    assert {each.asked for each in QUIZ.questions} == set(QuizAsked)


@pytest.mark.parametrize("question", QUIZ.questions, ids=lambda each: f"{each.ref}-{each.asked}")
def test_no_option_marked_wrong_is_right_of_anything_alike_in_the_packs(
    question: QuizQuestion,
) -> None:
    check(question, CLAUSES[question.ref])


QUOTAS = st.one_of(
    st.builds(
        Quota,
        at_least=st.integers(1, 4),
        per=st.sampled_from((Per.WEEK, Per.MONTH, Per.QUARTER, Per.HALF_YEAR, Per.YEAR)),
        exact=st.booleans(),
    ),
    st.builds(
        Quota,
        at_least=st.just(1),
        per=st.just(Per.QUARTER),
        due=st.builds(DueDay, month=st.integers(1, 3), day=st.sampled_from((5, 10, 31))),
    ),
    st.builds(
        Quota,
        at_least=st.just(1),
        per=st.just(Per.YEAR),
        season=st.sampled_from((Season(1, 3), Season(10, 12), Season(12, 3))),
    ),
)
DUTIES = st.builds(
    OwnDuty,
    id=st.integers(1, 1000).map(OwnDutyId),
    organisation_id=st.just(OrganisationId(1)),
    name=st.one_of(
        st.sampled_from([each.duty for each in CLAUSES.values() if each.is_duty]),
        st.sampled_from(["报送党建信息", "组织安全检查", "开展消防演练"]),
    ),
    words=st.just("本组织自定"),
    quota=QUOTAS,
    owed_by=st.just("branch-secretary"),
    since=st.just(date(2026, 1, 1)),
)


@settings(deadline=None, max_examples=40)
@given(st.lists(DUTIES, min_size=1, max_size=6, unique_by=lambda each: each.id), st.data())
def test_nor_is_it_of_what_an_organisation_asks_of_itself(
    owns: list[OwnDuty], data: st.DataObject
) -> None:
    posts = [each.id for each in LIBRARY.posts()]
    clauses = tuple(clause_by(each, data.draw(st.sampled_from(posts))) for each in owns)
    for clause in clauses:
        for question in QUIZ.about(clause, clauses):
            check(question, clause, clauses)


def test_a_wrong_subject_may_not_stand_in_for_the_right_one() -> None:
    acting = {(rule.absent, body) for rule in LIBRARY.acting() for body in rule.carried_by}
    for question in QUIZ.questions:
        if question.asked is QuizAsked.WHO:
            right = body_of(str(question.right))
            for wrong in map(body_of, map(str, question.wrong)):
                assert wrong != right
                assert not {(wrong, right), (right, wrong)} & acting


def test_options_are_of_one_form() -> None:
    """Nothing but its sense tells the right one: all are bodies or all are posts, and so on."""
    posts = {each.id for each in LIBRARY.posts()}
    for question in QUIZ.questions:
        options = (question.right, *question.wrong)
        assert len({type(each) for each in options}) == 1, question
        match question.asked:
            case QuizAsked.WHO:
                assert len({each in posts for each in options}) == 1, question
            case QuizAsked.HOW_OFTEN:
                quotas = [each for each in options if isinstance(each, Quota)]
                assert len({each.exact for each in quotas}) == 1, question
                assert {each.season or each.due or each.each for each in quotas} == {None}
            case QuizAsked.BY_WHEN:
                forms = {(type(each), getattr(each, "event", None)) for each in options}
                assert len(forms) == 1, question
            case QuizAsked.HOW_MANY:
                assert len({getattr(each, "unit", None) for each in options}) == 1, question


def test_the_question_does_not_name_the_right_answer() -> None:
    for question in QUIZ.questions:
        duty = fold(CLAUSES[question.ref].duty)
        match question.asked:
            case QuizAsked.WHO:
                body = next(b for b in LIBRARY.bodies() if b.id == body_of(str(question.right)))
                assert fold(body.name.split("（")[0]) not in duty, question
            case QuizAsked.HOW_OFTEN if isinstance(question.right, Quota):
                for word in question.right.per.kind.words.every:
                    assert f"每{word}" not in duty
                    assert f"按{word}" not in duty


def test_two_clauses_do_not_ask_the_same() -> None:
    asked = [
        (each.asked, each.stem or CLAUSES[each.ref].duty, each.right) for each in QUIZ.questions
    ]
    assert len(set(asked)) == len(asked)


def test_nothing_is_asked_of_what_is_not_known_or_makes_no_good_question() -> None:
    for question in QUIZ.questions:
        clause = CLAUSES[question.ref]
        assert clause.is_duty
        assert clause.known in (Known.SEED, Known.TEXT)
        assert question.asked not in clause.unasked


def test_a_document_of_which_a_part_was_read_is_never_a_wrong_option() -> None:
    whole = {each.id for pack in LIBRARY.packs for each in pack.documents if each.whole}
    for question in QUIZ.questions:
        if question.asked is QuizAsked.DOCUMENT:
            assert set(question.wrong) <= whole


@given(seed=st.text(max_size=8), question=st.sampled_from(QUIZ.questions))
def test_the_order_hangs_on_the_seed_alone(seed: str, question: QuizQuestion) -> None:
    assert question.options(seed) == question.options(seed)
    assert set(question.options(seed)) == {question.right, *question.wrong}


def test_the_right_option_stands_in_every_place() -> None:
    question = QUIZ.questions[0]
    places = {question.options(str(seed)).index(question.right) for seed in range(100)}
    assert places == set(range(len(question.wrong) + 1))
