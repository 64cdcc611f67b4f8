"""Sheets of A4: looking at them, printing them, taking them."""

from dataclasses import dataclass

from kiosk.domain.pdf import Picture
from kiosk.domain.wording import LocalText
from kiosk.screens.base import Screen

NEXT_PAGE, PAGE_BEFORE = "next", "before"


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchingPages(Screen):
    """The documents are on their way from the hospital. Answers: none."""

    documents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewPages(Screen):
    """One page after the other, all documents behind each other. `page` from 1, of `pages` in all. `can_print` False:
    the printer is out of order, and looking is all. Answers: Continue (print all; seen enough), Picked(NEXT_PAGE or
    PAGE_BEFORE); Back.
    """

    title: LocalText  # of the document this page is of
    page: int
    pages: int
    copy: bool
    picture: Picture
    can_print: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintingPages(Screen):
    """`done` of `pages` sheets are out, of all documents together; `title` is of the one in the printer. `trouble`:
    what it waits for (PAPER_OUT …, DEVICE_BUSY), else "". Answers: Cancel (stop printing), where it can.
    """

    title: LocalText
    done: int
    pages: int
    trouble: str = ""
    staff_called: bool = False
    stopping: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TakePages(Screen):
    """The end of printing: `pages` sheets to take along. `problem_code`: why the rest did not come (PRINT_UNKNOWN:
    look whether it is whole), else "". Answers: Continue (done; if `can_retry`: once more); Cancel (if `can_retry`).
    """

    pages: int
    problem_code: str = ""
    can_retry: bool = False
