"""The figures of ``dutybot bench answers`` are right for outcomes that can be counted by hand."""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.bench.answers.measuring import Outcome, figures
from bot.bench.answers.peers import Document, MissingPeers, peers
from bot.bench.answers.question_sets import Asked, BadQuestionSet, read_sets
from bot.bench.answers.table import table
from bot.cli.bench import bench

GOOD = Asked("plain", "支委会多久开一次", "answered", ("p:12",))
FAR = Asked("far", "今天下雨吗", "refused")


def outcome(asked: Asked, score: float, *refs: str, answered: bool = True) -> Outcome:
    return Outcome(asked, refs, score, answered)


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(bench, ["answers", *arguments])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.output


def test_the_first_ref_and_the_first_three_are_counted_apart() -> None:
    given = [
        outcome(GOOD, 0.9, "p:12", "p:13"),
        outcome(GOOD, 0.9, "p:1", "p:2", "p:12"),
        outcome(GOOD, 0.9, "p:1", "p:2", "p:3", "p:12"),
        outcome(GOOD, 0.9),
    ]
    quality = figures("ours", given).quality["plain"]
    assert (quality.questions, quality.top1, quality.top3) == (4, 1, 2)


def test_a_paragraph_or_an_item_counts_as_its_article_but_a_neighbour_does_not() -> None:
    assert outcome(GOOD, 1, "p:12(2)").right()
    assert outcome(GOOD, 1, "p:12(2)(1)").right()
    assert not outcome(GOOD, 1, "p:12-1").right()
    assert not outcome(GOOD, 1, "p:120").right()


def test_the_threshold_keeps_at_least_95_percent_of_the_good_questions() -> None:
    good = [outcome(GOOD, n / 100, "p:12") for n in range(1, 101)]
    far = [outcome(FAR, score, "p:1") for score in (0.05, 0.06, 0.9)]
    found = figures("ours", [*good, *far])
    assert found.threshold == 0.06
    assert found.kept == 0.95
    assert found.refusals["far"].over_threshold == 2


def test_what_is_not_answered_counts_neither_as_a_false_answer_nor_as_a_right_one() -> None:
    given = [outcome(GOOD, 0.9, "p:12", answered=False), outcome(FAR, 0.1, answered=False)]
    found = figures("ours", given)
    assert found.quality["plain"].top1 == 1
    assert found.quality["plain"].answered_right == 0
    assert found.refusals["far"].answered == 0


def test_a_false_answer_to_a_question_that_should_be_refused_spoils_the_calibration() -> None:
    given = [outcome(GOOD, 0.9, "p:12"), outcome(FAR, 0.9, "p:12")]
    reliability = figures("ours", given, confidence=True).calibration
    assert reliability is not None
    (filled,) = [each for each in reliability.bins if each.answers]
    assert (filled.low, filled.answers, filled.right) == (0.9, 2, 1)
    assert reliability.error == pytest.approx(0.4)


def test_an_answer_given_with_certainty_is_in_the_last_bin() -> None:
    reliability = figures("ours", [outcome(GOOD, 1.0, "p:12")], confidence=True).calibration
    assert reliability is not None
    assert reliability.bins[-1].answers == 1


def test_every_peer_finds_the_text_that_says_the_words_of_the_question() -> None:
    texts = [
        Document("p:1", "党员交纳党费的要求"),
        Document("p:2", "支委会一般每月召开1次"),
        Document("p:3", "民主生活会到会人数"),
        Document("p:4", "党小组组长的产生"),
    ]
    ranked = {peer.name: peer.rank("支委会每月召开几次") for peer in peers(texts)}
    assert len(ranked) == 4
    assert {name for name, found in ranked.items() if found.refs[0] != "p:2"} == set()
    assert {name for name, found in ranked.items() if len(found.refs) > 3} == set()


def test_the_columns_of_the_table_stand_below_each_other_in_chinese_too() -> None:
    asked = Asked("两个字", "问", "answered", ("p:1",))
    lines = table([figures("我们", [outcome(asked, 1, "p:1"), outcome(FAR, 1)])]).split("\n")
    ends = {sum(1 + (ord(each) > 0x2E80) for each in line) for line in lines[:3]}
    assert len(ends) == 1


def test_a_run_prints_the_table_and_writes_the_figures(tmp_path: Path) -> None:
    rows = [
        {
            "kind": "plain",
            "question": "支委会多久开一次",
            "status": "answered",
            "refs": ["party-regulations:E04"],
        },
        {"kind": "far", "question": "今天成都会下雨吗", "status": "refused", "refs": []},
    ]
    questions, written = tmp_path / "some.jsonl", tmp_path / "figures.json"
    questions.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")

    code, output = run("--questions", str(questions), "--json", str(written))

    assert code == 0, output
    assert "expected calibration error" in output
    systems = json.loads(written.read_text("utf-8"))["systems"]
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
def test_a_line_that_is_no_question_is_named_by_file_and_number(tmp_path: Path, line: str) -> None:
    file = tmp_path / "bad.jsonl"
    file.write_text("\n" + line, "utf-8")

    with pytest.raises(BadQuestionSet, match=r"bad\.jsonl:2"):
        read_sets([file])

    code, output = run("--questions", str(file))
    assert code == 2
    assert "bad.jsonl:2" in output


def test_a_file_that_is_not_there_is_refused_with_its_name(tmp_path: Path) -> None:
    code, output = run("--questions", str(tmp_path / "none.jsonl"))
    assert code == 2
    assert "none.jsonl" in output


def test_without_any_question_set_the_option_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    # The name in the package is the command, not the module.
    monkeypatch.setattr(import_module("bot.cli.bench.answers"), "shipped_sets", lambda: ())
    code, output = run()
    assert code == 2
    assert "--questions" in output


def test_a_missing_peer_is_named_with_the_extra_that_brings_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def missing(_texts: object) -> None:
        raise MissingPeers("tantivy")

    monkeypatch.setattr("bot.bench.answers.running.peers", missing)
    file = tmp_path / "one.jsonl"
    file.write_text(
        json.dumps({"kind": "far", "question": "雨", "status": "refused"})
        + "\n"
        + json.dumps({"kind": "plain", "question": "问", "status": "answered", "refs": ["p:1"]}),
        "utf-8",
    )
    code, output = run("--questions", str(file))
    assert code == 2
    assert "tantivy" in output
    assert "bench" in output


def test_only_needs_a_pack() -> None:
    code, output = run("--only")
    assert code == 2
    assert "--pack" in output
