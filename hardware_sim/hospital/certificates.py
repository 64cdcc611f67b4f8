"""A private CA with one server and one client certificate per terminal, in the run directory.

ECDSA P-256, X.509 v3. Made once per run directory; a second start uses what is there, so a running terminal keeps its
trust.
"""

import ipaddress
import os
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

VALID_DAYS = 30
BACKDATED = timedelta(days=1)  # a terminal whose clock is a little slow still trusts it


@dataclass(frozen=True, slots=True)
class Certificates:
    """PEM files. Keys are readable by their owner only."""

    folder: Path

    @property
    def ca(self) -> Path:
        return self.folder / "ca.pem"

    @property
    def server(self) -> Path:
        return self.folder / "server.pem"

    @property
    def server_key(self) -> Path:
        return self.folder / "server.key"

    def terminal(self, terminal_id: str = "T01") -> Path:
        return self.folder / f"terminal-{terminal_id}.pem"

    def terminal_key(self, terminal_id: str = "T01") -> Path:
        return self.folder / f"terminal-{terminal_id}.key"


class _Authority:
    def __init__(self, now: datetime) -> None:
        self._now = now
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = _name("Yizhan bench CA")

    def own(self) -> x509.Certificate:
        builder = self._builder(self._name, self._key.public_key())
        builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        usage = x509.KeyUsage(False, False, False, False, False, True, True, False, False)
        builder = builder.add_extension(usage, critical=True)
        return builder.sign(self._key, hashes.SHA256())

    def issue(
        self, common_name: str, purpose: x509.ObjectIdentifier, key: ec.EllipticCurvePrivateKey
    ) -> x509.Certificate:
        builder = self._builder(_name(common_name), key.public_key())
        builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        builder = builder.add_extension(x509.ExtendedKeyUsage([purpose]), critical=False)
        if purpose == ExtendedKeyUsageOID.SERVER_AUTH:
            builder = builder.add_extension(_loopback_names(), critical=False)
        return builder.sign(self._key, hashes.SHA256())

    def _builder(self, subject: x509.Name, key: ec.EllipticCurvePublicKey) -> x509.CertificateBuilder:
        builder = x509.CertificateBuilder(subject_name=subject, issuer_name=self._name, public_key=key)
        builder = builder.serial_number(x509.random_serial_number())
        builder = builder.not_valid_before(self._now - BACKDATED)
        builder = builder.not_valid_after(self._now + timedelta(days=VALID_DAYS))
        builder = builder.add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
        issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key())
        return builder.add_extension(issuer, critical=False)


def make_certificates(folder: Path, now: datetime, terminal_ids: tuple[str, ...] = ("T01",)) -> Certificates:
    """All files, unless they are there already and still valid."""
    made = Certificates(folder)
    if _usable(made, now, terminal_ids):
        return made
    folder.mkdir(parents=True, exist_ok=True)
    authority = _Authority(now)
    _write(made.ca, _pem(authority.own()))
    _issue(authority, "hospital", ExtendedKeyUsageOID.SERVER_AUTH, made.server, made.server_key)
    for each in terminal_ids:
        _issue(authority, each, ExtendedKeyUsageOID.CLIENT_AUTH, made.terminal(each), made.terminal_key(each))
    return made


def _usable(made: Certificates, now: datetime, terminal_ids: tuple[str, ...]) -> bool:
    files = [made.ca, made.server, made.server_key]
    for each in terminal_ids:
        files += [made.terminal(each), made.terminal_key(each)]
    if not all(file.exists() for file in files):
        return False
    return x509.load_pem_x509_certificate(made.ca.read_bytes()).not_valid_after_utc > now + timedelta(days=1)


def _issue(authority: _Authority, name: str, purpose: x509.ObjectIdentifier, certificate: Path, key_file: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    _write(certificate, _pem(authority.issue(name, purpose, key)))
    plain = serialization.NoEncryption()
    _write(key_file, key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain))


def _name(common_name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common_name)])


def _loopback_names() -> x509.SubjectAlternativeName:
    addresses = [x509.IPAddress(ipaddress.ip_address(each)) for each in ("127.0.0.1", "::1")]
    return x509.SubjectAlternativeName([x509.DNSName("localhost"), *addresses])


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


def _write(file: Path, content: bytes) -> None:
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as opened:
        opened.write(content)
