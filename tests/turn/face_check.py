"""A newcomer and a proxy who are asked for a look, and what came of it."""

import io
from base64 import urlsafe_b64decode
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from PIL import Image

from drivers.api.id_card_reader import IdCardDetected
from kiosk.domain.enrolment import Enrol, Enrolled
from kiosk.domain.face import Likeness
from kiosk.domain.face_check import (
    FaceCheckDone,
    FaceCheckPolicy,
    FaceResult,
    PhotoOnFile,
    ReferencePhoto,
    SealedPhoto,
)
from kiosk.domain.looking import CheckFace, FaceChecked
from kiosk.domain.patient import Dependent, Relation
from kiosk.domain.photo_seal import info
from kiosk.keeper.protocol import Refusal
from kiosk.ports import FaceMeans
from kiosk.screens.answers import Continue, Picked
from kiosk.screens.base import Screen
from kiosk.screens.face_check import FaceCheckConsent, FaceNotCompared
from kiosk.screens.faces import LookHere
from kiosk.screens.identity import ForWhom, NewHere, PresentIdCard
from kiosk.screens.welcome import Attract, Service
from tests.turn.aftercare import begins
from tests.turn.fakes import ID_CARD, MACHINE, FakeDevices, FakeEyes, FakeKeeper, Person

Stand = Callable[..., Person]
PNG, WLT = b"\x89PNG out of the card", bytes(1024)
CHILD = Dependent("dp_1", "张*宝", Relation.CHILD)


@dataclass
class FakeIdPhotos:
    """A vendor's program."""

    png: bytes | None = PNG
    asked: list[bytes] = field(default_factory=list)

    async def opened(self, wlt: bytes) -> bytes | None:
        self.asked.append(wlt)
        return self.png


def on_file() -> bytes:
    out = io.BytesIO()
    Image.linear_gradient("L").resize((102, 126)).save(out, "JPEG")
    return out.getvalue()


def sealed(asked: ReferencePhoto) -> SealedPhoto:
    key = X25519PublicKey.from_public_bytes(urlsafe_b64decode(asked.sealed_to + "="))
    suite = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_128_GCM)
    return SealedPhoto(suite.encrypt(on_file(), key, info(MACHINE.terminal_id, asked.consent)))


def newcomer(
    stand: Stand, policy: FaceCheckPolicy = FaceCheckPolicy.OFFERED, photos: FakeIdPhotos | None = None
) -> tuple[Person, FakeIdPhotos]:
    keeper = FakeKeeper(answers={Enrol: Enrolled("H00100001")})
    person = stand(keeper, FakeDevices(id_card=replace(ID_CARD, photo=WLT)), FakeEyes((CheckFace,)))
    photos = photos or FakeIdPhotos()
    person.visit.face_means = FaceMeans(policy, photos)
    return person, photos


async def to_new_here(person: Person) -> None:
    await begins(person, Service.ENROL, card=False)
    await person.sees(PresentIdCard)
    person.visit.post(IdCardDetected())
    await person.sees(NewHere)
    person.touches(Continue())


async def acting(
    stand: Stand,
    policy: FaceCheckPolicy = FaceCheckPolicy.OFFERED,
    *,
    has_photo: bool = True,
    sees: bool = True,
    refuse: dict[str, list[Refusal]] | None = None,
) -> Person:
    """A mother with the insurance card in, who picks her child."""
    answers = {PhotoOnFile: has_photo, ReferencePhoto: sealed}
    keeper = FakeKeeper(dependents=(CHILD,), answers=answers, refuse=refuse or {})
    person = stand(keeper, eyes=FakeEyes((CheckFace,) if sees else ()))
    person.visit.face_means = FaceMeans(policy)
    await picks_by_card(person, "dp_1")
    return person


async def picks_by_card(person: Person, whom: str) -> None:
    await person.sees(Attract)
    person.inserts_card()
    await person.sees(ForWhom)
    person.touches(Picked(whom))


async def looks(person: Person, likeness: Likeness | None) -> None:
    await person.sees(LookHere)
    person.visit.post(FaceChecked(likeness))


async def asked_again(person: Person) -> FaceCheckConsent:
    while not (shown := await person.sees(FaceCheckConsent)).once_more:
        person.ui.changed.clear()
        await person.ui.changed.wait()
    return shown


async def goes_on_without(person: Person, code: str) -> None:
    """Who agreed hears that nothing came of it, and goes on."""
    assert (await person.sees(FaceNotCompared)).reason_code == code
    person.touches(Continue())


def told(person: Person) -> list[FaceCheckDone]:
    """What came of it."""
    return [each for each in all_told(person) if each.result is not FaceResult.AGREED]


def all_told(person: Person) -> list[FaceCheckDone]:
    return [each for each in person.keeper.told if isinstance(each, FaceCheckDone)]


def shown(person: Person, kind: type[Screen]) -> bool:
    return any(isinstance(each, kind) for each in person.ui.shown)


def asked(person: Person, kind: type) -> bool:
    return any(isinstance(each, kind) for each in person.keeper.asked)
