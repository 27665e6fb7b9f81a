"""Writes into a draft what a person has confirmed: whose an entry is, and how often it is owed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from ruamel.yaml import YAML

from clauses.cadence import Cadence
from clauses.errors import PackFaults
from clauses.importing.drafting.draft import dump
from clauses.loading import check_pack, schema
from clauses.loading.writing import cadence_values


@dataclass(frozen=True)
class Confirmed:
    """What was confirmed of one entry; ``subject`` is the id of a post of the draft."""

    subject: str
    cadence: Cadence


def write_confirmed(folder: Path, confirmed: Mapping[str, Confirmed]) -> None:
    """Give entries, by their id, subject and cadence; everything else of them stays.

    The draft is changed only as a whole, and only where it can be loaded afterwards.

    Raises:
        PackFaults: it could not be loaded; the draft is as it was.
    """
    yaml = YAML()
    entries = yaml.load((folder / schema.CLAUSES).read_text("utf-8"))
    for entry in entries:
        if (said := confirmed.get(str(entry["id"]))) is None:
            continue
        if "subject" not in entry:
            entry.insert(1, "subject", said.subject)
        entry["subject"] = said.subject
        entry["cadence"] = cadence_values(said.cadence)
    # Beside the draft: packs that it uses are looked for there, and the file can be moved into place.
    with TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as beside:
        tried = Path(shutil.copytree(folder, Path(beside) / folder.name))
        dump(entries, tried / schema.CLAUSES)
        if faults := check_pack(tried, [folder.parent]):
            raise PackFaults(faults)
        os.replace(tried / schema.CLAUSES, folder / schema.CLAUSES)
