"""Writes into a draft what a person has confirmed: whose an entry is, and how often it is owed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ruamel.yaml import YAML

from clauses.cadence import Cadence
from clauses.errors import PackFaults
from clauses.importing.drafting.draft import dump
from clauses.importing.drafting.subjects_draft import SubjectsDraft
from clauses.loading import check_pack, load_pack, schema
from clauses.loading.writing import cadence_values


@dataclass(frozen=True)
class Confirmed:
    """What was confirmed of one entry; ``who`` is the name of a post, which may be a new one."""

    who: str
    cadence: Cadence


def write_confirmed(folder: Path, confirmed: Mapping[str, Confirmed]) -> None:
    """Give entries, by their id, subject and cadence; everything else of them stays.

    The draft is changed only as a whole, and only where it can be loaded afterwards.

    Raises:
        PackFaults: it could not be loaded; the draft is as it was.
    """
    pack = load_pack(folder)
    known = {post.name: str(post.id) for post in pack.posts}
    named = [*known, *(said.who for said in confirmed.values())]
    drafted = SubjectsDraft(pack.id, pack.title, named).file()
    new = [post for post in drafted.get("posts", ()) if post["name"] not in known]
    posts = {post["name"]: post["id"] for post in new} | known
    yaml = YAML()
    entries = yaml.load((folder / schema.CLAUSES).read_text("utf-8"))
    for entry in entries:
        if (said := confirmed.get(str(entry["id"]))) is None:
            continue
        if "subject" not in entry:
            entry.insert(1, "subject", posts.get(said.who))
        entry["subject"] = posts.get(said.who)
        entry["cadence"] = cadence_values(said.cadence)
    files: dict[str, Any] = {schema.CLAUSES: entries}
    if new and known:
        subjects = yaml.load((folder / schema.SUBJECTS).read_text("utf-8"))
        subjects["posts"].extend(new)
        files[schema.SUBJECTS] = subjects
    elif new:
        files[schema.SUBJECTS] = drafted
    # Beside the draft: packs that it uses are looked for there, and the files can be moved into place.
    with TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as beside:
        tried = Path(shutil.copytree(folder, Path(beside) / folder.name))
        for name, content in files.items():
            dump(content, tried / name)
        if faults := check_pack(tried, [folder.parent]):
            raise PackFaults(faults)
        # Posts before those who owe something by them: the draft can be loaded at any moment.
        for name in sorted(files, key=lambda name: name != schema.SUBJECTS):
            os.replace(tried / name, folder / name)
