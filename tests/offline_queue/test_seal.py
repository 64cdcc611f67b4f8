import os
import struct
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
