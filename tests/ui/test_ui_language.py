import subprocess
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from kiosk.domain.wording import Language, LocalText
from tests.ui.terminal import SMALL_QML
from ui.chrome import Chrome, PanelSize
from ui.language import Translation
from ui.stage import Stage

ENGLISH = """<?xml version="1.0" encoding="utf-8"?><!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh_CN"><context><name>Small</name>
<message><source>您好</source><translation>Hello</translation></message></context></TS>
"""


@pytest.fixture(scope="module")
def wording(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("i18n")
    (folder / "en.ts").write_text(ENGLISH)
    command = [".venv/bin/pyside6-lrelease", "-silent", str(folder / "en.ts"), "-qm", str(folder / "yizhan_en.qm")]
    subprocess.run(command, check=True, cwd=Path(__file__).parents[2], timeout=30)
    return folder


def test_the_wording_follows_the_language_at_once(gui: QGuiApplication, wording: Path) -> None:
    missing: list[Path] = []
    chrome = Chrome(LocalText("医院"), LocalText("大厅"), "K", "lobby")
    stage = Stage(chrome, PanelSize(), pytest.fail, missing.append, SMALL_QML, wording)
    stage.load()
    heard = [stage.spoken()]
    for language in ("en", "zh_CN", "en"):
        stage.bridge.setLanguage(language)
        heard.append(stage.spoken())
    stage.close()
    assert [text.strip() for text in heard] == ["您好", "Hello", "您好", "Hello"]
    assert missing == []


def test_a_missing_translation_is_told_and_the_wording_stays(gui: QGuiApplication, tmp_path: Path) -> None:
    missing: list[Path] = []
    Translation(gui, missing.append, tmp_path).use(Language.EN)
    assert missing == [tmp_path / "yizhan_en.qm"]
    assert QObject().tr("您好") == "您好"
