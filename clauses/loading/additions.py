"""What operators answered, written into the files of a pack; all else stays as it was typed.

The places are found by the marks of the parser: a round trip would set all lines anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

_LISTS = ("clauses.yaml", "questions.yaml", "corrections.yaml")
_QUESTIONS, _TOPICS, _PACK = "questions.yaml", "topics.yaml", "pack.yaml"


@dataclass(frozen=True)
class Addition:
    """An answer to questions ``asked``; ``said_by`` says who gave it and when, for a comment.

    By the entry ``local`` of the pack, by ``answer`` with its ``source`` (under the id ``local``, which is
    new), or, where neither is given, as next door.
    """

    asked: tuple[str, ...]
    said_by: str
    local: str | None = None
    answer: str | None = None
    source: str | None = None


def add_to_pack(folder: Path, additions: Sequence[Addition]) -> list[Path]:
    """Write additions into the files of a pack, once each; the files that changed."""
    texts = {path: path.read_text("utf-8") for path in sorted(folder.glob("*.yaml"))}
    before = dict(texts)
    for addition in additions:
        if addition.answer is not None:
            _add_question(folder, texts, addition)
        elif addition.local is not None:
            _add_phrasings(folder, texts, addition)
        else:
            _add_topics(folder, texts, addition)
    changed = [path for path, text in texts.items() if text != before.get(path)]
    for path in changed:
        path.write_text(texts[path], "utf-8")
    return changed


def _add_phrasings(folder: Path, texts: dict[Path, str], addition: Addition) -> None:
    for name in _LISTS:
        path = folder / name
        text = texts.get(path, "")
        entry = next((e for e in _entries(text) if _scalar(e, "id") == addition.local), None)
        if entry is None:
            continue
        known = _value(entry, "asked_as")
        asked = _new_ones(addition.asked, known)
        if asked and isinstance(known, SequenceNode):
            texts[path] = _into_list(text, known, asked, addition.said_by)
        elif asked:
            line = f"  # {addition.said_by}\n  asked_as: [{', '.join(asked)}]\n"
            texts[path] = _inserted(text, entry.end_mark.index, line)
        return


def _add_question(folder: Path, texts: dict[Path, str], addition: Addition) -> None:
    path, pack = folder / _QUESTIONS, folder / _PACK
    text = texts.get(path, "")
    if any(_scalar(entry, "id") == addition.local for entry in _entries(text)):
        return
    document = f"given-{addition.local}".lower()
    first, *others = addition.asked
    lines = [
        f"# {addition.said_by}",
        f"- id: {addition.local}",
        f"  question: {_quoted(first)}",
        f"  answer: {_quoted(addition.answer or '')}",
        "  known: text",
        f"  sources: [{{document: {document}}}]",
        *([f"  asked_as: [{', '.join(map(_quoted, others))}]"] if others else []),
    ]
    texts[path] = text.rstrip("\n") + "\n\n" * bool(text) + "\n".join(lines) + "\n"
    documents = _value(_root(texts[pack]), "documents")
    title = _quoted(addition.source or "")
    entry = f"  - {{id: {document}, title: {title}, short_title: {title}}}\n"
    if isinstance(documents, SequenceNode):
        texts[pack] = _inserted(texts[pack], documents.end_mark.index, entry)
    else:
        texts[pack] = texts[pack].rstrip("\n") + f"\ndocuments:\n{entry}"


def _add_topics(folder: Path, texts: dict[Path, str], addition: Addition) -> None:
    path = folder / _TOPICS
    known = _value(_root(texts.get(path, "")), "not_covered")
    asked = _new_ones(addition.asked, known)
    if asked and isinstance(known, SequenceNode):
        texts[path] = _into_list(texts[path], known, asked, addition.said_by)
    elif asked:
        line = f"# {addition.said_by}\nnot_covered: [{', '.join(asked)}]\n"
        texts[path] = texts.get(path, "") + line


def _into_list(text: str, known: SequenceNode, asked: Sequence[str], said_by: str) -> str:
    """With further members at the end of a list in brackets, or of one with a line for each."""
    if known.flow_style:
        at = known.end_mark.index - 1
        head = text[:at].rstrip().rstrip(",")
        line = head.rpartition("\n")[2]
        indent = " " * (len(line) - len(line.lstrip()) or 2)
        comma = "," if known.value else ""
        added = f"{comma}\n{indent}# {said_by}\n{indent}{', '.join(asked)}"
        return f"{head}{added}{text[at:]}"
    indent = " " * known.start_mark.column
    added = "".join(f"{indent}- {each}\n" for each in asked)
    return _inserted(text, known.end_mark.index, f"{indent}# {said_by}\n{added}")


def _inserted(text: str, at: int, lines: str) -> str:
    """Whole lines put after the last line with something in it before ``at``."""
    head = text[:at].rstrip()
    rest = text[len(head) :]
    return f"{head}\n{lines}{rest.removeprefix(chr(10))}"


def _new_ones(asked: Sequence[str], known: Node | None) -> list[str]:
    there = {each.value for each in known.value} if isinstance(known, SequenceNode) else set()
    return [_quoted(each) for each in dict.fromkeys(asked) if each not in there]


def _quoted(words: str) -> str:
    """As JSON, which YAML reads as it is meant whatever is in it."""
    return json.dumps(words, ensure_ascii=False)


def _root(text: str) -> Node | None:
    node: Node | None = YAML().compose(text) if text.strip() else None
    return node


def _entries(text: str) -> Iterator[MappingNode]:
    root = _root(text)
    lists = [root] if isinstance(root, SequenceNode) else []
    if isinstance(root, MappingNode):
        lists = [value for _, value in root.value if isinstance(value, SequenceNode)]
    for each in lists:
        yield from (entry for entry in each.value if isinstance(entry, MappingNode))


def _value(node: Node | None, key: str) -> Node | None:
    pairs = node.value if isinstance(node, MappingNode) else []
    return next((value for name, value in pairs if name.value == key), None)


def _scalar(node: MappingNode, key: str) -> str | None:
    value = _value(node, key)
    return str(value.value) if isinstance(value, ScalarNode) else None
