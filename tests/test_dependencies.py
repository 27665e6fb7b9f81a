"""Dependencies: all that the product imports is declared, and nothing is declared without need."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PRODUCT = ("bot", "clauses", "scheduler")
OURS = {*PRODUCT, "tests"}

PYPROJECT = (ROOT / "pyproject.toml").read_text("utf-8")
DECLARED = tomllib.loads(PYPROJECT)


def names(requirements: list[object]) -> set[str]:
    """Distributions of these requirements, by normalized name; included groups are left out."""
    return {normalized(each) for each in requirements if isinstance(each, str)}


def normalized(requirement: str) -> str:
    name = re.match(r"[\w.-]+", requirement)
    assert name is not None
    return re.sub(r"[-_.]+", "-", name[0]).lower()


NEEDED = names(DECLARED["project"]["dependencies"])
OPTIONAL = {
    name
    for group in (DECLARED["project"]["optional-dependencies"], DECLARED["dependency-groups"])
    for requirements in group.values()
    for name in names(requirements)
}


def imports(tree: ast.AST, *, guarded: bool = False) -> Iterator[tuple[str, bool]]:
    """Modules that a file imports, each with whether the file goes on without it."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, guarded) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module, guarded
        excuses = isinstance(node, ast.Try) and any(
            "ImportError" in ast.dump(handler) for handler in node.handlers
        )
        yield from imports(node, guarded=guarded or excuses)


@cache
def imported(folder: str) -> tuple[tuple[str, frozenset[str], bool], ...]:
    """File, distributions, and whether it is guarded, of each third-party import in a folder.

    There are several distributions where they share a package, such as ``fluent``.
    """
    distributions = packages_distributions()
    return tuple(
        (
            str(path.relative_to(ROOT)),
            frozenset(map(normalized, distributions.get(top, [top]))),
            guarded,
        )
        for path in sorted((ROOT / folder).rglob("*.py"))
        for module, guarded in imports(ast.parse(path.read_text("utf-8")))
        if (top := module.partition(".")[0]) not in sys.stdlib_module_names | OURS
    )


@pytest.mark.parametrize("folder", PRODUCT)
def test_every_import_of_the_product_is_declared(folder: str) -> None:
    undeclared = {
        (path, *distributions)
        for path, distributions, guarded in imported(folder)
        if not distributions & NEEDED and not (guarded and distributions & OPTIONAL)
    }
    assert not undeclared


@pytest.mark.parametrize("declared", sorted(NEEDED | OPTIONAL))
def test_what_is_declared_is_imported_or_has_its_reason_beside_it(declared: str) -> None:
    entries = [
        line
        for line in PYPROJECT.splitlines()
        if (found := re.search(r'"([\w.-]+)[^"]*"', line)) and normalized(found[1]) == declared
    ]
    users = [
        path
        for folder in (PRODUCT if declared in NEEDED else ("tests",))
        for path, distributions, _ in imported(folder)
        if declared in distributions
    ]
    assert users or any("# " in line for line in entries)
