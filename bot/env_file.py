"""The lines of ``.env``, each looked at before any of them counts.

The library passes over what it cannot read, and a program without its token is another program.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

from dotenv.parser import Binding, parse_stream

ENCODING = "utf-8-sig"
"""Some editors begin a file with a byte-order mark."""

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


class UnreadableEnvFile(Exception):
    """The file cannot be taken as it stands; ``faults`` holds one line for each, without its content."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


def names_in(file: Path, *, prefix: str) -> list[str]:
    """The names that the file sets, in upper case and in order; none when there is no file.

    Other programs may have settings in it too; ``prefix`` is that of ours.

    Raises:
        UnreadableEnvFile: it is a folder or no text; or a line sets nothing, sets a name again, or
            holds another setting of ours within its quotes. All faults at once.
    """
    if file.is_dir():
        raise UnreadableEnvFile([f"{file}: is a folder, not a file"])
    try:
        text = file.read_text(ENCODING)
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableEnvFile([f"{file}: cannot be read ({type(error).__name__})"]) from None
    lines: dict[str, int] = {}
    faults = []
    for binding in parse_stream(io.StringIO(text)):
        line = _line(binding)
        faults += [f"{file}, line {line}: {fault}" for fault in _faults(binding, prefix)]
        if binding.key is not None and _NAME.fullmatch(binding.key):
            name = binding.key.upper()
            if name in lines:
                faults.append(f"{file}, line {line}: {name} stands in line {lines[name]} already")
            lines.setdefault(name, line)
    if faults:
        raise UnreadableEnvFile(faults)
    return list(lines)


def _faults(binding: Binding, prefix: str) -> Iterator[str]:
    """What is wrong with one line, in words that hold nothing of it: it may be a secret."""
    written = binding.original.string.strip()
    if binding.error:
        if re.match(r"[^=]*=\s*['\"]", written):
            yield "a quote that is not closed, or something after the closing one"
        else:
            yield "expected NAME=value"
    elif binding.key is None:
        return
    elif binding.value is None:
        yield "expected NAME=value; there is no ="
    elif not _NAME.fullmatch(binding.key):
        yield "expected NAME=value; a name has A-Z, 0-9 and _ only"
    elif re.search(rf"[\r\n]\s*(?:export\s+)?{prefix}", written, re.IGNORECASE):
        yield f"a quote that is not closed here: the next {prefix} setting would be taken into it"


def _line(binding: Binding) -> int:
    """The number of the line on which it stands; the library counts from the empty ones before it."""
    written = binding.original.string
    blank = written[: len(written) - len(written.lstrip())]
    return binding.original.line + len(re.findall(r"\r\n|\n|\r", blank))
