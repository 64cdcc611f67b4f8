"""`kiosk voice`: the list of what may be recorded, and how much of it is."""

import os
from dataclasses import dataclass
from pathlib import Path

from kiosk.domain.wording import Language
from kiosk.screens.samples import SAMPLES

LIST_FILE = "sentences.tsv"


@dataclass(frozen=True, slots=True)
class Recorded:
    """How many of the listed sentences have a recording."""

    sentences: int
    recordings: int


def write_list(folder: Path) -> Recorded:
    """`sentences.tsv`: the file of each recording, below `folder`, and its words. Needs no display."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from ui.prompts import fixed_sentences
    from ui.voice import recording

    folder.mkdir(parents=True, exist_ok=True)
    rows = [
        f"{recording(folder, sentence, language).relative_to(folder)}\t{sentence}\n"
        for language, sentence in fixed_sentences(SAMPLES)
    ]
    (folder / LIST_FILE).write_text("".join(rows), encoding="utf-8")
    for language in Language:
        (folder / language.value).mkdir(exist_ok=True)
    found = recorded(folder)
    assert found is not None, "it was just written"
    return found


def recorded(folder: Path) -> Recorded | None:
    """By the list in the folder; None where there is none."""
    try:
        rows = (folder / LIST_FILE).read_text(encoding="utf-8").splitlines()
    except OSError:
        return None
    names = [row.partition("\t")[0] for row in rows if row]
    return Recorded(len(names), sum((folder / name).is_file() for name in names))
