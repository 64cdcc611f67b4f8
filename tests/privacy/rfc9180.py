"""HPKE's single-shot sealing, written from RFC 9180 alone: the other side of the contract, by nobody's library.

Base mode, DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-128-GCM. The names are the RFC's.
"""

import hmac
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_KEM = b"KEM" + bytes.fromhex("0020")
_HPKE = b"HPKE" + bytes.fromhex("002000010001")


def seal_base(pk_r: bytes, info: bytes, aad: bytes, pt: bytes, sk_e: X25519PrivateKey) -> bytes:
    """`enc` and `ct`."""
    enc = sk_e.public_key().public_bytes_raw()
    dh = sk_e.exchange(X25519PublicKey.from_public_bytes(pk_r))
    eae_prk = _labeled_extract(_KEM, b"", b"eae_prk", dh)
    shared_secret = _labeled_expand(_KEM, eae_prk, b"shared_secret", enc + pk_r, 32)
    key, base_nonce = _key_schedule(shared_secret, info)
    return enc + AESGCM(key).encrypt(base_nonce, pt, aad)


def _key_schedule(shared_secret: bytes, info: bytes) -> tuple[bytes, bytes]:
    psk_id_hash = _labeled_extract(_HPKE, b"", b"psk_id_hash", b"")
    info_hash = _labeled_extract(_HPKE, b"", b"info_hash", info)
    context = b"\x00" + psk_id_hash + info_hash
    secret = _labeled_extract(_HPKE, shared_secret, b"secret", b"")
    return _labeled_expand(_HPKE, secret, b"key", context, 16), _labeled_expand(
        _HPKE, secret, b"base_nonce", context, 12
    )


def _labeled_extract(suite: bytes, salt: bytes, label: bytes, ikm: bytes) -> bytes:
    return hmac.digest(salt or bytes(32), b"HPKE-v1" + suite + label + ikm, "sha256")


def _labeled_expand(suite: bytes, prk: bytes, label: bytes, info: bytes, length: int) -> bytes:
    """At most one block."""
    assert length <= sha256().digest_size
    labeled = length.to_bytes(2, "big") + b"HPKE-v1" + suite + label + info
    return hmac.digest(prk, labeled + b"\x01", "sha256")[:length]
