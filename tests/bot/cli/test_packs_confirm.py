"""``packs import --confirm`` as a process of its own, with the page asked for over real HTTP."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner

from bot.cli.packs.commands import packs
from clauses.cadence import NotStated, Per, Quota
from clauses.loading import load_pack
from tests.running import ROOT

LIST = (
    "序号,责任内容,责任主体,频次\n"
    "1,召开支委会,支部书记,每月一次\n"
    "2,讲党课,支部书记,经常\n"
    "3,检查<b>器材</b>,安全员,每季度一次\n"
)
ADDRESS = re.compile(r"http://(127\.0\.0\.1:\d+)(/review/\S+)")


@dataclass
class Review:
    process: subprocess.Popen[str]
    folder: Path
    host: str
    path: str

    @property
    def url(self) -> str:
        return f"http://{self.host}{self.path}"

    @property
    def written(self) -> str:
        return (self.folder / "clauses.yaml").read_text("utf-8")

    def get(self, url: str = "", **headers: str) -> httpx.Response:
        return httpx.get(url or self.url, headers=headers, trust_env=False)

    def post(self, *, url: str = "", origin: str | None = None, **fields: str) -> httpx.Response:
        headers = {"Origin": f"http://{self.host}" if origin is None else origin}
        data = {name.replace("_", "-"): value for name, value in fields.items()}
        return httpx.post(url or self.url, data=data, headers=headers, trust_env=False)

    def ended(self) -> tuple[str, int]:
        said, _ = self.process.communicate(timeout=30)
        return said, self.process.returncode


def _review(file: Path, folder: Path) -> Review:
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "packs", "import", file, "--out", folder, "--confirm"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        env={**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONUTF8": "1"},
    )
    assert process.stdout is not None
    seen = []
    for line in process.stdout:
        seen.append(line)
        if found := ADDRESS.search(line):
            return Review(process, folder, found[1], found[2])
    process.wait()
    raise AssertionError("".join(seen))


@pytest.fixture
def review_of(tmp_path: Path) -> Iterator[Callable[[str], Review]]:
    begun: list[Review] = []

    def begin(content: str) -> Review:
        file = tmp_path / "list.csv"
        file.write_text(content, "utf-8")
        begun.append(_review(file, tmp_path / "my-list"))
        return begun[-1]

    yield begin
    for each in begun:
        if each.process.poll() is None:
            each.process.kill()
        each.process.communicate()


def _import(file: Path, folder: Path, *more: str) -> tuple[int, str]:
    arguments = ["import", str(file), "--out", str(folder), "--confirm", *more]
    result = CliRunner(env={"COLUMNS": "160"}).invoke(packs, arguments, catch_exceptions=False)
    return result.exit_code, result.output


def test_what_is_confirmed_on_the_page_is_written_and_ends_the_program(review_of):
    review = review_of(LIST)
    before = review.written
    shown = review.get().text
    # The unclear row comes first, whatever its place in the list; the text is no markup.
    assert shown.index("讲党课") < shown.index("召开支委会")
    assert "没看懂周期：经常" in shown
    assert "&lt;b&gt;" in shown
    assert "<b>器材" not in shown

    corrected = {"said_0": "每季度首月10日前", "who_0": "my-list-安全员"}
    read_back = review.post(act="confirm", page="0", **corrected)
    assert read_back.status_code == 409
    assert "10日" in read_back.text
    assert review.written == before

    kept = {"said_2": "每季度一次", "who_2": "my-list-安全员", "skip_2": "on"}
    answer = review.post(act="confirm", page="0", **corrected, **kept)

    said, code = review.ended()
    assert (answer.status_code, code) == (200, 0), said
    assert "已把2条写入" in said
    assert "讲党课：安全员，每季度首月10日前" in said
    one, two, three = load_pack(review.folder).clauses
    assert one.cadence == Quota(1, Per.MONTH)
    assert one.subject == "my-list-支部书记"
    assert isinstance(two.cadence, Quota)
    assert two.cadence.per is Per.QUARTER
    assert two.subject == "my-list-安全员"
    assert isinstance(three.cadence, NotStated)
    assert [each.proposed[0].words for each in (one, two, three)] == [
        "每月一次",
        "经常",
        "每季度一次",
    ]
    assert all(each.citations for each in (one, two, three))
    shown = CliRunner().invoke(packs, ["show", str(review.folder)], catch_exceptions=False).output
    assert shown.count("每月一次") == 0  # confirmed, so no longer among what waits for it
    assert shown.count("每季度一次") == 1
    changed = set(review.written.splitlines()) - set(before.splitlines())
    assert not [line for line in changed if "words" in line or "text" in line]


def test_words_that_cannot_be_read_are_answered_and_nothing_is_written(review_of):
    review = review_of(LIST)
    before = review.written

    answer = review.post(act="confirm", page="0", said_0="有空就办", who_0="my-list-支部书记")

    assert answer.status_code == 422
    assert 'value="有空就办"' in answer.text
    assert 'role="alert"' in answer.text
    assert "例如：每季度首月10日前" in answer.text
    assert review.written == before
    assert review.process.poll() is None


def test_only_the_page_itself_may_confirm(review_of):
    review = review_of(LIST)
    before = review.written
    wrong = f"http://{review.host}/review/guessed"

    assert review.get(wrong).status_code == 403
    assert review.post(url=wrong, act="confirm").status_code == 403
    assert review.get(Host="attacker.example").status_code == 403
    assert review.post(origin="http://attacker.example", act="confirm").status_code == 403
    assert review.post(origin="", act="confirm").status_code == 403
    headers = review.get().headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert headers["cache-control"] == "no-store"
    assert review.written == before


def test_ending_the_program_leaves_the_draft_as_it_was(review_of):
    review = review_of(LIST)
    before = review.written
    review.post(act="save", page="0", said_0="每季度一次", who_0="my-list-支部书记")

    review.process.send_signal(signal.SIGINT)

    said, code = review.ended()
    assert code == 1
    assert "保持原样" in said
    assert review.written == before


def test_a_long_list_comes_in_pages(review_of):
    rows = "".join(f"{number},办理事项{number}号,支部书记,每月一次\n" for number in range(1, 46))
    review = review_of(f"序号,责任内容,责任主体,频次\n{rows}")

    assert "1/3" in review.get().text
    turned = review.post(act="page-2", page="0", said_0="每年一次", who_0="my-list-支部书记").text
    assert "办理事项45号" in turned
    assert "办理事项1号" not in turned
    assert 'value="每年一次"' in review.get().text
    assert review.post(act="confirm", page="2").status_code == 200
    said, _ = review.ended()
    assert "已把45条写入" in said


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("rule.txt", "管理规定\n第一条 为了规范管理，制定本规定。\n", "不是职责清单"),
        ("broken.docx", "no archive", ""),
    ],
)
def test_what_is_no_list_is_refused_without_a_page(tmp_path, name, content, said):
    (tmp_path / name).write_text(content, "utf-8")

    code, output = _import(tmp_path / name, tmp_path / "my-list")

    assert code == 1
    assert said in output
    assert "http://" not in output


def test_json_and_the_page_exclude_each_other(tmp_path):
    (tmp_path / "list.csv").write_text(LIST, "utf-8")

    code, output = _import(tmp_path / "list.csv", tmp_path / "my-list", "--json")

    assert code == 1
    assert "--json" in output
    assert not (tmp_path / "my-list").exists()
