"""What a person without eyes is told of the screen, and what a robot may name: the accessible items of a window.

A touch by name goes to where a person would put the finger: the middle of the visible, enabled item of that name.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtQuick import QQuickWindow

ITEMS_MAX = 500
_TOUCHABLE = {
    QAccessible.Role.Button: "button",
    QAccessible.Role.CheckBox: "check_box",
    QAccessible.Role.RadioButton: "radio_button",
    QAccessible.Role.ListItem: "list_item",
    QAccessible.Role.PageTab: "tab",
    QAccessible.Role.Link: "link",
}
_SAID = {
    QAccessible.Role.StaticText: "text",
    QAccessible.Role.Heading: "heading",
    QAccessible.Role.AlertMessage: "alert",
    QAccessible.Role.Graphic: "picture",
    QAccessible.Role.ProgressBar: "progress",
}


@dataclass(frozen=True, slots=True)
class Item:
    """`rect`: x, y, width, height in pixels of the window."""

    name: str
    role: str
    enabled: bool
    checked: bool
    touchable: bool
    rect: tuple[int, int, int, int]

    @property
    def centre(self) -> tuple[int, int]:
        x, y, width, height = self.rect
        return x + width // 2, y + height // 2


class NoSuchItem(Exception):
    """The name fits no item, or several, or one that cannot be touched. `reason` is one of a few words."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def visible_items(window: QQuickWindow) -> list[Item]:
    """Every named item a person can see, in the order of the picture's tree. Only in Qt's thread."""
    root = QAccessible.queryAccessibleInterface(window)
    if root is None:
        return []
    left, top = window.x(), window.y()
    shown = (_item(node, left, top) for node in _walk(root))
    inside = (item for item in shown if item is not None and _is_inside(item, window))
    return [item for item, _ in zip(inside, range(ITEMS_MAX), strict=False)]


def find_item(items: list[Item], name: str) -> Item:
    """The touchable item of exactly this name, else the only one whose name begins so. Raises NoSuchItem.

    Under an overlay everything is disabled, so an enabled item goes before disabled ones of the same name.
    """
    touchable = [item for item in items if item.touchable]
    exact = [item for item in touchable if item.name == name]
    found = [item for item in exact if item.enabled] or exact
    found = found or [item for item in touchable if name and item.name.startswith(name)]
    if not found:
        raise NoSuchItem("no_such_item")
    if len(found) > 1:
        raise NoSuchItem("ambiguous")
    if not found[0].enabled:
        raise NoSuchItem("disabled")
    return found[0]


def _walk(node: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    for index in range(min(node.childCount(), ITEMS_MAX)):
        child = node.child(index)
        if child is not None and child.isValid():
            yield child
            yield from _walk(child)


def _item(node: QAccessibleInterface, left: int, top: int) -> Item | None:
    role, name = node.role(), node.text(QAccessible.Text.Name)
    word = _TOUCHABLE.get(role) or _SAID.get(role)
    if word is None or not name:
        return None
    state, rect = node.state(), node.rect()
    box = (rect.x() - left, rect.y() - top, rect.width(), rect.height())
    return Item(name, word, not state.disabled, bool(state.checked), role in _TOUCHABLE, box)


def _is_inside(item: Item, window: QQuickWindow) -> bool:
    """Its middle is in the window: what is scrolled away cannot be touched, and what is hidden has no size."""
    x, y = item.centre
    return 0 <= x < window.width() and 0 <= y < window.height() and item.rect[2] > 0 and item.rect[3] > 0
