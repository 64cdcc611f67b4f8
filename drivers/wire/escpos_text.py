"""Chinese text for an ESC/POS printer: what its font has, how wide it is, where a line breaks. Sans I/O.

The printer's font is GBK: after `FS &` a character is one or two bytes, and takes one or two cells of
12 dots. So a character's width is the number of its bytes, which is also true of the full-width Greek and
Cyrillic letters. What GBK lacks, gb18030 writes with four bytes or in rows FE5x to FEAx, which printers have
no glyphs for: 䶮 㛃 𬱖 in names. Such lines are drawn (`escpos_raster`).
"""

import unicodedata
from dataclasses import dataclass

FONT = "gbk"
_LOOKALIKES = str.maketrans({"\u00a5": "\uffe5", "\u00a0": " ", "\u202f": " ", "\u2009": " "})  # ¥ is ￥ on paper
_TWO_CELLS_WIDE = ("W", "F", "A")


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it will stand on paper, at most `cells` wide."""

    text: str

    @property
    def in_font(self) -> bool:
        return all(map(is_in_font, self.text))

    def encode(self) -> bytes:
        """Only for a line that is `in_font`."""
        return self.text.encode(FONT)


def clean(text: str) -> str:
    """No control characters: in the print data they would be commands. Line ends stay."""
    composed = unicodedata.normalize("NFC", text).translate(_LOOKALIKES)
    return "".join(char if char == "\n" or _is_printable(char) else " " for char in composed)


def is_in_font(char: str) -> bool:
    try:
        char.encode(FONT)
    except UnicodeEncodeError:
        return False
    return True


def cells(text: str) -> int:
    """Width in cells of half a Chinese character."""
    return sum(map(_char_cells, text))


def lay_out(text: str, right: str, line_cells: int) -> list[Line]:
    """Wrap `text`; set `right` against the right margin of its last line, or of one of its own if there is no room."""
    lines = [line for part in clean(text).split("\n") for line in wrap(part, line_cells)]
    right = clean(right).replace("\n", " ")
    if right:
        room = line_cells - cells(lines[-1]) - cells(right)
        if room >= 1:
            lines[-1] += " " * room + right
        else:
            lines += [" " * (line_cells - cells(part)) + part for part in wrap(right, line_cells)]
    return [Line(line) for line in lines]


def wrap(text: str, line_cells: int) -> list[str]:
    """Break where the line is full; between Latin words if one began in this line. Loses no character but a space."""
    lines, line, used = [], "", 0
    for char in text:
        used += _char_cells(char)
        if used > line_cells:
            head, line = _break(line, char)
            lines.append(head)
            used = cells(line) + _char_cells(char)
            if char == " " and not line:
                used = 0
                continue
        line += char
    return [*lines, line]


def _break(line: str, following: str) -> tuple[str, str]:
    space = line.rfind(" ")
    if following == " " or not _is_latin(following) or space <= 0:
        return line, ""
    word = line[space + 1 :]
    return (line[:space], word) if all(map(_is_latin, word)) else (line, "")


def _is_latin(char: str) -> bool:
    return char.isascii() and char != " "


def _char_cells(char: str) -> int:
    if is_in_font(char):
        return len(char.encode(FONT))
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in _TWO_CELLS_WIDE else 1


def _is_printable(char: str) -> bool:
    return unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
