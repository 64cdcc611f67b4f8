"""How the patient's part is paid."""

from dataclasses import dataclass
from enum import StrEnum


class Channel(StrEnum):
    WECHAT = "wechat"
    ALIPAY = "alipay"
    NONE = "none"  # nothing to pay


@dataclass(frozen=True, slots=True)
class PayByQr:
    """收款码: we show the code, any of the channels scans it."""


@dataclass(frozen=True, slots=True, repr=False)
class PayByPayerCode:
    """付款码: the phone's code held to our scanner. One code, one trade; never logged."""

    channel: Channel
    code: str


@dataclass(frozen=True, slots=True, repr=False)
class PayByFace:
    """刷脸: the code that a provider's certified camera gave for a face. One code, one trade; never logged."""

    channel: Channel
    code: str


@dataclass(frozen=True, slots=True)
class NothingToPay:
    """Insurance pays all: the payment is skipped."""


PayMethod = PayByQr | PayByPayerCode | PayByFace | NothingToPay
