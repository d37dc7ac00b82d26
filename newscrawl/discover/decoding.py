"""Bytes of strangers as clean UTF-8, whatever they claim to be."""

from w3lib.encoding import html_body_declared_encoding, read_bom, resolve_encoding

_CONTROL = bytes([*range(9), 11, 12, *range(14, 32), 127])
"""Characters that XML cannot hold or that steer a terminal; in UTF-8 no other has these bytes."""

_ABOVE_ASCII = bytes(range(128, 256))

_HEAD = 4096
"""Bytes searched for a declared encoding, as w3lib does."""

_WIDE = {b"<\0": "utf-16-le", b"\0<": "utf-16-be"}
"""How markup without a byte order mark begins (XML 1.0, appendix F.1)."""


def utf8(body: bytes, encoding: str | None = None) -> bytes:
    """Return ``body`` in UTF-8 without control characters; any bytes give some text.

    In this order: byte order mark, the first two bytes, UTF-8 where the bytes say so
    themselves, ``encoding``, the declaration inside. Declarations come late because feeds
    often lie, while text of another encoding is hardly ever valid UTF-8 by chance.

    Args:
        body: As the server sent it, decompressed.
        encoding: Any Python codec name, as if from the HTTP header; one that names no text
            encoding is passed over.
    """
    return decoded(body, encoding).encode("utf-8", "ignore").translate(None, _CONTROL)


def decoded(body: bytes, encoding: str | None) -> str:
    """Return ``body`` as text, with U+FFFD for what no encoding explains."""
    bom, mark = read_bom(body)
    if bom and mark:
        return body[len(mark) :].decode(bom, "replace")
    if body[:2] in _WIDE:
        return body.decode(_WIDE[body[:2]], "replace")
    names = [name for name in (encoding, html_body_declared_encoding(body[:_HEAD])) if name]
    if not body.isascii():
        names.insert(0, "utf-8")
    texts = (_text_by(name, body, "strict") for name in names)
    return next((text for text in texts if text is not None), None) or _damaged(body, names)


def _text_by(name: str, body: bytes, errors: str) -> str | None:
    try:
        return body.decode(resolve_encoding(name) or name, errors)
    except (LookupError, ValueError):  # no such codec, none for text, or not these bytes
        return None


def _damaged(body: bytes, names: list[str]) -> str:
    """Return text of bytes that fit none of ``names``: UTF-8 where that explains half of them."""
    text = body.decode(errors="replace")
    strange = len(text) - len(body.translate(None, _ABOVE_ASCII))
    if text.count("\ufffd") * 2 <= strange:
        return text
    others = (_text_by(name, body, "replace") for name in names if not _is_utf8(name))
    return next(filter(None, others), None) or body.decode("windows-1252", "replace")


def _is_utf8(name: str) -> bool:
    return (resolve_encoding(name) or name) == "utf-8"
