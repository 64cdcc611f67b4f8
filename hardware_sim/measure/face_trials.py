"""What is counted of photos, whoever judges them: always n of n, and whose fault."""

from collections import Counter
from collections.abc import Callable, Mapping
from itertools import combinations
from typing import Any, Protocol

from hardware_sim.measure.code_workers.loading import Picture
from hardware_sim.measure.face_scenes import DEFECTS, Sitter, clean

Says = Callable[[Picture], str]
GOOD = "good"
COSINES = (0.363, 0.45)  # OpenCV's own threshold, and ours
NAMED_MAX = 12


class Comparable(Protocol):
    def cosine(self, other: Any) -> float: ...


def places(place: Says, photos: Mapping[str, Picture]) -> dict[str, Any]:
    found = {name: place(photo) for name, photo in photos.items()}
    missed = sorted(name for name, where in found.items() if where == "nothing")
    counts = Counter(found.values())
    return {"photos": len(found), "stream": counts["stream"], "still": counts["still"], "missed": missed[:NAMED_MAX]}


def nobodies(place: Says, word: Says, pictures: Mapping[str, Picture]) -> dict[str, Any]:
    """A hit is a face that the camera's way sees; an acceptance would be a photo of it."""
    hits = {name: word(picture) for name, picture in pictures.items() if place(picture) == "stream"}
    return {"pictures": len(pictures), "hits": hits, "accepted": sum(said == GOOD for said in hits.values())}


def words(word: Says, photos: Mapping[str, Picture]) -> dict[str, int]:
    return dict(Counter(word(photo) for photo in photos.values()).most_common())


def defects(word: Says, sitters: Mapping[str, Sitter]) -> dict[str, Any]:
    """Defects are tried on those photos alone that pass clean: on others nobody knows which reason is right."""
    said = {name: [word(scene) for scene in clean(sitter)] for name, sitter in sitters.items()}
    passed = [name for name, heard in said.items() if heard[0] == GOOD]
    every = [word for heard in said.values() for word in heard]
    rows = {defect: _row(word, defect, [sitters[name] for name in passed]) for defect in DEFECTS}
    return {
        "photos": len(said),
        "passed": passed,
        "refused": {name: heard[0] for name, heard in said.items() if heard[0] != GOOD},
        "clean_scenes": [every.count(GOOD), len(every)],
        "defects": rows,
    }


def _row(word: Says, defect: str, sitters: list[Sitter]) -> dict[str, Any]:
    right, scenes = DEFECTS[defect]
    heard: Counter[str] = Counter()
    for number, sitter in enumerate(sitters):
        other = sitters[(number + 1) % len(sitters)]
        heard.update(word(scene) for scene in scenes(sitter, other))
    refused = sum(heard.values()) - heard[GOOD]
    return {"right": right, "said_right": heard[right], "refused": refused, "of": sum(heard.values()), "said": heard}


def pairs(
    embed: Callable[[Picture], Comparable | None], photos: Mapping[str, Picture], people: Mapping[str, str]
) -> dict[str, Any]:
    """Every pair of photos once. n of n, no rate: the set is small."""
    faces = {name: face for name, photo in photos.items() if (face := embed(photo)) is not None}
    cosines: dict[bool, list[float]] = {True: [], False: []}
    for one, other in combinations(faces, 2):
        cosines[people[one] == people[other]].append(faces[one].cosine(faces[other]))
    genuine, impostor = cosines[True], cosines[False]
    return {
        "photos": len(faces),
        "without_a_face": len(photos) - len(faces),
        "people": len({people[name] for name in faces}),
        "genuine": len(genuine),
        "impostor": len(impostor),
        "genuine_least": round(min(genuine, default=0.0), 3),
        "impostor_most": round(max(impostor, default=0.0), 3),
        "below": {str(at): sum(one < at for one in genuine) for at in COSINES},
        "above": {str(at): sum(one >= at for one in impostor) for at in COSINES},
    }
