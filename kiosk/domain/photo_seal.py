"""The seal of a reference photo on its way from the hospital to one turn, over a keeper that cannot open it.

RFC 9180 (HPKE), base mode: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-128-GCM; a key pair for each question, which
ends with it. `docs/adr/0008-sealed-photos.md` says why, the contract (`faces.yaml`) what the hospital does.
"""

from base64 import urlsafe_b64encode
from typing import TYPE_CHECKING

from kiosk.domain.face_check import FACE_CHECK, SealedPhoto, StoredPhoto

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
    from cryptography.hazmat.primitives.hpke import Suite

_INFO = "yizhan reference-photo 1"


class SealBroken(Exception):
    """PHOTO_SEAL_BROKEN: for another question, terminal or consent, or changed on the way."""

    code = "PHOTO_SEAL_BROKEN"


class PhotoKey:
    """Opens the answer to one question. No repr, never written; forgotten with the question."""

    __slots__ = ("_private",)

    def __init__(self, private: "X25519PrivateKey | None" = None) -> None:
        from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey  # not at start

        self._private = private or X25519PrivateKey.generate()

    @property
    def public(self) -> str:
        """What the question carries: 32 bytes in base64url, unpadded."""
        return urlsafe_b64encode(self._private.public_key().public_bytes_raw()).rstrip(b"=").decode()

    def opened(self, photo: SealedPhoto, terminal_id: str, consent: str) -> StoredPhoto:
        """Raises SealBroken, with nothing in it of what came."""
        from cryptography.exceptions import InvalidTag

        try:
            image = _suite().decrypt(photo.sealed, self._private, info(terminal_id, consent))
        except (InvalidTag, ValueError):
            raise SealBroken from None
        return StoredPhoto(image)


def info(terminal_id: str, consent: str) -> bytes:
    """The question's facts, which both sides know: another terminal's or another consent's photo does not open."""
    return "\n".join((_INFO, terminal_id, FACE_CHECK, consent)).encode()


def _suite() -> "Suite":
    from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

    return Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_128_GCM)
