"""A time stamp (RFC 3161) by an authority: it states that a text existed at a moment."""

from __future__ import annotations

import hashlib

import requests
from rfc3161_client import HashAlgorithm, TimestampRequestBuilder, decode_timestamp_response

from recount.errors import BundleError

TIMEOUT = 60
"""Seconds that a server may take to connect or to answer."""

_KIND = "application/timestamp-query"


def time_stamp(address: str, text: bytes) -> bytes:
    """The answer of a time stamp server about a text, as ``openssl ts`` reads it.

    Errors: ``BundleError`` for a server that cannot be reached, or whose answer is about something else.
    """
    request = (
        TimestampRequestBuilder()
        .data(text)
        .hash_algorithm(HashAlgorithm.SHA512)
        .nonce(nonce=True)
        .cert_request(cert_request=True)
        .build()
    )
    raw = ask(address, request.as_bytes())
    try:
        stamp = decode_timestamp_response(raw).tst_info
    except ValueError as error:
        raise refused(address, str(error)) from None
    if (
        stamp.nonce != request.nonce
        or stamp.message_imprint.message != hashlib.sha512(text).digest()
    ):
        raise refused(address, "a time stamp of something else")
    return raw


def ask(address: str, question: bytes) -> bytes:
    """What a time stamp server answers.

    Errors: ``BundleError`` for a server that cannot be reached or refuses.
    """
    try:
        answer = requests.post(address, question, headers={"Content-Type": _KIND}, timeout=TIMEOUT)
        answer.raise_for_status()
    except requests.RequestException as error:
        raise refused(address, " ".join(str(error).split())[:200]) from None
    return answer.content


def refused(address: str, found: str) -> BundleError:
    """The error for a server that gives no time stamp."""
    return BundleError(
        "there is no time stamp, and no bundle was written", address, "a time stamp (RFC 3161)", found,
        "Try again, name another server, or leave out --timestamp.",
    )  # fmt: skip
