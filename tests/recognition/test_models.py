"""Models are what was measured, or faces are not looked at."""

from pathlib import Path

import pytest

from kiosk.recognition.models import Model, ModelsMissing, ModelsWrong, find_models
from tests.recognition.faces.photos import MODELS


def test_the_fetched_models_are_the_ones_that_were_measured() -> None:
    assert find_models(MODELS.folder).path(Model.DETECTOR).endswith("face_detection_yunet_2023mar.onnx")


def test_one_that_is_missing_is_named(tmp_path: Path) -> None:
    for model in Model:
        if model is not Model.RECOGNIZER:
            (tmp_path / model).symlink_to(MODELS.folder / model)
    with pytest.raises(ModelsMissing, match=r"face_recognition_sface_2021dec\.onnx: No such file"):
        find_models(tmp_path)
    assert find_models(tmp_path, [Model.DETECTOR, Model.LANDMARKS, Model.BLENDSHAPES]).folder == tmp_path


def test_one_that_was_changed_is_refused(tmp_path: Path) -> None:
    whole = Path(MODELS.path(Model.DETECTOR)).read_bytes()
    (tmp_path / Model.DETECTOR).write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    with pytest.raises(ModelsWrong, match="not the file it should be") as refused:
        find_models(tmp_path, [Model.DETECTOR])
    assert refused.value.code == "FACE_MODELS_WRONG"
