"""The seal of a reference photo: RFC 9180's own numbers, another's sealing opened, and nothing else ever opened."""

from base64 import urlsafe_b64decode

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.face_check import CONSENT, PHOTO_BYTES_MAX, SEAL_BYTES, SealedPhoto, StoredPhoto
from kiosk.domain.photo_seal import PhotoKey, SealBroken, info
from tests.privacy.rfc9180 import seal_base

PHOTO = b"\xff\xd8\xff" + bytes(range(256)) * 20
# RFC 9180, appendix A.1.1
SK_E = X25519PrivateKey.from_private_bytes(
    bytes.fromhex("52c4a758a802cd8b936eceea314432798d5baf2d7e9235dc084ab1b9cfa2f736")
)
SK_R = X25519PrivateKey.from_private_bytes(
    bytes.fromhex("4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8")
)
PK_R = bytes.fromhex("3948cfe0ad1ddb695d780e59077195da6c56506b027329794ab02bca80815c4d")
ENC = bytes.fromhex("37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431")
CT = bytes.fromhex("f938558b5d72f1a23810b4be2ab4f84331acc02fc97babc53a52ae8218a355a96d8770ac83d07bea87e13c512a")
# For whoever builds the other end: four bytes, sealed by the same two keys, for T01 and face-check-1
KNOWN_PHOTO = bytes.fromhex("ffd8ffd9")
KNOWN_SEALED = ENC + bytes.fromhex("43c329e12fbb1328f2978bcfa46bfd1dd426bda0")


def sealed_for(public: str, about: bytes = info("T01", CONSENT), photo: bytes = PHOTO) -> SealedPhoto:
    """As the hospital does it, by the RFC's letter."""
    return SealedPhoto(seal_base(urlsafe_b64decode(public + "="), about, b"", photo, X25519PrivateKey.generate()))


def test_the_other_side_here_is_the_rfcs() -> None:
    greek, beauty = b"Ode on a Grecian Urn", b"Beauty is truth, truth beauty"
    assert seal_base(PK_R, greek, b"Count-0", beauty, SK_E) == ENC + CT


def test_a_known_answer() -> None:
    assert info("T01", "face-check-1") == b"yizhan reference-photo 1\nT01\nface_check\nface-check-1"
    assert PhotoKey(SK_R).public == "OUjP4K0d22ldeA5ZB3GV2mxWUGsCcyl5SrAryoCBXE0"
    assert seal_base(PK_R, info("T01", "face-check-1"), b"", KNOWN_PHOTO, SK_E) == KNOWN_SEALED
    assert PhotoKey(SK_R).opened(SealedPhoto(KNOWN_SEALED), "T01", "face-check-1").image == KNOWN_PHOTO


def test_what_was_sealed_to_a_question_is_opened_by_it() -> None:
    key = PhotoKey()
    assert key.opened(sealed_for(key.public), "T01", CONSENT) == StoredPhoto(PHOTO)
    largest = bytes(PHOTO_BYTES_MAX)
    assert key.opened(sealed_for(key.public, photo=largest), "T01", CONSENT).image == largest


def test_every_question_has_a_key_of_its_own() -> None:
    first, second = PhotoKey(), PhotoKey()
    assert first.public != second.public
    with pytest.raises(SealBroken):
        second.opened(sealed_for(first.public), "T01", CONSENT)


@pytest.mark.parametrize(("terminal", "consent"), [("T02", CONSENT), ("T01", "face-check-0"), ("", "")])
def test_another_terminals_or_another_consents_photo_does_not_open(terminal: str, consent: str) -> None:
    key = PhotoKey()
    with pytest.raises(SealBroken):
        key.opened(sealed_for(key.public, info(terminal, consent)), "T01", CONSENT)


@given(st.binary(min_size=SEAL_BYTES + 1, max_size=400))
def test_any_bytes_are_a_code_and_say_nothing(data: bytes) -> None:
    with pytest.raises(SealBroken) as broken:
        PhotoKey(SK_R).opened(SealedPhoto(data), "T01", CONSENT)
    assert (broken.value.code, broken.value.args, broken.value.__cause__) == ("PHOTO_SEAL_BROKEN", (), None)


@given(at=st.integers(0, len(PHOTO) + SEAL_BYTES - 1), bit=st.integers(0, 7))
def test_one_changed_bit_is_enough(at: int, bit: int) -> None:
    changed = bytearray(sealed_for(PhotoKey(SK_R).public).sealed)
    changed[at] ^= 1 << bit
    with pytest.raises(SealBroken):
        PhotoKey(SK_R).opened(SealedPhoto(bytes(changed)), "T01", CONSENT)


def test_a_sealed_photo_has_limits() -> None:
    for length in (0, SEAL_BYTES, PHOTO_BYTES_MAX + SEAL_BYTES + 1):
        with pytest.raises(ValueError, match=str(length)):
            SealedPhoto(bytes(length))


def test_neither_key_nor_photo_shows_itself() -> None:
    key = PhotoKey(SK_R)
    shown = f"{key!r} {key} {StoredPhoto(PHOTO)!r} {sealed_for(key.public)!r} {SealBroken()!r}"
    assert SK_R.private_bytes_raw().hex() not in shown
    assert "xff" not in shown and not hasattr(key, "__dict__")
