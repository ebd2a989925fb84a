"""Sounds and films, made here byte by byte, with all that phones and programs write beside them."""

from struct import pack

from plugins.recordings import ogg as pages

CANARY = b"Canari-4807"
"""Stands wherever a file can say something that is not played."""
SOUND, PICTURE = b"a sound, as it is", b"a picture, as it is"
WHEN = 3_690_000_000  # seconds since 1904


def box(kind: bytes, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return pack(">I", 8 + len(body)) + kind + body


def _full(kind: bytes, *parts: bytes) -> bytes:
    return box(kind, bytes(4), *parts)


def _table(kind: bytes, *rows: bytes) -> bytes:
    return _full(kind, pack(">I", len(rows)), *rows)


def _track(number: int, kind: bytes, offset: int, samples: list[int]) -> bytes:
    """Two chunks: of all samples but the last, and of that."""
    if kind == b"vide":
        entry = box(b"avc1", bytes(8), bytes(4), CANARY[:4], bytes(26), CANARY.ljust(32), bytes(4))
    else:
        entry = box(b"mp4a", bytes(8), bytes(4), CANARY[:4], bytes(12))
    second = offset + sum(samples[:-1])
    table = box(
        b"stbl",
        _table(b"stsd", entry),
        _table(b"stsc", pack(">III", 1, len(samples) - 1, 1), pack(">III", 2, 1, 1)),
        _full(b"stsz", pack(">II", 0, len(samples)), *(pack(">I", size) for size in samples)),
        _table(b"stco", pack(">I", offset), pack(">I", second)),
    )
    times = pack(">II", WHEN, WHEN)
    handler = _full(b"hdlr", bytes(4), kind, CANARY.ljust(12)[:12], CANARY + b"\0")
    media = box(b"mdia", _full(b"mdhd", times, bytes(12)), handler, box(b"minf", table))
    header = _full(b"tkhd", times, pack(">I", number), bytes(64))
    return box(b"trak", header, media, box(b"udta", CANARY), box(b"meta", CANARY))


def mp4(fragments: bytes = b"", data: bytes = CANARY) -> bytes:
    """A film with a track of places, `data`, and where it was taken in all ways that phones know."""
    head = box(b"ftyp", b"isom", bytes(4))
    media = PICTURE + SOUND + CANARY + data
    start = len(head) + 8

    def track(number: int, kind: bytes, what: bytes) -> bytes:
        offset = start + media.rindex(what)
        return _track(number, kind, offset, [len(what) - 2, 1, 1])

    tracks = (
        track(1, b"vide", PICTURE),
        track(2, b"soun", SOUND),
        *([track(3, b"meta", data)] if data else []),
    )
    place = box(b"\xa9xyz", pack(">HH", len(CANARY), 0), CANARY), box(b"loci", bytes(4), CANARY, bytes(16))
    keys = _table(b"keys", box(b"mdta", b"com.apple.quicktime.location.ISO6709"))
    said = box(b"udta", *place), box(b"meta", keys, box(b"ilst", CANARY))
    movie = box(b"moov", _full(b"mvhd", pack(">II", WHEN, WHEN), bytes(88)), *tracks, *said)
    more = box(b"uuid", CANARY), box(b"free", CANARY), box(b"skip", CANARY)
    return head + box(b"mdat", media) + movie + b"".join(more) + fragments


def _frame(body: bytes) -> bytes:
    """MPEG 1 layer III, 32 kbit/s, 44.1 kHz: 104 bytes."""
    return (b"\xff\xfb\x10\xc4" + body).ljust(104, b".")


def id3(version: int = 3, flags: int = 0) -> bytes:
    frame = b"GEOB" + pack(">I", len(CANARY)) + bytes(2) + CANARY
    tag = bytes([0x49, 0x44, 0x33, version, 0, flags, 0, 0, 0, len(frame)]) + frame
    return tag + (b"3DI" + tag[3:10] if flags & 0x10 else b"")


def mp3(frames: int = 3) -> bytes:
    ape = b"APETAGEX" + CANARY
    return id3() + id3(4, 0x10) + _frame(SOUND) * frames + ape + (b"TAG" + CANARY).ljust(128, b"\0")


def aac() -> bytes:
    size = 7 + len(SOUND)
    head = bytes([0xFF, 0xF1, 0x50, 0x80 | size >> 11, size >> 3 & 0xFF, (size & 7) << 5 | 0x1F, 0xFC])
    return id3() + (head + SOUND) * 2


def flac() -> bytes:
    def block(kind: int, body: bytes) -> bytes:
        return bytes([kind]) + len(body).to_bytes(3, "big") + body

    blocks = block(0, b"streaminfo" + bytes(24)), block(4, CANARY), block(2, CANARY), block(0x80 | 6, CANARY)
    return id3() + b"fLaC" + b"".join(blocks) + SOUND


def wave() -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return kind + pack("<I", len(body)) + body + bytes(len(body) % 2)

    chunks = chunk(b"fmt ", bytes(16)), chunk(b"LIST", b"INFOICMT" + CANARY), chunk(b"data", SOUND)
    body = b"WAVE" + b"".join(chunks) + chunk(b"bext", CANARY)
    return b"RIFF" + pack("<I", len(body)) + body + CANARY


def _page(serial: int, flags: int, body: bytes, lacing: list[int]) -> bytes:
    head = (
        b"OggS\0"
        + bytes([flags])
        + bytes(8)
        + pack("<II", serial, 0)
        + bytes(4)
        + bytes([len(lacing), *lacing])
    )
    page = bytearray(head + body)
    page[22:26] = pages._checksum(page).to_bytes(4, "little")
    return bytes(page)


def ogg(kind: str = "vorbis") -> bytes:
    """With a cover of two pages, so that the comments go on in the next."""
    first, begin, end = {
        "vorbis": (b"\x01vorbis" + bytes(23), b"\x03vorbis", b"\x01"),
        "opus": (b"OpusHead" + bytes(11), b"OpusTags", b""),
        "theora": (b"\x80theora" + bytes(35), b"\x81theora", b""),
    }[kind]
    words = pack("<I", len(CANARY)) + CANARY
    comments = begin + words + pack("<I", 40) + words * 40 + end
    cut = 255 * 2
    rest = comments[cut:]
    return (
        _page(7, 2, first, [len(first)])
        + _page(7, 0, comments[:cut], [255, 255])
        + _page(7, 1, rest + SOUND, [*([255] * (len(rest) // 255)), len(rest) % 255, len(SOUND)])
    )


def element(kind: int, *parts: bytes, unknown: bool = False) -> bytes:
    body, width = b"".join(parts), (kind.bit_length() + 7) // 8
    size = b"\x01" + b"\xff" * 7 if unknown else (1 << 28 | len(body)).to_bytes(4, "big")
    return kind.to_bytes(width, "big") + size + body


def webm(unknown: bool = False) -> bytes:
    """`unknown`: as a browser records it, which does not know how long it will be."""
    info = element(0x1549A966, element(0x7BA9, CANARY), element(0x2AD7B1, b"\x0f"), element(0x4D80, CANARY))
    track = element(0xAE, element(0xD7, b"\1"), element(0x536E, CANARY))
    cluster = element(0x1F43B675, element(0xE7, b"\0"), element(0xA3, SOUND), unknown=unknown)
    tags = element(0x1254C367, CANARY * 20), element(0x1941A469, CANARY), element(0xEC, CANARY)
    body = info, element(0x1654AE6B, track), *tags, cluster
    return element(0x1A45DFA3, b"webm") + element(0x18538067, *body, unknown=unknown)


ALL = {
    "a.mp4": mp4, "a.mp3": mp3, "a.aac": aac, "a.flac": flac, "a.wav": wave, "a.ogg": ogg,
    "a.opus": lambda: ogg("opus"), "a.ogv": lambda: ogg("theora"), "a.webm": webm,
    "recorded.webm": lambda: webm(unknown=True),
}  # fmt: skip
