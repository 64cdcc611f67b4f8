"""What is worth recording: sentences that are the same for everybody."""

from pathlib import Path

from PySide6.QtGui import QGuiApplication

from kiosk.composition.voice import LIST_FILE, Recorded, recorded
from kiosk.domain.wording import Language, LocalText
from kiosk.screens.leaving import StaffCalled, TimeoutWarning
from kiosk.screens.samples import SAMPLES
from kiosk.screens.welcome import Attract
from ui.prompts import fixed_sentences, is_fixed


def test_numbers_names_and_the_screens_own_texts_are_not_fixed() -> None:
    called = StaffCalled(queued=False, terminal_id="甲机", answered_by=LocalText("导诊台护士"))
    assert is_fixed("已经叫了工作人员", called)
    assert not is_fixed("请在机器 甲机 旁等一下", called)
    assert not is_fixed("导诊台护士已接到，正在过来", called)
    assert not is_fixed("20 秒后结束", TimeoutWarning(seconds_left=20))
    assert not is_fixed("您要付 ¥86.20", Attract())
    assert not is_fixed("张*三", Attract())


def test_the_list_holds_both_languages_and_nobodys_name(gui: QGuiApplication) -> None:
    some = {name: SAMPLES[name] for name in ("attract", "choose-bills", "staff-called", "timeout-warning")}
    found = fixed_sentences(some)
    assert (Language.ZH_CN, "点这里开始") in found
    assert (Language.EN, "Touch here to start") in found
    assert (Language.ZH_CN, "您还在吗？") in found
    assert not [text for _, text in found if "*" in text or "¥" in text]
    assert len(found) == len(set(found))


def test_recordings_are_counted_by_the_list(tmp_path: Path) -> None:
    assert recorded(tmp_path) is None
    (tmp_path / LIST_FILE).write_text("zh_CN/a.wav\t您好\nen/b.wav\tHello\n", encoding="utf-8")
    (tmp_path / "en").mkdir()
    (tmp_path / "en/b.wav").touch()
    assert recorded(tmp_path) == Recorded(2, 1)
