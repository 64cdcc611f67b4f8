"""A visitor's pass of nobody: the photo is a drawn head and shoulders."""

from collections.abc import Mapping
from datetime import date, time
from types import MappingProxyType

from PIL import Image, ImageDraw

from kiosk.documents.photo import HEIGHT_PX, WIDTH_PX, picture_of
from kiosk.domain.visiting import VisitorPass
from kiosk.domain.wording import LocalText

_PASS = VisitorPass(
    pass_number="VP000001",
    code="YZ1:V:sample000001",
    patient_masked_name="何*",
    visitor_masked_name="张*三",
    ward=LocalText("住院楼 12 楼心血管内科病区", "Cardiology ward, Inpatients 12F"),
    bed="07",
    date=date(2026, 11, 23),
    starts=time(14, 0),
    ends=time(20, 0),
)


def _nobody() -> Image.Image:
    image = Image.linear_gradient("L").resize((WIDTH_PX, HEIGHT_PX)).point(lambda tone: 180 + tone // 4)
    pen = ImageDraw.Draw(image)
    pen.ellipse((-20, 270, WIDTH_PX + 20, 560), fill=70)
    pen.ellipse((86, 60, 226, 250), fill=120)
    return image


PAPERS: Mapping[str, Mapping[str, object]] = MappingProxyType(
    {"visitor_pass": {"given": _PASS, "photo": picture_of(_nobody())}}
)
