"""Whose identity card can be laid on the reader: every citizen of `hardware_sim.people`, and people of other papers.

The latter, and `xin`, are new to the hospital. All are invented: see `hardware_sim.people`.
"""

from dataclasses import dataclass
from datetime import date

from hardware_sim.people import PEOPLE, Person, check_digit

FOREVER = "长期"


@dataclass(frozen=True, slots=True)
class Holder:
    """`kind`: citizen, foreign_resident, hmt_resident. Dates as on the card: YYYYMMDD; `expires` may be 长期."""

    key: str
    kind: str
    number: str
    name: str  # the Chinese one
    sex: str
    birth: str
    address: str = ""
    ethnic: str = "01"
    issuer: str = "甬城市公安局"
    issued: str = "20180601"
    expires: str = "20380601"
    name_en: str = ""  # a foreigner's
    nationality: str = ""
    pass_number: str = ""  # of HK, Macao, Taiwan
    issue_count: str = ""
    note: str = ""


def _number(area: str, birth: str, place: int) -> str:
    first_17 = f"{area}{birth}{place:03d}"
    return first_17 + check_digit(first_17)


def _citizen(person: Person) -> Holder:
    born = f"{person.birth_date:%Y%m%d}"
    old = person.birth_date < date(1965, 1, 1)
    return Holder(
        key=person.key,
        kind="citizen",
        number=person.id_number,
        name=person.name[:15],
        sex=person.sex,
        birth=born,
        address=f"甬城市江东区百丈路{int(person.card_number[-3:])}号",
        expires=FOREVER if old else "20380601",
        note=person.note,
    )


NEWCOMERS = (
    Holder(
        "xin",
        "citizen",
        _number("330299", "19910315", 901),
        "辛来",
        "1",
        "19910315",
        "甬城市北仑区新碶路1号",
        note="new here",
    ),
    Holder(
        "schmidt",
        "foreign_resident",
        "DEU330285031201",
        "施美安",
        "2",
        "19850312",
        name_en="SCHMIDT, ANNA MARIA",
        nationality="DEU",
        expires="20300601",
        note="foreign permanent resident; new here",
    ),
    Holder(
        "wong",
        "hmt_resident",
        _number("810000", "19790822", 16),
        "黄嘉欣",
        "2",
        "19790822",
        "甬城市鄞州区首南路20号",
        pass_number="H12345678",
        issue_count="01",
        note="Hong Kong residence permit; new here",
    ),
    Holder(
        "lin_tw",
        "hmt_resident",
        _number("830000", "19660204", 21),
        "林志明",
        "1",
        "19660204",
        "甬城市海曙区中山路8号",
        pass_number="01234567",
        issue_count="02",
        note="Taiwan residence permit; new here",
    ),
)

HOLDERS: tuple[Holder, ...] = (*NEWCOMERS, *(_citizen(person) for person in PEOPLE))


def holder(key: str) -> Holder:
    """Raises KeyError."""
    for one in HOLDERS:
        if one.key == key:
            return one
    raise KeyError(f"nobody {key!r} has an identity card; there are: {', '.join(each.key for each in HOLDERS)}")
