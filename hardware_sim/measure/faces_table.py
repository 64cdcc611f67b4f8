"""The figures of `measure faces` as tables for people and for docs/performance.md."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

NAMED_MAX = 12


def as_markdown(figures: dict[str, Any]) -> str:
    parts = (_found(figures), _times(figures), _defects(figures["trials"]), _pairs(figures["pairs"]), _aims(figures))
    return "\n\n".join("\n".join(lines) for part in parts if (lines := list(part)))


def _found(figures: dict[str, Any]) -> Iterator[str]:
    folder, none, trials = figures["folder"], figures["none"], figures["trials"]
    seen = folder["stream"] + folder["still"]
    yield f"Faces found: {seen} of {folder['photos']} photos ({folder['stream']} at once, {folder['still']} closer)."
    if folder["missed"]:
        yield f"Missed: {_names(folder['missed'])}."
    if none["pictures"]:
        hits = ", ".join(f"{Path(name).name} ({said})" for name, said in none["hits"].items())
        yield f"Nobody on {none['pictures']} pictures: {len(none['hits'])} hits, {none['accepted']} accepted. {hits}"
    if unreadable := folder["unreadable"] + none["unreadable"]:
        named = _names(unreadable[:NAMED_MAX]) + (" and more" if len(unreadable) > NAMED_MAX else "")
        yield f"Unreadable or too large: {len(unreadable)} files: {named}."
    yield f"As they are, said to: {_counts(figures['as_they_are'])}."
    clean, scenes = trials["clean_scenes"]
    yield (
        f"Before the camera at a normal distance: {len(trials['passed'])} of {trials['photos']} photos pass, "
        f"{clean} of {scenes} scenes."
    )
    refused = ", ".join(f"{Path(name).stem}: {said}" for name, said in trials["refused"].items())
    yield f"Refused: {refused}." if refused else "None refused."


def _times(figures: dict[str, Any]) -> Iterator[str]:
    yield "| milliseconds, one thread, 640 × 480 | median | p95 | of the processor | p95 |"
    yield "|---|---|---|---|---|"
    for name, row in figures["ms"].items():
        yield _time(name, row)
    rival = figures["mediapipe"]
    if isinstance(rival, str):
        yield f"| MediaPipe's face landmarker | {rival} | | | |"
    else:
        yield _time(f"MediaPipe {rival['version']}: its landmarker, whole", rival)
    memory = figures["memory_mib"]
    yield ""
    yield f"Memory, all models loaded and used: {memory['rss']:.0f} MiB RSS, {memory['pss']:.0f} MiB PSS."


def _time(name: str, row: dict[str, Any]) -> str:
    numbers = " | ".join(f"{row[key]:.1f}" for key in ("median", "p95", "processor", "processor_p95"))
    return f"| {name} | {numbers} |"


def _defects(trials: dict[str, Any]) -> Iterator[str]:
    yield f"| defect, of {len(trials['passed'])} photos that pass clean | right word | said | refused | other words |"
    yield "|---|---|---|---|---|"
    for name, row in trials["defects"].items():
        others = {word: count for word, count in row["said"].items() if word != row["right"]}
        right = f"{row['said_right']} of {row['of']}"
        yield f"| {name} | {row['right']} | {right} | {row['refused']} | {_counts(others)} |"


def _pairs(pairs: dict[str, Any] | None) -> Iterator[str]:
    if pairs is None:
        return
    yield (
        f"1:1 over {pairs['photos']} photos of {pairs['people']} people ({pairs['without_a_face']} show no face):"
        f" {pairs['genuine']} pairs of one person, least cosine {pairs['genuine_least']};"
        f" {pairs['impostor']} pairs of two, most {pairs['impostor_most']}."
    )
    for at, below in pairs["below"].items():
        yield (
            f"At {at}: {below} of {pairs['genuine']} refused though the same, "
            f"{pairs['above'][at]} of {pairs['impostor']} taken though not."
        )
    yield "So small a set shows no rate."


def _aims(figures: dict[str, Any]) -> Iterator[str]:
    yield "| figure | seen | aim | |"
    yield "|---|---|---|---|"
    for aim in figures["aims"]:
        sign, verdict = "≤" if aim["at_most"] else "≥", "met" if aim["met"] else "**missed**"
        yield f"| {aim['what']} | {aim['seen']:.2f} | {sign} {aim['limit']:g} | {verdict} |"


def _counts(words: dict[str, int]) -> str:
    return ", ".join(f"{word} {count}" for word, count in words.items())


def _names(paths: list[str]) -> str:
    return ", ".join(Path(path).name for path in paths)
