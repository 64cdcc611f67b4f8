"""What stays the same on every screen of one terminal, and the size of its panel."""

from dataclasses import dataclass

from kiosk.domain.wording import LocalText


@dataclass(frozen=True, slots=True)
class PanelSize:
    """The screen's pixels and how large one is."""

    width_px: int = 1080
    height_px: int = 1920
    pitch_mm: float = 0.248

    def fitted(self, width_px_max: int, height_px_max: int) -> "PanelSize":
        """The same panel drawn smaller, so that a window of it fits on a desk's display; never larger."""
        factor = min(1.0, width_px_max / self.width_px, height_px_max / self.height_px)
        return PanelSize(round(self.width_px * factor), round(self.height_px * factor), self.pitch_mm / factor)


@dataclass(frozen=True, slots=True)
class Chrome:
    """`lab`: says so on screen, writes QML's messages in full. `still`: nothing moves, for the gallery."""

    hospital_name: LocalText
    place: LocalText
    terminal_id: str
    kind: str
    lab: bool = False
    still: bool = False

    def to_qml(self, panel: PanelSize) -> dict[str, object]:
        return {
            "hospitalName": {"zh": self.hospital_name.zh, "en": self.hospital_name.en},
            "place": {"zh": self.place.zh, "en": self.place.en},
            "terminalId": self.terminal_id,
            "kind": self.kind,
            "pitchMm": panel.pitch_mm,
            "widthPx": panel.width_px,
            "heightPx": panel.height_px,
            "lab": self.lab,
            "still": self.still,
        }
