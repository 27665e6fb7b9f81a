"""The shipped packs, held against the rows that were checked before they were written."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from statistics import fmean

import pytest

from clauses.cadence import TIMES, Cadence, Continuous, NotStated, OnEvent, Per, Quota, Regular
from clauses.characters.folding import fold
from clauses.library import Library
from clauses.loading import SHIPPED_PACKS, check_pack
from clauses.loading.schema import CHECKED_TABLE
from clauses.model import (
    Clause,
    ClauseRef,
    Correction,
    Known,
    Pack,
    PostId,
    Question,
    Standard,
    Strength,
)

LIST = "sichuan-three-levels-five-posts"
REGULATIONS = "party-regulations"


def _checked(pack: str) -> list[dict[str, str]]:
    """The table of what was checked beside the sources: one row for each clause, in our words.

    ``says`` are the parts that the text must hold, apart by spaces.
    """
    with (SHIPPED_PACKS / pack / CHECKED_TABLE).open(encoding="utf-8", newline="") as table:
        return [{"pack": pack, **row} for row in csv.DictReader(table)]


CHECKED = [row for pack in (REGULATIONS, LIST) for row in _checked(pack)]
UNVERIFIED = {"B34", "B36", "B37", "B38", "B39", "F08"}
SECOND_HAND = {"E26", "E27"}
SEED = {"F03", "F14", "F21", "F27"}
NORMALLY = {
    *("B16", "C27", "C28", "C32", "C33", "C34", "C36", "C42"),
    *("E01", "E04", "E06", "E07", "E14", "E16", "E17", "E23", "E39", "E42", "E48", "F25", "F26"),
}
WITHOUT_PLACE = {
    *("B03", "B30", "B31", "B32", "B33", "B40", "B41", "B42"),
    *("E16", "E26", "E27", "F06"),
}
SILENT_QUESTIONS = {"Q12", "Q20", "Q23", "Q36"}
COUNTED_QUESTIONS = {f"A{number:02}" for number in range(2, 11)}
PARTS = [11, 15, 6, 7, 4, 5, 5, 6]
PUBLISHED = {
    "leading-group": "A11",
    "leading-group-secretary": "A12",
    "agency-committee-secretary": "A14",
    "discipline-committee-secretary": "A15",
    "branch-secretary": "A16",
}


@pytest.fixture(scope="module")
def regulations(library: Library) -> Pack:
    return next(pack for pack in library.packs if pack.id == REGULATIONS)


@pytest.fixture(scope="module")
def responsibilities(library: Library) -> Pack:
    return next(pack for pack in library.packs if pack.id == LIST)


def _facts(clause: Clause) -> dict[str, str]:
    """What a row of the table holds, in its words."""
    return {
        "subject": " ".join([clause.subject or "", *clause.also]),
        "cadence": _in_words(clause.cadence),
        "strength": clause.strength,
        "known": clause.known,
        "source": " ".join(f"{c.document.id}:{c.place or '-'}" for c in clause.citations),
        "carried_by": "" if clause.carried_by is None else " ".join(clause.carried_by) or "nobody",
        "applies_to": clause.applies_to or "",
        "applies_when": ", ".join(map(str, clause.applies_when)),
        "on_event": getattr(clause.cadence, "kind", None) or "",
    }


def _in_words(cadence: Cadence) -> str:
    match cadence:
        case Quota():
            unit = "" if cadence.unit == TIMES else cadence.unit
            least = "" if cadence.exact or cadence.per is Per.TERM else ">="
            words = f"{least}{cadence.at_least}{unit} per {cadence.per}"
            if cadence.season is not None:
                words += f", months {cadence.season.first_month}-{cadence.season.last_month}"
            if cadence.term_years is not None:
                words += f" of {cadence.term_years} years"
            return f"{words}, {cadence.each}" if cadence.each else words
        case OnEvent(_, None, None, _):
            return "event"
        case OnEvent(_, days, months, _):
            return f"event {months:+} months" if days is None else f"event {days:+} days"
        case Continuous():
            return "continuous"
        case Regular():
            return "regular"
        case NotStated():
            return "not stated"


def _phrasings(library: Library) -> Iterator[tuple[ClauseRef, str]]:
    for pack in library.packs:
        for entry in (*pack.clauses, *pack.questions, *pack.corrections, *pack.standards):
            yield from ((entry.ref, text) for text in entry.asked_as)
        yield from ((question.ref, question.question) for question in pack.questions)


def _answers(pack: Pack) -> list[str]:
    return [question.answer for question in pack.questions if question.answer is not None]


@pytest.mark.parametrize("pack", [REGULATIONS, LIST])
def test_the_pack_has_no_faults(pack: str) -> None:
    assert check_pack(SHIPPED_PACKS / pack) == []


@pytest.mark.parametrize("row", CHECKED, ids=lambda row: row["id"])
def test_the_clause_says_what_was_checked(library: Library, row: dict[str, str]) -> None:
    clause = library.get(ClauseRef(row["pack"], row["id"]))

    assert _facts(clause) == {key: row[key] for key in _facts(clause)}
    assert [part for part in row["says"].split() if part not in clause.text] == []


def test_no_clause_was_left_unchecked(library: Library) -> None:
    rows = Counter(ClauseRef(row["pack"], row["id"]) for row in CHECKED)
    assert Counter(clause.ref for clause in library.all_clauses()) == rows


def test_at_least_is_said_only_where_the_text_says_it(library: Library) -> None:
    for clause in library.all_clauses():
        cadence = clause.cadence
        if isinstance(cadence, Quota) and cadence.per is not Per.TERM:
            least = re.search("至少|不少于", clause.text) is not None
            assert least != cadence.exact, clause.ref


def test_unverified_rows_are_nowhere(library: Library) -> None:
    for pack in library.packs:
        for row in UNVERIFIED:
            assert library.find(ClauseRef(pack.id, row)) is None
        assert {entry.known for entry in (*pack.clauses, *pack.questions, *pack.standards)} <= {
            Known.SEED,
            Known.TEXT,
            Known.SECOND_HAND,
        }


def test_clauses_are_as_well_known_as_their_rows(regulations: Pack, responsibilities: Pack) -> None:
    known = {clause.ref.local: clause.known for clause in regulations.clauses}
    assert {row for row, how in known.items() if how is Known.SECOND_HAND} == SECOND_HAND
    assert {row for row, how in known.items() if how is Known.SEED} == SEED
    assert {clause.known for clause in responsibilities.clauses} == {Known.SEED}


def test_strength_is_that_of_the_text(library: Library) -> None:
    by_strength: dict[Strength, set[str]] = {strength: set() for strength in Strength}
    for clause in library.all_clauses():
        by_strength[clause.strength].add(clause.ref.local)
    assert by_strength[Strength.NORMALLY] == NORMALLY
    assert by_strength[Strength.ENCOURAGED] == {"A21"}


def test_places_that_were_not_verified_are_left_out(library: Library) -> None:
    without = {
        clause.ref.local
        for clause in library.all_clauses()
        if all(citation.place is None for citation in clause.citations)
    }
    assert without == WITHOUT_PLACE


def test_the_text_of_a_quota_names_its_period_and_its_number(library: Library) -> None:
    for clause in library.all_clauses():
        cadence = clause.cadence
        if not isinstance(cadence, Quota):
            continue
        # 按月交纳 is the one other wording.
        word = "按月" if clause.ref.local == "E41" else f"每{cadence.per.kind.words.every[0]}"
        assert word in clause.text, clause.ref
        if cadence.at_least > 1:
            assert f"{cadence.at_least}{cadence.unit}" in clause.text, clause.ref
        if cadence.term_years is not None:
            assert f"{cadence.term_years}年" in clause.text, clause.ref


def test_where_the_text_gives_no_number_none_is_counted(library: Library) -> None:
    for clause in library.all_clauses():
        assert ("没有规定次数" in clause.text) <= isinstance(clause.cadence, Regular), clause.ref


@pytest.mark.parametrize(
    ("clause", "met"),
    [
        ("A12", {"F03", "B03"}),
        ("A13", {"F11"}),
        ("A14", {"F14"}),
        ("A15", {"F21"}),
        ("A16", {"F27"}),
    ],
)
def test_what_the_list_and_a_regulation_both_ask_is_owed_once(
    library: Library, clause: str, met: set[str]
) -> None:
    owed = library.get(ClauseRef(LIST, clause))
    assert set(owed.meets) == {ClauseRef(REGULATIONS, row) for row in met}


@pytest.mark.parametrize(
    ("clause", "met"), [("E10", {"E11"}), ("E14", {"E15", "E16"}), ("C27", {"C29"})]
)
def test_rules_about_a_duty_are_not_duties_beside_it(
    library: Library, clause: str, met: set[str]
) -> None:
    owed = library.get(ClauseRef(REGULATIONS, clause))
    assert set(owed.meets) == {ClauseRef(REGULATIONS, row) for row in met}
    for ref in owed.meets:
        assert isinstance(library.get(ref).cadence, OnEvent)


@pytest.mark.parametrize(
    ("post", "numbers"),
    [
        ("leading-group-secretary", {"B02", "B03", "B30", "F03", "F04", "A12"}),
        ("leading-group-member", set()),
        (
            "agency-committee-secretary",
            {"C01", "C11", "C27", "C35", "C36", "C37", "C41", "C45", "F14", "F15", "A14"},
        ),
        ("agency-committee-deputy", set()),
        ("discipline-committee-secretary", {"F21", "A15"}),
        ("general-branch-secretary", {"C28", "F31"}),
        (
            "branch-secretary",
            {"E01", "E04", "E10", "E12", "E14", "E17", "E23", "E44", "E45", "F24", "F30"},
        ),
        ("party-group-leader", {"E07"}),
        ("party-member", {"E41"}),
    ],
)
def test_a_post_is_reminded_of_what_has_a_number(
    library: Library, post: str, numbers: set[str]
) -> None:
    duties = library.duties_of(PostId(post))
    assert {duty.ref.local for duty in duties if isinstance(duty.cadence, Quota)} == numbers


def test_the_announced_parts_add_up_to_59(responsibilities: Pack) -> None:
    assert [part.count for part in responsibilities.parts] == PARTS
    assert responsibilities.announced_total == sum(PARTS) == 59
    assert sum(PARTS[:3]) == 32


def test_five_clauses_are_known_to_belong_to_a_part(responsibilities: Pack) -> None:
    published = {
        clause.part: clause.ref.local
        for clause in responsibilities.clauses
        if clause.part is not None
    }
    assert published == PUBLISHED


def test_where_the_59_clauses_are_spoken_of_the_newer_report_is_named(library: Library) -> None:
    newer = re.compile("2025年9月")
    bare = [
        str(question.ref)
        for pack in library.packs
        for question in pack.questions
        if re.search("59条|责任清单写明|责任清单的要求", question.answer or "")
        or (question.answer and question.ref.local in COUNTED_QUESTIONS and pack.id == LIST)
        if not newer.search(question.answer or "")
    ]
    of_the_list = [
        str(clause.ref)
        for clause in library.all_clauses()
        if clause.known is Known.SEED and not newer.search(clause.note or "")
    ]
    assert (bare, of_the_list) == ([], [])


def test_no_number_of_a_clause_of_the_list_is_printed(responsibilities: Pack) -> None:
    texts = [
        *(f"{clause.duty}{clause.text}{clause.note}" for clause in responsibilities.clauses),
        *_answers(responsibilities),
        *(correction.right for correction in responsibilities.corrections),
    ]
    assert [text for text in texts if re.search(r"第[0-9一二三四五六七八九十]+条", text)] == []


@pytest.mark.parametrize(
    ("table", "last"), [pytest.param("A", 33, id="interview"), pytest.param("H", 15, id="local")]
)
def test_every_row_about_the_list_is_stated(library: Library, table: str, last: int) -> None:
    rows = [f"{table}{number:02}" for number in range(1, last + 1)]
    assert [row for row in rows if library.find(ClauseRef(LIST, row)) is None] == []


def test_local_background_says_that_it_is_not_the_list(responsibilities: Pack) -> None:
    background = [q for q in responsibilities.questions if q.ref.local.startswith("H")]
    assert len(background) == 15
    for question in background:
        assert question.answer is not None
        assert re.search(r"不是清单条文|不是省清单", question.answer), question.ref


def test_questions_on_which_the_texts_are_silent_have_no_answer(
    regulations: Pack, responsibilities: Pack
) -> None:
    silent = {q.ref.local for q in regulations.questions if q.answer is None}
    assert silent == SILENT_QUESTIONS
    of_the_list = {q.ref.local for q in responsibilities.questions if q.answer is None}
    parts = {f"P{number:02}" for number in range(1, len(PARTS) + 1)}
    rest = {f"S{number:02}" for number in range(1, 17)}
    assert of_the_list == parts | rest


def test_the_standards_have_their_items(responsibilities: Pack) -> None:
    items = {standard.ref.local: standard.items for standard in responsibilities.standards}
    assert items == {
        "A18": ("政治坚定好", "学习创新好", "勤政为民好", "清正廉洁好", "执政本领强"),
        "A20": (
            "政治功能发挥好",
            "基本制度落实好",
            "党员队伍建设好",
            "服务中心工作好",
            "廉洁自律形象好",
        ),
    }


def test_all_common_errors_are_corrected(regulations: Pack, responsibilities: Pack) -> None:
    assert (len(regulations.corrections), len(responsibilities.corrections)) == (8, 1)


def _asked_entries(library: Library) -> list[Clause | Question | Correction | Standard]:
    return [
        entry
        for pack in library.packs
        for entry in (*pack.clauses, *pack.questions, *pack.corrections, *pack.standards)
    ]


def test_whatever_is_stated_has_eight_to_twelve_everyday_phrasings(library: Library) -> None:
    """Those in English come on top."""
    everyday = {
        entry.ref: {fold(text) for text in entry.asked_as if not text.isascii()}
        for entry in _asked_entries(library)
    }
    uneven = {ref: len(texts) for ref, texts in everyday.items() if not 8 <= len(texts) <= 12}
    assert uneven == {}


def _pairs(*texts: str) -> set[str]:
    """Each two neighbouring characters of the folded texts."""
    return {text[at : at + 2] for text in map(fold, texts) for at in range(len(text) - 1)}


def test_phrasings_are_seldom_the_words_of_the_clause(library: Library) -> None:
    """Measured as the share of a phrasing's character pairs that duty and text have too.

    0.27 on average when this was written, from 0.06 to 0.46 by clause.
    """
    shared = {
        clause.ref: [
            len(_pairs(text) & _pairs(clause.duty, clause.text)) / len(_pairs(text))
            for text in clause.asked_as
        ]
        for clause in library.all_clauses()
    }
    assert fmean(share for shares in shared.values() for share in shares) <= 0.30
    assert {ref for ref, shares in shared.items() if fmean(shares) > 0.48} == set()
    # One at least that hardly shares anything, for those who use none of the words.
    assert {ref for ref, shares in shared.items() if min(shares) > 0.25} == set()


def test_no_phrasing_leads_to_two_places(library: Library) -> None:
    seen = Counter(fold(text) for _, text in _phrasings(library))
    assert [text for text, times in seen.items() if times > 1] == []


def test_nothing_that_is_answered_is_about_a_topic_that_is_not_covered(library: Library) -> None:
    topics = {fold(topic) for pack in library.packs for topic in pack.not_covered}
    assert len(topics) >= 300
    texts = [
        text
        for entry in _asked_entries(library)
        if not (isinstance(entry, Question) and entry.answer is None)
        for text in entry.asked_as
    ]
    texts += [text for clause in library.all_clauses() for text in (clause.duty, clause.text)]
    folded = list(map(fold, texts))
    assert [(topic, text) for topic in topics for text in folded if topic in text] == []


@pytest.mark.parametrize(
    "question",
    [
        *("专副可以参加班子会议吗", "换届能推迟到明年吗", "支部大会表决算不算数", "书记怎么带班子"),
        *("重要事项已经商量过还要上大会吗", "组织生活整体检查多久一次", "党委会计划谁来定"),
        *(
            "信访局党组多久研究一次党建",
            "医保局支部多久开一次支委会",
            "抗洪专班的临时支部收不收党费",
        ),
        *("挂职干部的组织关系要转吗", "支部书记辞职了要补选吗", "开会费用从哪里出"),
    ],
)
def test_a_topic_next_door_does_not_hide_in_other_words(library: Library, question: str) -> None:
    topics = {fold(topic) for pack in library.packs for topic in pack.not_covered}
    assert [topic for topic in topics if topic in fold(question)] == []
