"""``packs import --confirm`` as a process of its own, with the page asked for over real HTTP."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner

from bot.cli.packs.commands import packs
from clauses.cadence import Continuous, DueDay, NotStated, OnEvent, Per, Quota, Regular
from clauses.loading import load_pack
from tests.running import ROOT

LIST = (
    "序号,责任内容,责任主体,频次\n"
    "1,召开支委会,支部书记,每月一次\n"
    "2,讲党课,支部书记,适时\n"
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
def review_of(tmp_path: Path) -> Iterator[Callable[..., Review]]:
    begun: list[Review] = []

    def begin(content: str, name: str = "list.csv") -> Review:
        file = tmp_path / name
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
    assert "没看懂周期：适时" in shown
    assert "&lt;b&gt;" in shown
    assert "<b>器材" not in shown

    corrected = {"said_0": "每季度首月10日前", "who_0": "安全员"}
    read_back = review.post(act="confirm", page="0", **corrected)
    assert read_back.status_code == 409
    assert "10日" in read_back.text
    assert review.written == before

    kept = {"said_2": "每季度一次", "who_2": "安全员", "skip_2": "on"}
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
        "适时",
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

    answer = review.post(act="confirm", page="0", said_0="有空就办", who_0="支部书记")

    assert answer.status_code == 422
    assert 'value="有空就办"' in answer.text
    assert 'role="alert"' in answer.text
    assert "例如：每季度最后一个周五前" in answer.text
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
    review.post(act="save", page="0", said_0="每季度一次", who_0="支部书记")

    review.process.send_signal(signal.SIGINT)

    said, code = review.ended()
    assert code == 1
    assert "保持原样" in said
    assert review.written == before


def test_a_long_list_comes_in_pages(review_of):
    rows = "".join(f"{number},办理事项{number}号,支部书记,每月一次\n" for number in range(1, 46))
    review = review_of(f"序号,责任内容,责任主体,频次\n{rows}")

    assert "1/3" in review.get().text
    turned = review.post(act="page-2", page="0", said_0="每年一次", who_0="支部书记").text
    assert "办理事项45号" in turned
    assert "办理事项1号" not in turned
    assert 'value="每年一次"' in review.get().text
    assert review.post(act="confirm", page="2").status_code == 200
    said, _ = review.ended()
    assert "已把45条写入" in said


REGULATION = """\
渡口管理办法
第一条 为了加强渡口管理，制定本办法。
第二条 渡口站站长应当每月5日前报送安全情况报告。
第三条 渡口管理站应当在换届前30日报送方案。
第四条 渡口管理站应当定期检修码头设施。
第五条 渡口管理站每半年组织一次演练。
"""


def test_a_regulation_gets_the_posts_that_the_reviewer_writes(review_of):
    review = review_of(REGULATION, "rule.txt")
    shown = review.get().text
    assert "其余1条没有读出职责，只保留原文" in shown
    assert 'value="渡口站站长"' in shown
    order = re.findall(r"<legend><b>(\d+)</b>", shown)
    places = {local: str(at) for at, local in enumerate(order)}
    fields = {}
    for local, who in (("2", "渡口站站长"), ("3", "安全主任"), ("4", "安全主任"), ("5", "")):
        at = places[local]
        said = re.search(rf'name="said-{at}" value="([^"]*)"', shown)[1]
        fields |= {f"said_{at}": said, f"who_{at}": who}

    both = fields | {f"who_{places['5']}": "安全主任、站长"}
    assert "责任岗位只写一个" in review.post(act="confirm", page="0", **both).text
    answer = review.post(act="confirm", page="0", **fields)

    said, code = review.ended()
    assert (answer.status_code, code) == (200, 0), said
    pack = load_pack(review.folder)
    names = {post.id: post.name for post in pack.posts}
    assert sorted(names.values()) == ["安全主任", "渡口站站长"]
    owed = {each.ref.local: (names.get(each.subject), each.cadence) for each in pack.clauses}
    assert owed["1"] == (None, NotStated())
    assert owed["2"] == ("渡口站站长", Quota(1, Per.MONTH, due=DueDay(day=5)))
    assert owed["3"] == ("安全主任", OnEvent("换届", offset_days=-30))
    assert owed["4"] == ("安全主任", Regular())
    assert owed["5"] == (None, NotStated())


def test_of_every_second_week_the_page_asks_for_the_first_day(review_of):
    review = review_of("序号,责任内容,责任主体,频次\n1,巡查,安全员,隔周周三\n2,值班,安全员,持续\n")
    shown = review.get().text
    assert "隔周周三：第一次是哪一天？" in shown
    assert 'type="date" name="first-0"' in shown
    assert "没有日期，只列出，不提醒" in shown
    rows = {"said_0": "隔周周三", "who_0": "安全员", "first_0": "2026-12-02"}
    assert review.post(act="confirm", page="0", **rows).status_code == 409  # read back first
    assert review.post(act="confirm", page="0", **rows).status_code == 200
    review.ended()
    one, two = load_pack(review.folder).clauses
    assert one.cadence.every_second_from == date(2026, 12, 2)
    assert isinstance(two.cadence, Continuous)


def test_a_folder_is_named_after_the_title_where_none_is_given(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("EHS register 2026.csv").write_text(LIST, "utf-8")
    Path("清单.csv").write_text(LIST, "utf-8")
    for file in ("EHS register 2026.csv", "EHS register 2026.csv", "清单.csv"):
        result = CliRunner().invoke(packs, ["import", file], catch_exceptions=False)
        assert result.exit_code == 0, result.output
    made = sorted(each.name for each in tmp_path.iterdir() if each.is_dir())
    assert made[:2] == ["ehs-register-2026", "ehs-register-2026-2"]
    assert re.fullmatch("pack-[0-9a-f]{8}", made[2])
    assert load_pack(tmp_path / made[2]).title == "清单"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("rule.txt", "管理规定\n第一条 为了规范管理，制定本规定。\n", "没有读出写明周期的职责"),
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
