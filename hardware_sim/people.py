"""The people of the bench: one list for the cards in their hands and the records in the hospital stand-in.

All are invented. Identity numbers begin with 330299, an area code that is not given out, and end in a
correct GB 11643-1999 check digit, so that programs accept them and no living person owns them.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class CardKind(StrEnum):
    """What the person takes out of the purse at the kiosk."""

    SOCIAL_SECURITY = "social_security"
    BANK = "bank"  # a good chip card, but not for this slot
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Coverage:
    """One insurance of one person. `insutype`: 310 employee 城镇职工, 390 resident 城乡居民, 340 retired cadre 离休."""

    insutype: str
    balance_fen: int  # personal account 个人账户
    paused: bool = False  # 暂停参保 or account frozen: the insurer pays nothing now


@dataclass(frozen=True, slots=True)
class Person:
    key: str  # how scenarios and the panel name them
    name: str  # at most 30 bytes in GB 18030, the length of the card's name item
    id_number: str
    sex: str  # GB/T 2261.1: "1" male, "2" female
    birth_date: date
    card_number: str  # 卡号, 9 characters
    card_identifier: str  # 卡识别码, 32 hex digits beginning with the issuing area
    coverages: tuple[Coverage, ...]
    guardian_key: str = ""  # who acts for a child
    card: CardKind = CardKind.SOCIAL_SECURITY
    card_issued_on: date = date(2019, 6, 1)
    card_expires_on: date = date(2039, 5, 31)
    note: str = ""  # why this person is on the bench


def check_digit(first_17: str) -> str:
    """GB 11643-1999 clause 5: ISO 7064 MOD 11-2."""
    remainder = 0
    for digit in first_17:
        remainder = (remainder + int(digit)) * 2 % 11
    return "0123456789X"[(12 - remainder) % 11]


def employee(balance_fen: int) -> Coverage:
    return Coverage("310", balance_fen)


def resident(balance_fen: int = 0) -> Coverage:
    return Coverage("390", balance_fen)


def cadre(balance_fen: int) -> Coverage:
    return Coverage("340", balance_fen)


def frozen(insutype: str, balance_fen: int) -> Coverage:
    return Coverage(insutype, balance_fen, paused=True)


_AREA = "330299"


def _person(
    number: int,
    key: str,
    name: str,
    sex: str,
    birth: str,
    *coverages: Coverage,
    note: str = "",
    guardian: str = "",
    card: CardKind = CardKind.SOCIAL_SECURITY,
    expires: str = "2039-05-31",
) -> Person:
    """`number` makes identity, card number and card identifier unique; GB 11643: odd for a man, even for a woman."""
    first_17 = f"{_AREA}{birth.replace('-', '')}{number * 2 - (sex == '1'):03d}"
    return Person(
        key=key,
        name=name,
        id_number=first_17 + check_digit(first_17),
        sex=sex,
        birth_date=date.fromisoformat(birth),
        card_number=f"B9{number:07d}",
        card_identifier=f"{_AREA}D156000005{number:016X}",
        coverages=coverages,
        guardian_key=guardian,
        card=card,
        card_expires_on=date.fromisoformat(expires),
        note=note,
    )


_BANK, _NONE = CardKind.BANK, CardKind.NONE
_MAN, _WOMAN = "1", "2"

PEOPLE: tuple[Person, ...] = (
    # everyday patients, employee insurance
    _person(1, "zhang", "张三丰", _MAN, "1961-03-12", employee(125_660), note="the demo's first patient"),
    _person(2, "li", "李桂英", _WOMAN, "1954-11-02", employee(30_215)),
    _person(3, "chen", "陈建国", _MAN, "1949-10-01", employee(4), note="4 fen in the account"),
    _person(4, "zhou", "周婷婷", _WOMAN, "1993-07-23", employee(880_000)),
    _person(5, "wu", "吴小军", _MAN, "1988-02-29", employee(56_789), note="born on a leap day"),
    _person(6, "xu", "徐丽华", _WOMAN, "1971-05-17", employee(0), note="empty account"),
    _person(7, "sun", "孙志强", _MAN, "1979-12-31", employee(1)),
    _person(8, "zhu", "朱秀兰", _WOMAN, "1937-01-08", employee(210_033), note="born in 1937: elder mode"),
    _person(9, "hu", "胡海波", _MAN, "1985-09-09", employee(99_999_999), note="the largest balance"),
    _person(10, "guo", "郭敏", _WOMAN, "1990-04-04", employee(64_120)),
    _person(11, "he", "何平", _MAN, "1966-06-06", employee(18_800)),
    _person(12, "lin", "林晓燕", _WOMAN, "1998-08-18", employee(7_350)),
    # resident insurance
    _person(13, "gao", "高大山", _MAN, "1958-02-03", resident()),
    _person(14, "luo", "罗春花", _WOMAN, "1963-03-30", resident(12_000)),
    _person(15, "zheng", "郑家豪", _MAN, "2001-10-10", resident(), note="a student"),
    _person(16, "liang", "梁玉梅", _WOMAN, "1945-05-05", resident(2_500)),
    _person(17, "xie", "谢文", _MAN, "1976-07-07", resident()),
    _person(18, "song", "宋慧", _WOMAN, "1982-01-21", resident(300)),
    # retired cadre
    _person(19, "tang", "唐振华", _MAN, "1932-09-18", cadre(500_000), note="everything is paid"),
    _person(20, "feng", "冯淑珍", _WOMAN, "1935-12-09", cadre(0)),
    # several insurances: the screen must let them choose
    _person(21, "dong", "董明", _MAN, "1969-04-15", employee(45_000), resident(800), note="two insurances"),
    _person(22, "xiao", "萧红", _WOMAN, "1974-10-26", employee(9_900), resident(), cadre(1_000), note="three"),
    _person(23, "cheng", "程亮", _MAN, "1991-11-11", frozen("310", 33_000), resident(5_000), note="one of two paused"),
    # none, frozen
    _person(24, "cao", "曹雪", _WOMAN, "1996-02-14", note="no insurance at all"),
    _person(25, "yuan", "袁野", _MAN, "1987-03-08", note="no insurance at all"),
    _person(26, "deng", "邓丽", _WOMAN, "1968-08-08", frozen("310", 77_777), note="account frozen"),
    _person(27, "fu", "傅强", _MAN, "1953-01-01", frozen("390", 0), note="premium not paid"),
    # children and their guardians
    _person(28, "shen", "沈静", _WOMAN, "1989-06-01", employee(23_450), note="mother of shen_baobao"),
    _person(29, "shen_baobao", "沈宝宝", _MAN, "2019-06-02", resident(), guardian="shen", note="a child with a card"),
    _person(30, "zeng", "曾涛", _MAN, "1984-04-24", employee(61_000), note="father of zeng_xiaomi"),
    _person(31, "zeng_xiaomi", "曾小米", _WOMAN, "2024-12-20", guardian="zeng", card=_NONE, note="no card yet"),
    # same name
    _person(32, "wang_wei_1", "王伟", _MAN, "1972-05-20", employee(15_000), note="three persons of one name"),
    _person(33, "wang_wei_2", "王伟", _MAN, "1972-05-21", employee(16_000), note="born one day later"),
    _person(34, "wang_wei_3", "王伟", _WOMAN, "2000-01-01", resident(100)),
    # rare characters, long names
    _person(35, "peng_yan", "彭䶮", _WOMAN, "1994-09-30", employee(20_202), note="U+4DAE"),
    _person(36, "lu_jie", "陆㛃", _WOMAN, "1997-12-12", employee(31_313), note="U+36C3, four bytes in GB 18030"),
    _person(37, "jiang_wei", "蒋𬱖", _MAN, "1986-10-05", employee(42_424), note="U+2CC56, outside the BMP"),
    _person(38, "rare_all", "䶮㛃𬱖", _MAN, "1999-09-09", resident(), note="all three in one name"),
    _person(39, "abdu", "阿不都热合曼·买买提明·吐尔逊", _MAN, "1977-03-21", employee(8_080), note="30 bytes"),
    _person(40, "aygul", "阿依古丽·艾尼瓦尔", _WOMAN, "1995-04-02", resident(40)),
    _person(41, "ouyang", "欧阳上官司徒诸葛夏侯皇甫尉迟明", _MAN, "1960-12-25", employee(11_111), note="30 bytes"),
    _person(42, "tenzin", "丹增·卓玛", _WOMAN, "1983-07-06", resident(990)),
    # cards that are something else
    _person(43, "cai", "蔡晨", _MAN, "1975-05-05", employee(50_505), expires="2021-05-31", note="card expired in 2021"),
    _person(44, "jia", "贾真", _WOMAN, "1981-08-01", employee(10_010), card=_BANK, note="puts a bank card in"),
    _person(45, "yu", "余晖", _MAN, "1967-02-07", employee(3_030), card=_NONE, note="left the card at home"),
    _person(46, "tian", "田甜", _WOMAN, "1992-03-03", resident(60), expires="2025-01-31", note="card expired lately"),
    # mixed, for a full list
    _person(47, "ren", "任重远", _MAN, "1956-06-16", employee(70_707)),
    _person(48, "fang", "方圆", _WOMAN, "1978-11-28", employee(123)),
)


def person(key: str) -> Person:
    """Raises KeyError with the keys there are."""
    for one in PEOPLE:
        if one.key == key:
            return one
    raise KeyError(f"no person {key!r}; there are: {', '.join(each.key for each in PEOPLE)}")
