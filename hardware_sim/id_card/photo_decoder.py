"""Stands in for a vendor's program that opens the photo of an identity card.

`python -m hardware_sim.id_card.photo_decoder`: 1024 bytes in, a BMP of 102 × 126 out; exit 1 for bytes of no card, or
of somebody who has no photo.
"""

import io
import sys

from PIL import Image, ImageOps

from hardware_sim.faces import photo_of
from hardware_sim.id_card.contents import PHOTO_BYTES, photo
from hardware_sim.id_card.holders import HOLDERS

SIZE = (102, 126)
_TOP = (0.5, 0.2)  # where the head is


def bmp_of(chip: bytes) -> bytes | None:
    key = next((holder.key for holder in HOLDERS if photo(holder) == chip), "")
    jpeg = photo_of(key)
    if jpeg is None:
        return None
    out = io.BytesIO()
    with Image.open(io.BytesIO(jpeg)) as image:
        ImageOps.fit(image.convert("RGB"), SIZE, centering=_TOP).save(out, "BMP")
    return out.getvalue()


def main() -> int:
    bmp = bmp_of(sys.stdin.buffer.read(PHOTO_BYTES))
    if bmp is None:
        return 1
    sys.stdout.buffer.write(bmp)
    return 0


if __name__ == "__main__":
    sys.exit(main())
