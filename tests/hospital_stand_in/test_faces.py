"""Photos at the stand-in: of whom, for what, and what comes back of a comparison."""

import io
from base64 import b64decode, urlsafe_b64encode

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from PIL import Image

from hardware_sim.faces import photo_of
from hardware_sim.hospital.outpatient.face_records import CONSENTED, seed_faces
from tests.hospital_stand_in.conftest import World

SECRET = X25519PrivateKey.generate()
PUBLIC = urlsafe_b64encode(SECRET.public_key().public_bytes_raw()).decode().rstrip("=")
FOR_IT = {"purpose": "face_check", "consent": "face-check-1", "sealed_to": PUBLIC}
SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_128_GCM)
ABOUT = b"yizhan reference-photo 1\nT01\nface_check\nface-check-1"


def test_a_photo_goes_out_for_one_purpose_and_of_who_agreed(world: World) -> None:
    world.hospital.faces.photos = {"shen": b"\xff\xd8photo"}
    shen, wu = (world.terminal.identify(key)["patient_token"] for key in ("shen", "wu"))
    assert world.terminal.call("hasPhotoOnFile", number=shen)["result"] is True
    sealed = [world.terminal.call("getReferencePhoto", number=shen, query=FOR_IT)["result"]["sealed"] for _ in "12"]
    assert [SUITE.decrypt(b64decode(each), SECRET, ABOUT) for each in sealed] == [b"\xff\xd8photo"] * 2
    assert sealed[0] != sealed[1]
    assert world.terminal.call("getReferencePhoto", number=shen, query=FOR_IT | {"purpose": "fun"}).status == 400
    assert world.terminal.call("getReferencePhoto", number=shen).status == 400
    assert world.terminal.call("hasPhotoOnFile", number=wu)["result"] is False
    none = world.terminal.call("getReferencePhoto", number=wu, query=FOR_IT)
    assert (none.status, none.code) == (404, "PHOTO_NOT_FOUND")
    assert world.hospital.faces.asked == ["shen", "shen"]


KEYS = {"no point": "A" * 43, "none": "", "cut short": PUBLIC[:-1], "padded": PUBLIC + "=", "other letters": "+" * 43}


@pytest.mark.parametrize("key", KEYS.values(), ids=KEYS.keys())
def test_a_photo_goes_out_sealed_or_not_at_all(world: World, key: str) -> None:
    world.hospital.faces.photos = {"shen": b"\xff\xd8photo"}
    shen = world.terminal.identify("shen")["patient_token"]
    refused = world.terminal.call("getReferencePhoto", number=shen, query=FOR_IT | {"sealed_to": key})
    assert (refused.status, refused.code) == (400, "BAD_REQUEST")
    assert world.hospital.faces.asked == []


def test_the_slip_of_a_bill_gives_no_photo(world: World) -> None:
    world.hospital.faces.photos = {"shen": b"\xff\xd8photo"}
    bill = next(each for each in world.hospital.bills.by_id.values() if each.person_key == "shen")
    evidence = {"kind": "bill_slip", "token": bill.slip_token}
    token = world.terminal.call("identifyPatient", body={"evidence": evidence})["patient_token"]
    assert world.terminal.call("getReferencePhoto", number=token, query=FOR_IT).code == "PATIENT_NOT_FOUND"


@pytest.mark.skipif(photo_of("shen") is None, reason="packaging/fetch.py photos")
def test_the_seeded_photos_are_small_enough_to_go_out() -> None:
    photos = seed_faces().photos
    assert set(photos) == set(CONSENTED)
    for photo in photos.values():
        assert len(photo) <= 64 * 1024
        with Image.open(io.BytesIO(photo)) as image:
            assert image.size == (358, 441)
