"""The pages are true of the code: what they name exists, and their links lead somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.config import PREFIX, Settings
from scheduler.delivery.holds import HoldCause
from scheduler.watch.conditions import Condition

ROOT = Path(__file__).parents[1]
FOLDERS = ("bot", "clauses", "scheduler", "tests", "docs")

README_BYTES = 12 * 1024

PAIRS = [
    ("README.md", "README.zh-CN.md"),
    ("docs/operations.md", "docs/operations.zh-CN.md"),
]
"""Pages in English, each with the same one in Chinese."""

PAGES = [
    *[page for pair in PAIRS for page in pair],
    "docs/architecture.md",
    "docs/measured.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
]

every_page = pytest.mark.parametrize("page", PAGES)


def text_of(page: str) -> str:
    return (ROOT / page).read_text("utf-8")


def prose_of(page: str) -> str:
    """The page without what stands between fences."""
    return re.sub(r"^ *```.*?^ *```$", "", text_of(page), flags=re.MULTILINE | re.DOTALL)


def code_of(page: str) -> Iterator[str]:
    """What stands in backticks."""
    yield from re.findall(r"`([^`\n]+)`", prose_of(page))


def files_of(page: str) -> set[str]:
    """Files and folders of the project that stand in backticks; ``*`` is any name."""
    return {
        each.rstrip("/")
        for each in code_of(page)
        if re.fullmatch(rf"(?:{'|'.join(FOLDERS)})/[\w./*-]*", each)
        or re.fullmatch(r"[\w.-]+\.(?:md|lock)|\.env\.example", each)
    }


def anchors_of(page: str) -> set[str]:
    """The names by which a link leads to a section."""
    heads = re.findall(r"^#+ (.+)$", prose_of(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head).strip().lower().replace(" ", "-") for head in heads}


def links_of(page: str) -> list[str]:
    links = re.findall(r"\]\(([^)\s]+)\)", text_of(page))
    return [link for link in links if not re.match(r"https?:", link)]


@pytest.mark.parametrize("page", PAIRS[0])
def test_the_readme_is_short(page: str) -> None:
    assert (ROOT / page).stat().st_size <= README_BYTES


@every_page
def test_every_file_that_a_page_names_exists(page: str) -> None:
    assert [each for each in sorted(files_of(page)) if not list(ROOT.glob(each))] == []


def test_the_architecture_names_many_files() -> None:
    assert len(files_of("docs/architecture.md")) > 100


@every_page
def test_every_test_that_a_page_names_exists(page: str) -> None:
    written = "\n".join(file.read_text("utf-8") for file in (ROOT / "tests").rglob("test_*.py"))
    named = {each for each in code_of(page) if re.fullmatch(r"test_\w+", each)}
    assert [each for each in sorted(named) if f"def {each}(" not in written] == []


@every_page
def test_every_link_leads_somewhere(page: str) -> None:
    broken = []
    for link in links_of(page):
        path, _, anchor = link.partition("#")
        file = (ROOT / page).parent / path if path else ROOT / page
        known = not anchor or anchor in anchors_of(str(file.resolve().relative_to(ROOT)))
        if not file.exists() or not known:
            broken.append(link)
    assert broken == []


@every_page
def test_every_target_of_make_that_a_page_names_exists(page: str) -> None:
    targets = set(re.findall(r"^([\w./-]+):", text_of("Makefile"), re.MULTILINE))
    named = set(re.findall(r"(?:`|^|&& )(?:\w+=\S+ )*make ([a-z]\w*)", text_of(page), re.MULTILINE))
    assert named - targets == set()


@pytest.mark.parametrize("page", PAIRS[1])
def test_the_operations_page_has_every_setting_and_no_other(page: str) -> None:
    names = {f"{PREFIX}{name}".upper() for name in Settings.model_fields}
    table = set(re.findall(r"^\| `(\w+)` \|", text_of(page), re.MULTILINE))
    assert {each for each in table if each.startswith(PREFIX)} == names


TROUBLE = dict(zip(PAIRS[1], ("When something is wrong", "出了问题怎么办"), strict=True))
"""The section of the operations page that says what to do, by page."""


def tables_of_trouble(page: str) -> list[list[str]]:
    """The names in the first column of each of the section's tables, in order."""
    section = text_of(page).partition(f"## {TROUBLE[page]}\n")[2].partition("\n## ")[0]
    tables = re.findall(r"(?:^\|.*\n)+", section, re.MULTILINE)
    return [re.findall(r"^\| `([^`]+)` \|(?: [^|]+ \|){2}$", each, re.MULTILINE) for each in tables]


@pytest.mark.parametrize("page", PAIRS[1])
def test_each_condition_and_each_cause_of_a_hold_has_its_row(page: str) -> None:
    conditions, holds, _ = tables_of_trouble(page)
    assert conditions == [each.value for each in Condition]
    assert sorted(holds) == sorted(each.value for each in HoldCause)


@every_page
def test_a_page_names_no_setting_that_there_is_not(page: str) -> None:
    names = {f"{PREFIX}{name}".upper() for name in Settings.model_fields}
    assert set(re.findall(rf"{PREFIX}[A-Z_]+[A-Z]", text_of(page))) <= names


def test_the_example_of_the_settings_has_every_one() -> None:
    names = {f"{PREFIX}{name}".upper() for name in Settings.model_fields}
    assert set(re.findall(r"^(\w+)=", text_of(".env.example"), re.MULTILINE)) == names


@pytest.mark.parametrize(("english", "chinese"), PAIRS)
def test_both_languages_have_the_same_sections(english: str, chinese: str) -> None:
    """Sections by their depth, and what is in each: tables, fences, lists."""
    assert shape_of(english) == shape_of(chinese)


def shape_of(page: str) -> list[tuple[str, int, int, int]]:
    """Of each section its depth, and how many rows, fences and items it has."""
    parts = re.split(r"^(#+) .+$", text_of(page), flags=re.MULTILINE)
    return [
        (
            depth,
            len(re.findall(r"^\|", body, re.MULTILINE)),
            body.count("```"),
            len(re.findall(r"^(?:-|\d+\.) ", body, re.MULTILINE)),
        )
        for depth, body in zip(parts[1::2], parts[2::2], strict=True)
    ]


def test_every_term_of_the_glossary_stands_there_once_with_its_module() -> None:
    glossary = text_of("docs/architecture.md").split("## Glossary", 1)[1]
    rows = [line.split(" | ") for line in glossary.splitlines() if line.startswith("| ")][2:]
    terms = [row[0].removeprefix("| ") for row in rows]
    assert len(terms) > 50
    assert sorted(set(terms)) == sorted(terms)
    assert [row[0] for row in rows if ".py`" not in row[-1]] == []


def test_every_folder_of_the_packages_is_among_the_rooms() -> None:
    rooms = text_of("docs/architecture.md").split("## Rooms", 1)[1].split("\n## ", 1)[0]
    for package in ("bot", "clauses", "scheduler"):
        for folder in (ROOT / package).iterdir():
            if folder.is_dir() and not folder.name.startswith("_"):
                assert f"| `{package}/{folder.name}/` |" in rooms


@pytest.mark.parametrize("walk", ["## The walk of an update", "## The walk of a reminder"])
def test_a_walk_names_a_file_on_each_line(walk: str) -> None:
    steps = text_of("docs/architecture.md").split(walk, 1)[1].split("\n## ", 1)[0]
    lines = re.findall(r"^\d+\. (.+)$", steps, re.MULTILINE)
    assert len(lines) > 20
    assert [line for line in lines if ".py`" not in line] == []
