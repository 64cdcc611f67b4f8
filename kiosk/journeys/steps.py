"""The step marks of bill payment: who you are, which bills, who pays what, pay."""

from kiosk.screens.base import Step

IDENTIFY, CHOOSE, CONFIRM, PAY = (Step(number, 4) for number in (1, 2, 3, 4))
