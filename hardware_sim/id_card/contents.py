"""What is in the chip: the text block in the layout of each kind, and a photo that nobody can open."""

import hashlib

from hardware_sim.id_card.holders import Holder

TEXT_BYTES = 256
PHOTO_BYTES = 1024
KIND_MARK = {"citizen": " ", "foreign_resident": "I", "hmt_resident": "J"}


def text_block(holder: Holder) -> bytes:
    """Fixed fields, filled up with spaces."""
    parts = _foreigner(holder) if holder.kind == "foreign_resident" else _citizen(holder)
    block = b"".join(_field(text, size) for text, size in parts)
    return block[:248] + KIND_MARK[holder.kind].encode("utf-16-le") + _field("", 6)


def photo(holder: Holder) -> bytes:
    """Bytes that look like no picture: WLT is a secret of its makers."""
    seed = hashlib.sha256(holder.key.encode()).digest()
    return b"".join(hashlib.sha256(seed + bytes((n,))).digest() for n in range(PHOTO_BYTES // 32))


def _citizen(holder: Holder) -> list[tuple[str, int]]:
    return [
        (holder.name, 30),
        (holder.sex, 2),
        (holder.ethnic if holder.kind == "citizen" else "", 4),
        (holder.birth, 16),
        (holder.address, 70),
        (holder.number, 36),
        (holder.issuer, 30),
        (holder.issued, 16),
        (holder.expires, 16),
        (holder.pass_number, 18),
        (holder.issue_count, 4),
        ("", 6),
    ]


def _foreigner(holder: Holder) -> list[tuple[str, int]]:
    return [
        (holder.name_en, 120),
        (holder.sex, 2),
        (holder.number, 30),
        (holder.nationality, 6),
        (holder.name, 30),
        (holder.issued, 16),
        (holder.expires, 16),
        (holder.birth, 16),
        ("01", 4),
        ("1500", 8),
    ]


def _field(text: str, size: int) -> bytes:
    raw = text.encode("utf-16-le")
    if len(raw) > size:
        raise ValueError(f"{text!r} does not fit into {size} bytes")
    return raw + " ".encode("utf-16-le") * ((size - len(raw)) // 2)
