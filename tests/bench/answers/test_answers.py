"""The figures are right for responses that can be counted by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.bench.__main__ import main
from tests.bench.answers.measuring import Response, figures
from tests.bench.answers.peers import StatedText, peers
from tests.bench.answers.question_sets import Asked, BadQuestionSet, read_sets
from tests.bench.answers.table import table

GOOD = Asked("plain", "支委会多久开一次", "answered", ("p:12",))
FAR = Asked("far", "今天下雨吗", "refused")


def response(asked: Asked, score: float, *refs: str, answered: bool = True) -> Response:
    return Response(asked, refs, score, answered)


def test_the_first_ref_and_the_first_three_are_counted_apart() -> None:
    given = [
        response(GOOD, 0.9, "p:12", "p:13"),
        response(GOOD, 0.9, "p:1", "p:2", "p:12"),
        response(GOOD, 0.9, "p:1", "p:2", "p:3", "p:12"),
        response(GOOD, 0.9),
    ]
    quality = figures("ours", given).quality["plain"]
    assert (quality.questions, quality.top1, quality.top3) == (4, 1, 2)


def test_a_paragraph_or_an_item_counts_as_its_article_but_a_neighbour_does_not() -> None:
    assert response(GOOD, 1, "p:12(2)").right()
    assert response(GOOD, 1, "p:12(2)(1)").right()
    assert not response(GOOD, 1, "p:12-1").right()
    assert not response(GOOD, 1, "p:120").right()


def test_the_threshold_keeps_at_least_95_percent_of_the_good_questions() -> None:
    good = [response(GOOD, n / 100, "p:12") for n in range(1, 101)]
    far = [response(FAR, score, "p:1") for score in (0.05, 0.06, 0.9)]
    found = figures("ours", [*good, *far])
    assert found.threshold == 0.06
    assert found.kept == 0.95
    assert found.refusals["far"].over_threshold == 2


def test_what_is_not_answered_counts_neither_as_a_false_answer_nor_as_a_right_one() -> None:
    given = [response(GOOD, 0.9, "p:12", answered=False), response(FAR, 0.1, answered=False)]
    found = figures("ours", given)
    assert found.quality["plain"].top1 == 1
    assert found.quality["plain"].answered_right == 0
    assert found.refusals["far"].answered == 0


def test_a_right_ref_under_a_refusal_is_counted_by_its_confidence() -> None:
    given = [
        response(GOOD, 0.15, "p:12", answered=False),
        response(FAR, 0.12, "p:1", answered=False),
    ]
    refused = figures("ours", given, confidence=True).refused
    assert refused is not None
    (filled,) = [each for each in refused.bins if each.answers]
    assert (filled.low, filled.answers, filled.right) == (0.1, 2, 1)


def test_a_peer_finds_an_entry_by_its_phrasings() -> None:
    texts = [
        StatedText("p:1", "党员交纳党费的要求"),
        StatedText("p:2", "支委会一般每月召开1次", ("几个头头多久碰一次面",)),
        StatedText("p:3", "民主生活会到会人数"),
    ]
    nearest = {peer.name: peer.rank("头头多久碰面").refs[0] for peer in peers(texts)}
    assert set(nearest.values()) == {"p:2"}


def test_a_false_answer_to_a_question_that_should_be_refused_spoils_the_calibration() -> None:
    given = [response(GOOD, 0.9, "p:12"), response(FAR, 0.9, "p:12")]
    reliability = figures("ours", given, confidence=True).calibration
    assert reliability is not None
    (filled,) = [each for each in reliability.bins if each.answers]
    assert (filled.low, filled.answers, filled.right) == (0.9, 2, 1)
    assert reliability.error == pytest.approx(0.4)


def test_an_answer_given_with_certainty_is_in_the_last_bin() -> None:
    reliability = figures("ours", [response(GOOD, 1.0, "p:12")], confidence=True).calibration
    assert reliability is not None
    assert reliability.bins[-1].answers == 1


def test_every_peer_finds_the_text_that_says_the_words_of_the_question() -> None:
    texts = [
        StatedText("p:1", "党员交纳党费的要求"),
        StatedText("p:2", "支委会一般每月召开1次"),
        StatedText("p:3", "民主生活会到会人数"),
        StatedText("p:4", "党小组组长的产生"),
    ]
    ranked = {peer.name: peer.rank("支委会每月召开几次") for peer in peers(texts)}
    assert len(ranked) == 4
    assert {name for name, found in ranked.items() if found.refs[0] != "p:2"} == set()
    assert {name for name, found in ranked.items() if len(found.refs) > 3} == set()


def test_the_columns_of_the_table_stand_below_each_other_in_chinese_too() -> None:
    asked = Asked("两个字", "问", "answered", ("p:1",))
    lines = table([figures("我们", [response(asked, 1, "p:1"), response(FAR, 1)])]).split("\n")
    ends = {sum(1 + (ord(each) > 0x2E80) for each in line) for line in lines[:3]}
    assert len(ends) == 1


def test_a_run_prints_the_table_and_writes_the_figures(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [
        {
            "kind": "plain",
            "question": "支委会多久开一次",
            "status": "answered",
            "refs": ["party-regulations:E04"],
        },
        {"kind": "far", "question": "今天成都会下雨吗", "status": "refused", "refs": []},
    ]
    questions = tmp_path / "some.jsonl"
    questions.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")

    assert main(["answers", "--questions", str(questions), "--into", str(tmp_path)]) == 0

    printed = capsys.readouterr().out
    assert "expected calibration error" in printed
    assert "ours / this one, top-1" in printed
    systems = json.loads((tmp_path / "answers.json").read_text("utf-8"))["systems"]
    assert systems[0]["name"] == "dutybot"
    assert len(systems) == 5
    assert {system["quality"]["plain"]["questions"] for system in systems} == {1}


@pytest.mark.parametrize(
    "line",
    [
        "no json",
        "[]",
        '{"kind": "plain", "question": 3, "status": "answered", "refs": ["p:1"]}',
        '{"kind": "plain", "question": "问", "status": "answered", "refs": "p:1"}',
        '{"kind": "plain", "question": "问", "status": "answered", "refs": []}',
        '{"kind": "plain", "question": "问", "status": "answered", "refs": ["p:1"], "more": 1}',
    ],
)
def test_a_line_that_is_no_question_is_named_by_file_and_number(
    tmp_path: Path, line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "bad.jsonl"
    file.write_text("\n" + line, "utf-8")

    with pytest.raises(BadQuestionSet, match=r"bad\.jsonl:2"):
        read_sets([file])

    assert main(["answers", "--questions", str(file), "--into", str(tmp_path)]) == 2
    assert "bad.jsonl:2" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_refused_with_its_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "none.jsonl"
    assert main(["answers", "--questions", str(file), "--into", str(tmp_path)]) == 2
    assert "none.jsonl" in capsys.readouterr().err
