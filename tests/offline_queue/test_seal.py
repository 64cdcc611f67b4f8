import os
import struct
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offline_queue import (
    AesGcmSealer,
    ErrorCode,
    Journal,
    Lane,
    NewOperation,
    Outbox,
    Parcel,
    Plain,
    QueueError,
    Receipt,
    Rejected,
    Transaction,
    Unknown,
    create_key,
    read_key,
)
from offline_queue.seal import ACCESS_LIST, HEADER_BYTES, KEY_BYTES, TAG_BYTES, read_credential, read_keys
from tests.offline_queue.support import Desk

KEY, OLD_KEY = bytes(range(32)), bytes(32)
SECRETS = (b"\xe8\xb5\xb5\xe9\x92\xb1\xe5\xad\x99\xe6\x9d\x8e", b"330205196504121237", b"13888889999")


def refusal(sealed: bytes, place: bytes = b"place", *keys: bytes) -> ErrorCode:
    with pytest.raises(QueueError) as refused:
        AesGcmSealer(keys or [KEY]).open(sealed, place)
    return refused.value.code


@given(st.binary(max_size=200), st.binary(max_size=40))
def test_what_is_sealed_opens_in_its_place_only(data: bytes, place: bytes) -> None:
    sealer = AesGcmSealer([KEY])
    sealed = sealer.seal(data, place)
    assert sealer.open(sealed, place) == data
    assert len(sealed) == HEADER_BYTES + len(data) + TAG_BYTES
    assert refusal(sealed, place + b"x") is ErrorCode.SEAL_BROKEN


def test_every_changed_byte_and_every_cut_is_found() -> None:
    sealed = AesGcmSealer([KEY]).seal(b"name", b"place")
    for position in range(len(sealed)):
        changed = bytearray(sealed)
        changed[position] ^= 1
        assert refusal(bytes(changed)) is ErrorCode.SEAL_BROKEN
        assert refusal(sealed[:position]) is ErrorCode.SEAL_BROKEN


@given(st.binary(max_size=80))
def test_any_bytes_are_refused(data: bytes) -> None:
    assert refusal(data) is ErrorCode.SEAL_BROKEN


def test_the_same_bytes_are_never_sealed_alike() -> None:
    sealer = AesGcmSealer([KEY])
    assert sealer.seal(b"name", b"place") != sealer.seal(b"name", b"place")


def test_after_a_change_of_key_the_old_one_opens_and_the_new_one_seals() -> None:
    old = AesGcmSealer([OLD_KEY]).seal(b"name", b"place")
    both = AesGcmSealer([KEY, OLD_KEY])
    assert both.open(old, b"place") == b"name"
    assert AesGcmSealer([KEY]).open(both.seal(b"name", b"place"), b"place") == b"name"
    assert refusal(old) is ErrorCode.SEAL_BROKEN


def test_a_key_of_another_length_is_refused() -> None:
    for keys in ([], [b"short"], [KEY, b""]):
        with pytest.raises(QueueError) as refused:
            AesGcmSealer(keys)
        assert refused.value.code is ErrorCode.KEY_REFUSED


def test_plain_is_plain() -> None:
    assert Plain().open(Plain().seal(b"name", b"place"), b"elsewhere") == b"name"


# The key file


def test_a_new_key_file_is_ours_alone_and_never_replaced(tmp_path: Path) -> None:
    path = tmp_path / "key"
    key = create_key(path)
    assert read_key(path) == key
    assert path.stat().st_mode & 0o777 == 0o600
    with pytest.raises(QueueError) as refused:
        create_key(path)
    assert refused.value.code is ErrorCode.KEY_REFUSED
    assert read_key(path) == key
    assert [each.name for each in tmp_path.iterdir()] == ["key"]


def test_a_draft_of_a_killed_process_of_our_number_is_in_nobodys_way(tmp_path: Path) -> None:
    path = tmp_path / "key"
    (tmp_path / f"key.{os.getpid()}.new").write_bytes(b"half")
    key = create_key(path)
    assert read_key(path) == key
    assert [each.name for each in tmp_path.iterdir()] == ["key"]


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o400, 0o700])
def test_a_key_file_with_another_mode_is_refused(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "key"
    create_key(path)
    path.chmod(mode)
    with pytest.raises(QueueError, match="0600"):
        read_key(path)


def test_a_key_file_of_somebody_else_a_link_or_nothing_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "key"
    create_key(path)
    link = tmp_path / "link"
    link.symlink_to(path)
    for wrong in (link, tmp_path / "nothing", tmp_path):
        with pytest.raises(QueueError) as refused:
            read_key(wrong)
        assert refused.value.code is ErrorCode.KEY_REFUSED
    if os.geteuid() == 0:
        os.chown(path, 12345, -1)
        with pytest.raises(QueueError, match="our own"):
            read_key(path)


@pytest.mark.parametrize("length", [0, KEY_BYTES - 1, KEY_BYTES + 1])
def test_a_key_file_of_another_length_is_refused(tmp_path: Path, length: int) -> None:
    path = tmp_path / "key"
    path.write_bytes(bytes(length))
    path.chmod(0o600)
    with pytest.raises(QueueError, match="32 bytes"):
        read_key(path)


# Q18


def test_q18_no_secret_is_in_the_raw_bytes_of_any_file_or_in_a_repr(desk: Desk) -> None:
    sealer = AesGcmSealer([KEY])
    outbox, journal = Outbox(desk.store.time, sealer), Journal(desk.store.time, sealer)
    secret = b" ".join(SECRETS)
    new = NewOperation("op", "test", Lane.RECORD, "k", secret)
    op = desk.writer.run(lambda tx: outbox.enqueue(tx, new))
    entry = desk.writer.run(lambda tx: journal.append(tx, "stream", "kind", secret))
    desk.writer.run(lambda tx: outbox.postpone(tx, "op", Unknown("HTTP_500", body=secret)))
    receipt = Receipt("op", op.body_hash, secret)
    assert desk.writer.read(lambda tx: outbox.parcel(tx, op)).body == secret
    assert_nowhere(desk)
    desk.writer.run(lambda tx: outbox.acknowledge(tx, "op", receipt))
    assert desk.writer.read(lambda tx: outbox.receipt(tx, "op")) == secret
    assert desk.writer.read(lambda tx: journal.read(tx, "stream")) == (entry,)
    assert desk.writer.read(lambda tx: outbox.story.of(tx, op.seq))[0].detail == secret
    assert_nowhere(desk)
    desk.store.checkpoint()
    assert_nowhere(desk)
    parcel = Parcel(op, secret)
    said = repr((op, entry, new, receipt, parcel, Unknown("x", body=secret), Rejected("x", secret))) + repr(
        desk.writer.read(lambda tx: outbox.story.of(tx, op.seq))
    )
    assert not any(secret.decode() in said or repr(secret) in said for secret in SECRETS)


def assert_nowhere(desk: Desk) -> None:
    for file in desk.path.parent.iterdir():
        raw = file.read_bytes()
        assert not any(secret in raw for secret in SECRETS), file


# Credentials and rotation


def credential(folder: Path, mode: int = 0o400) -> Path:
    path = folder / "keeper-key"
    path.write_bytes(KEY)
    path.chmod(mode)
    return path


@pytest.mark.parametrize("mode", [0o400, 0o600])
def test_a_credential_of_systemd_is_read(tmp_path: Path, mode: int) -> None:
    assert read_credential(credential(tmp_path, mode)) == KEY


@pytest.mark.parametrize("mode", [0o404, 0o440, 0o444, 0o420, 0o602, 0o644])
def test_a_credential_that_others_could_read_or_write_is_refused(tmp_path: Path, mode: int) -> None:
    with pytest.raises(QueueError, match="readable by nobody but us") as refused:
        read_credential(credential(tmp_path, mode))
    assert refused.value.code is ErrorCode.KEY_REFUSED


@pytest.mark.parametrize(("mask", "is_read"), [(0o4, True), (0o6, False)])
def test_a_credential_with_an_access_list_is_read_unless_somebody_may_write_it(
    tmp_path: Path, mask: int, is_read: bool
) -> None:
    """As systemd makes it: root's, with our user in the list; the mask is what shows as the group's mode."""
    path = credential(tmp_path)
    owner, user, group, masked, other, nobody = 0x01, 0x02, 0x04, 0x10, 0x20, 0xFFFFFFFF
    entries = [(owner, 4, nobody), (user, 4, 1234), (group, 0, nobody), (masked, mask, nobody), (other, 0, nobody)]
    access_list = struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *entry) for entry in entries)
    try:
        os.setxattr(path, ACCESS_LIST, access_list)
    except OSError:
        pytest.skip("this file system has no access lists")
    if is_read:
        assert read_credential(path) == KEY
    else:
        with pytest.raises(QueueError, match="written by nobody"):
            read_credential(path)


def test_after_a_change_of_key_the_new_one_seals_and_the_former_still_opens(tmp_path: Path) -> None:
    path = tmp_path / "key"
    first = create_key(path)
    sealed = AesGcmSealer(read_keys(path)).seal(b"secret", b"here")
    path.rename(tmp_path / "key.1")
    second = create_key(path)
    keys = read_keys(path)
    assert keys == [second, first]
    sealer = AesGcmSealer(keys)
    assert sealer.open(sealed, b"here") == b"secret"
    assert AesGcmSealer([second]).open(sealer.seal(b"new", b"here"), b"here") == b"new"
    (tmp_path / "key.1").unlink()
    with pytest.raises(QueueError, match="no such key"):
        AesGcmSealer(read_keys(path)).open(sealed, b"here")


def test_a_former_key_that_others_could_read_is_refused_too(tmp_path: Path) -> None:
    create_key(tmp_path / "key")
    create_key(tmp_path / "key.1")
    (tmp_path / "key.1").chmod(0o640)
    with pytest.raises(QueueError, match="0600"):
        read_keys(tmp_path / "key")


# What is told of a refusal, and the form on the disk


def told(act: Callable[[], object]) -> tuple[ErrorCode, str]:
    with pytest.raises(QueueError) as refused:
        act()
    return refused.value.code, refused.value.detail


def test_sealed_bytes_have_the_form_that_is_on_the_disks_already() -> None:
    """Version, key id, nonce, ciphertext, tag: another key id or order would make every stored body unreadable."""
    sealed = bytes.fromhex("017d8a485a00000000000000000000000060ddd8bb5606f1b743512dbbbb0119a2727d8acd")
    assert AesGcmSealer([KEY], lambda count: bytes(count)).seal(b"name", b"place") == sealed
    assert AesGcmSealer([KEY]).open(sealed, b"place") == b"name"


def test_every_refusal_of_a_key_says_which_file_and_why(tmp_path: Path) -> None:
    path = tmp_path / "key"
    refused = ErrorCode.KEY_REFUSED
    for read in (read_key, read_credential):
        assert told(lambda read=read: read(path)) == (refused, f"{path}: No such file or directory")  # type: ignore[misc]
    create_key(path)
    assert told(lambda: create_key(path)) == (refused, f"{path}: exists")
    path.chmod(0o666)
    assert told(lambda: read_key(path)) == (refused, f"{path}: must be a file of our own with mode 0600")
    wanted = "readable by nobody but us, and written by nobody"
    assert told(lambda: read_credential(path)) == (refused, f"{path}: must be {wanted}")
    path.write_bytes(b"short")
    path.chmod(0o600)
    assert told(lambda: read_key(path)) == (refused, f"{path}: a key is 32 bytes")
    assert told(lambda: AesGcmSealer([])) == (refused, "a key is 32 bytes")
    sealed = AesGcmSealer([KEY]).seal(b"name", b"place")
    broken = ErrorCode.SEAL_BROKEN
    assert told(lambda: AesGcmSealer([OLD_KEY]).open(sealed, b"place")) == (broken, "no such key or form")
    assert told(lambda: AesGcmSealer([KEY]).open(sealed, b"")) == (broken, "changed, or not from this place")


def test_a_pipe_in_the_place_of_a_key_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "key", 0o600)
    assert told(lambda: read_key(tmp_path / "key"))[0] is ErrorCode.KEY_REFUSED


def test_eight_former_keys_are_known_and_what_lies_beside_them_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "key"
    made = {number: create_key(tmp_path / f"key.{number}") for number in (0, 1, 7, 8, 9)}
    current = create_key(path)
    assert read_keys(path) == [current, made[1], made[7], made[8]]


def test_a_key_is_never_written_into_a_file_that_was_there(tmp_path: Path) -> None:
    draft = tmp_path / f"key.{os.getpid()}.new"
    draft.write_bytes(b"somebody else's")
    with draft.open("rb") as theirs:
        create_key(tmp_path / "key")
        assert theirs.read() == b"somebody else's"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root makes files of others")
@pytest.mark.parametrize(("owner", "is_read"), [(0, True), (1234, True), (1, False), (4321, False)])
def test_a_credential_is_roots_or_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, owner: int, is_read: bool
) -> None:
    path = credential(tmp_path)
    os.chown(path, owner, -1)
    monkeypatch.setattr(os, "geteuid", lambda: 1234)
    if is_read:
        assert read_credential(path) == KEY
    else:
        assert told(lambda: read_credential(path))[0] is ErrorCode.KEY_REFUSED


class Noting(Plain):
    """Notes the places."""

    def __init__(self) -> None:
        self.sealed: list[bytes] = []
        self.opened: list[bytes] = []

    def seal(self, data: bytes, place: bytes) -> bytes:
        self.sealed.append(place)
        return data

    def open(self, sealed: bytes, place: bytes) -> bytes:
        self.opened.append(place)
        return sealed


def test_the_places_are_those_of_what_is_stored_already(desk: Desk) -> None:
    """Under other names nothing that lies on a disk could be opened any more."""
    noting = Noting()
    outbox, journal = Outbox(desk.store.time, noting), Journal(desk.store.time, noting)
    new = NewOperation("op", "test", Lane.RECORD, "k", b"{}")

    def all_of_it(tx: Transaction) -> None:
        stored = outbox.enqueue(tx, new)
        outbox.parcel(tx, stored)
        outbox.postpone(tx, "op", Unknown("TIMEOUT", body=b"why"))
        outbox.story.of(tx, stored.seq)
        outbox.acknowledge(tx, "op", Receipt("op", new.body_hash, b"thanks"))
        outbox.receipt(tx, "op")
        journal.append(tx, "stream", "kind", b"{}")
        journal.read(tx, "stream")

    desk.writer.run(all_of_it)
    assert noting.sealed == [b"outbox/op/body", b"answers/1", b"outbox/op/receipt", b"journal/1/stream"]
    assert noting.opened == noting.sealed
