"""A second reading of the published vectors, which shares nothing with the driver: slices, loops and no classes."""

VECTORS = {
    "find": "AAAAAA9669 0003 20 01 22",
    "select": "AAAAAA9669 0003 20 02 21",
    "read": "AAAAAA9669 0003 30 01 32",
    "status": "AAAAAA9669 0003 11 FF ED",
}
REPLIES = {
    "found": "AAAAAA9669 0008 00009F 00000000 97",
    "none": "AAAAAA9669 0004 000080 84",
    "selected": "AAAAAA9669 000C 000090 0000000000000000 9C",
    "ready": "AAAAAA9669 0004 000090 94",
}


def octets(text: str) -> bytes:
    return bytes.fromhex(text)


def frames(stream: bytes) -> list[tuple[int, bytes]]:
    """Every well-formed reply in the stream, by trying each place: (SW3, data)."""
    found, at = [], 0
    while at + 3 <= len(stream):
        if stream[at : at + 3] == octets("AA9669") and (frame := _frame_at(stream, at + 3)) is not None:
            found.append(frame[:2])
            at = frame[2]
        else:
            at += 1
    return found


def _frame_at(stream: bytes, at: int) -> tuple[int, bytes, int] | None:
    if at + 2 > len(stream):
        return None
    size = stream[at] * 256 + stream[at + 1]
    end = at + 2 + size
    if size < 4 or size > 2400 or end > len(stream):
        return None
    check = 0
    for value in stream[at : end - 1]:
        check ^= value
    return (stream[at + 4], stream[at + 5 : end - 1], end) if check == stream[end - 1] else None


CITIZEN = {
    "name": (0, 15),
    "sex": (15, 16),
    "birth": (18, 26),
    "address": (26, 61),
    "number": (61, 79),
    "to": (102, 110),
}
FOREIGNER = {
    "name_en": (0, 60),
    "sex": (60, 61),
    "number": (61, 76),
    "nationality": (76, 79),
    "name": (79, 94),
    "to": (102, 110),
    "birth": (110, 118),
}
PERMIT = {**CITIZEN, "pass_number": (110, 119)}


def fields(block: bytes) -> dict[str, str]:
    """In UTF-16 units, counted by hand from the table of the standard."""
    units = [block[i] | block[i + 1] << 8 for i in range(0, 256, 2)]
    table = {ord("I"): FOREIGNER, ord("J"): PERMIT}.get(units[124], CITIZEN)
    raw = {name: b"".join(unit.to_bytes(2, "little") for unit in units[a:b]) for name, (a, b) in table.items()}
    return {name: value.decode("utf-16-le").rstrip(" ") for name, value in raw.items()}
