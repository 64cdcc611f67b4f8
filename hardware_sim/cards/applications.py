"""The applications on a card: names, files, records. LD/T 32-2015 (social security), PBOC/EMV (bank)."""

from dataclasses import dataclass, field

from hardware_sim.cards.contents import EF05_TAGS, EF06_TAGS, CardContents
from hardware_sim.cards.faults import Fault, FaultName

SOCIAL_SECURITY_AID = bytes.fromhex("7378312E73682EC9E7BBE1B1A3D5CF")  # "sx1.sh." and 社会保障 in GBK
PAYMENT_ENVIRONMENT = b"1PAY.SYS.DDF01"
DEBIT_AID = bytes.fromhex("A000000333010101")


@dataclass(frozen=True, slots=True)
class ElementaryFile:
    """A file of TLV records; `broken` answers every read with 6581."""

    records: tuple[bytes, ...]
    broken: bool = False


@dataclass(frozen=True, slots=True)
class Application:
    aid: bytes
    files: dict[int, ElementaryFile] = field(default_factory=dict)

    @property
    def control_information(self) -> bytes:
        """FCI template 6F with the name in 84 (ISO 7816-4 table 10)."""
        return _tlv(0x6F, _tlv(0x84, self.aid))


def applications_on(contents: CardContents, fault: Fault | None) -> tuple[Application, ...]:
    if contents.kind == "bank":
        return Application(PAYMENT_ENVIRONMENT), Application(DEBIT_AID)
    values = contents.record_values()
    holder_broken = fault is not None and fault.name is FaultName.UNREADABLE_EF06
    files = {
        0xEF05: ElementaryFile(_records(values, EF05_TAGS)),
        0xEF06: ElementaryFile(_records(values, EF06_TAGS), broken=holder_broken),
    }
    return (Application(SOCIAL_SECURITY_AID, files),)


def _records(values: dict[int, bytes], tags: range) -> tuple[bytes, ...]:
    return tuple(_tlv(tag, value) for tag, value in values.items() if tag in tags)


def _tlv(tag: int, value: bytes) -> bytes:
    return bytes((tag, len(value))) + value
