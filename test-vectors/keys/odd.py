"""Makes what no tool writes: keys that contradict themselves, other versions, bombs."""
import base64
import pathlib
import re
import sys

work, out = pathlib.Path(sys.argv[1]), pathlib.Path("der")


def der(name):
    text = (work / f"{name}.key").read_text()
    return base64.b64decode("".join(re.findall(r"^[A-Za-z0-9+/=]+$", text, re.M)))


def tlv(tag, *parts):
    value = b"".join(parts)
    n = len(value)
    length = bytes([n]) if n < 128 else bytes([0x80 + (n.bit_length() + 7) // 8]) + n.to_bytes((n.bit_length() + 7) // 8, "big")
    return bytes([tag]) + length + value


def number(value):
    return tlv(2, value.to_bytes(value.bit_length() // 8 + 1, "big"))


def oid(dotted):
    a, b, *rest = map(int, dotted.split("."))
    octets = []
    for arc in [a * 40 + b, *rest]:
        group = [arc & 127]
        while arc := arc >> 7:
            group.insert(0, 128 | arc & 127)
        octets += group
    return tlv(6, bytes(octets))


def walk(data):
    """The values that lie side by side in `data`, as (tag, contents)."""
    while data:
        n, at = data[1], 2
        if n & 128:
            at, n = 2 + (n & 127), int.from_bytes(data[2 : 2 + (n & 127)], "big")
        yield data[0], data[at : at + n]
        data = data[at + n :]


# Ed25519 in version 2 with its public key (RFC 8410 §10.3), right and wrong.
seed = der("ed25519")[-32:]
public = base64.b64decode("".join((work / "ed25519.crt").read_text().split("-----")[2].split()))
public = public[public.index(bytes.fromhex("302a300506032b6570032100")) + 12 :][:32]
for name, key in [("ed25519-v2", public), ("ed25519-v2-wrong-public", public[::-1])]:
    info = tlv(0x30, number(1), tlv(0x30, oid("1.3.101.112")), tlv(4, tlv(4, seed)), tlv(0x81, b"\0" + key))
    (out / f"{name}.der").write_bytes(info)

# RSA: p is not a factor of n; and d does not undo e.
rsa = [v for _, v in walk(next(walk(next(v for t, v in walk(next(walk(der("rsa2048")))[1]) if t == 4)))[1])]
version, n, e, d, p, q, dp, dq, qi = (int.from_bytes(v, "big") for v in rsa)
algorithm = tlv(0x30, oid("1.2.840.113549.1.1.1"), tlv(5))
for name, parts in [
    ("rsa2048-p-wrong", (0, n, e, d, p + 2, q, dp, dq, qi)),
    ("rsa2048-n-wrong", (0, n + 2, e, d, p, q, dp, dq, qi)),
]:
    key = tlv(0x30, *map(number, parts))
    (out / f"{name}.der").write_bytes(tlv(0x30, number(0), algorithm, tlv(4, key)))
# With attributes, as Windows has them: the key usage (2.5.29.15).
key = tlv(0x30, *map(number, (0, n, e, d, p, q, dp, dq, qi)))
usage = tlv(0xA0, tlv(0x30, oid("2.5.29.15"), tlv(0x31, tlv(3, b"\x07\x80"))))
(out / "rsa2048-attributes.der").write_bytes(tlv(0x30, number(0), algorithm, tlv(4, key), usage))

# EC: the public half of another key; a scalar without its leading octet's place; curves that differ.
ec = lambda curve: tlv(0x30, oid("1.2.840.10045.2.1"), oid(curve))
P256, P384 = "1.2.840.10045.3.1.7", "1.3.132.0.34"
parts = dict(walk(next(walk(next(v for t, v in walk(next(walk(der("p256")))[1]) if t == 4)))[1]))
scalar, point = parts[4], next(walk(parts[0xA1]))[1]
other = dict(walk(next(walk(next(v for t, v in walk(next(walk(der("sub")))[1]) if t == 4)))[1]))
other = next(walk(other[0xA1]))[1]
for name, curve, key in [
    ("p256-wrong-public", P256, tlv(0x30, number(1), tlv(4, scalar), tlv(0xA1, tlv(3, other)))),
    ("p256-two-curves", P256, tlv(0x30, number(1), tlv(4, scalar), tlv(0xA0, oid(P384)), tlv(0xA1, tlv(3, point)))),
    ("p256-zero", P256, tlv(0x30, number(1), tlv(4, bytes(32)))),
    ("p256-order", P256, tlv(0x30, number(1), tlv(4, bytes.fromhex("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551")))),
    ("p256-padded", P256, tlv(0x30, number(1), tlv(4, b"\0" + scalar))),
]:
    (out / f"{name}.der").write_bytes(tlv(0x30, number(0), ec(curve), tlv(4, key)))
(out / "p256-sec1-nocurve.der").write_bytes(tlv(0x30, number(1), tlv(4, scalar)))

# What asks for too much work before it can be known to be right.
SALT, DATA = tlv(4, bytes(8)), tlv(4, bytes(64))
aes = tlv(0x30, oid("2.16.840.1.101.3.4.1.42"), tlv(4, bytes(16)))
pbes2 = lambda kdf: tlv(0x30, oid("1.2.840.113549.1.5.13"), tlv(0x30, kdf, aes))
pbkdf2 = lambda *parts: tlv(0x30, oid("1.2.840.113549.1.5.12"), tlv(0x30, SALT, *parts))
scrypt = lambda *cost: tlv(0x30, oid("1.3.6.1.4.1.11591.4.11"), tlv(0x30, SALT, *map(number, cost)))
pbe = lambda n: tlv(0x30, oid("1.2.840.113549.1.12.1.3"), tlv(0x30, SALT, number(n)))
for name, scheme in [
    ("pbkdf2", pbes2(pbkdf2(number(2**31)))),
    ("pbe", pbe(2**31 - 1)),
    ("scrypt-memory", pbes2(scrypt(2**30, 8, 1))),
    ("scrypt-overflow", pbes2(scrypt(2**62, 2**62, 2**62))),
    ("scrypt-lanes", pbes2(scrypt(2**14, 8, 2**16))),
]:
    (out / f"bomb-{name}.der").write_bytes(tlv(0x30, scheme, DATA))

data = lambda content: tlv(0x30, oid("1.2.840.113549.1.7.1"), tlv(0xA0, tlv(4, content)))
hmac = tlv(0x30, oid("1.2.840.113549.2.9"), tlv(5))
pbmac1 = lambda *parts: tlv(0x30, oid("1.2.840.113549.1.5.14"), tlv(0x30, pbkdf2(*parts), hmac))
sha256 = tlv(0x30, oid("2.16.840.1.101.3.4.2.1"), tlv(5))
mac = lambda algorithm, n: tlv(0x30, tlv(0x30, algorithm, tlv(4, bytes(32))), SALT, number(n))
bag = tlv(0x30, oid("1.2.840.113549.1.12.10.1.2"), tlv(0xA0, tlv(0x30, pbe(2**31 - 1), DATA)))
for name, content, *rest in [
    ("bomb-mac", tlv(0x30), mac(sha256, 2**31 - 1)),
    ("bomb-pbmac1", tlv(0x30), mac(pbmac1(number(2**31), number(32), hmac), 1)),
    ("bomb-bag", tlv(0x30, data(tlv(0x30, bag)))),
    # RFC 9579: keyLength must be there, and at least 20; a MAC is not shorter than its hash.
    ("pbmac1-no-length", tlv(0x30), mac(pbmac1(number(2048), hmac), 1)),
    ("pbmac1-short-key", tlv(0x30), mac(pbmac1(number(2048), number(19), hmac), 1)),
    ("pbmac1-long-key", tlv(0x30), mac(pbmac1(number(2048), number(2**31), hmac), 1)),
    ("mac-short", tlv(0x30), tlv(0x30, tlv(0x30, sha256, tlv(4, bytes(16))), SALT, number(2048))),
    ("version-2", tlv(0x30)),
]:
    version = number(2 if name == "version-2" else 3)
    pathlib.Path(f"p12/{name}.p12").write_bytes(tlv(0x30, version, data(content), *rest))
