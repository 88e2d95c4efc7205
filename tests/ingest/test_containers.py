import io
import re
import stat
import struct
import zipfile
from functools import cache
from pathlib import Path

import pytest

from corpus.errors import RejectedDocument
from ingest.containers import (
    MAX_MEMBERS,
    check_container,
    check_xml,
    open_container,
    parse_xml,
    read_member,
)

PATH = Path("act.docx")
DAMAGED = "the DOCX file is damaged or incomplete"
DECLARES = "its XML declares a document type or entities"
NAME = "a part's name leads out of the file"
BILLION = (
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ha">'
    + "".join(f'<!ENTITY {chr(c + 1)} "{f"&{chr(c)};" * 10}">' for c in range(ord("b"), ord("k")))
    + "]><a>&k;</a>"
)
EXTERNAL = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'


def packed(*members: tuple[str, bytes | str], method=zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as container:
        for name, content in members:
            container.writestr(name, content)
    return buffer.getvalue()


def restated(data: bytes, size: int) -> bytes:
    """The archive of one member with another unpacked size in both of its headers."""
    entry = data.rindex(b"PK\x01\x02")
    changed = bytearray(data)
    struct.pack_into("<I", changed, 22, size)
    struct.pack_into("<I", changed, entry + 24, size)
    return bytes(changed)


def marked_encrypted(data: bytes) -> bytes:
    changed = bytearray(data)
    changed[6] |= 1
    changed[data.rindex(b"PK\x01\x02") + 8] |= 1
    return bytes(changed)


def link() -> bytes:
    member = zipfile.ZipInfo("word/document.xml")
    member.create_system = 3
    member.external_attr = (stat.S_IFLNK | 0o777) << 16
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as container:
        container.writestr(member, "/etc/passwd")
    return buffer.getvalue()


def twice(first: str, second: str) -> bytes:
    """Two members; their names are as long as each other, so that the second can be renamed."""
    return packed((first, "a"), (second[:-1] + "?", "b")).replace(
        (second[:-1] + "?").encode(), second.encode()
    )


@cache
def bomb(megabytes: int) -> bytes:
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as container,
        container.open("word/document.xml", "w", force_zip64=True) as member,
    ):
        for _ in range(megabytes):
            member.write(bytes(1_000_000))
    return buffer.getvalue()


GOOD = packed(("a.xml", "<a/>"), ("folder/", ""), ("media/b.png", b"\x89PNG" * 99))
REFUSED = [
    ("a renamed PDF", b"%PDF-1.7\n", "not a DOCX file, whatever its name says"),
    ("cut", GOOD[:-30], DAMAGED),
    ("half", GOOD[: len(GOOD) // 2], DAMAGED),
    ("encrypted members", marked_encrypted(packed(("a.xml", "<a/>"))), "encrypted with a password"),
    (
        "encrypted",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "the DOCX file is encrypted with a password. Save a copy without the password",
    ),
    (
        "old Word",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"),
        "it is of an older format, not DOCX, whatever its name says",
    ),
    (
        "many",
        packed(*((f"{n}.xml", "") for n in range(MAX_MEMBERS + 1))),
        "it has over 5,000 parts",
    ),
    ("1 GB of zeros", bomb(1000), "unpacked it is over the limit of 200 MB"),
    ("dense zeros", bomb(150), "(a ZIP bomb)"),
    ("lies small", restated(bomb(150), 1000), DAMAGED),
    ("lies large", restated(packed(("a.xml", "<a/>")), 99), DAMAGED),
    ("lzma", packed(("a.xml", "<a/>"), method=zipfile.ZIP_LZMA), "compressed in a way"),
    ("link", link(), "a part is a link"),
    ("doubled", twice("a.xml", "a.xml"), "two of its parts have the same name"),
    ("doubled but for case", twice("A.xml", "a.xml"), "two of its parts have the same name"),
    *(
        (name, packed((name, "<a/>")), NAME)
        for name in ("/a.xml", "../a.xml", "word/../../a.xml", "C:/a.xml", "..", "a\nb.xml")
    ),
    ("backslash", packed(("word/xa.xml", "<a/>")).replace(b"word/x", b"word\\x"), NAME),
    ("nul", packed(("a.xml-b.txt", "<a/>")).replace(b".xml-", b".xml\0"), NAME),
    ("billion laughs", packed(("word/document.xml", BILLION)), DECLARES),
    ("in UTF-16", packed(("word/document.xml", BILLION.encode("utf-16"))), DECLARES),
    ("external entity", packed(("_rels/.rels", EXTERNAL)), DECLARES),
    ("outer DTD", packed(("a.XML", '<!DOCTYPE a SYSTEM "http://x/y.dtd"><a/>')), DECLARES),
    ("deep", packed(("a.xml", "<a>" * 10_000 + "</a>" * 10_000)), "nested too deeply"),
    ("unbound prefix", packed(("a.xml", "<w:a/>")), DAMAGED),
    ("torn XML", packed(("a.xml", "<a><b></a>")), DAMAGED),
    ("unknown encoding", packed(("a.xml", '<?xml version="1.0" encoding="utf-7"?><a/>')), DAMAGED),
]


@pytest.mark.parametrize(("data", "message"), [pytest.param(d, m, id=i) for i, d, m in REFUSED])
def test_a_harmful_container_is_refused_in_one_line(data, message):
    with pytest.raises(RejectedDocument, match=re.escape(message)) as caught:
        check_container(data, PATH)
    assert str(caught.value).startswith("act.docx: ")
    assert "\n" not in str(caught.value)


def test_a_harmless_container_passes_and_is_read():
    check_container(GOOD, PATH)
    with open_container(GOOD, PATH) as container:
        assert read_member(container, "a.xml", PATH) == b"<a/>"
        assert read_member(container, "media/b.png", PATH) == b"\x89PNG" * 99


def test_names_the_part_that_is_missing():
    with (
        open_container(GOOD, PATH) as container,
        pytest.raises(RejectedDocument, match=r"incomplete: it has no word/document\.xml\. Export"),
    ):
        read_member(container, "word/document.xml", PATH)


def test_a_lie_about_the_size_is_met_with_a_bounded_read():
    with (
        open_container(restated(bomb(150), 1000), PATH) as container,
        pytest.raises(RejectedDocument, match=DAMAGED),
    ):
        read_member(container, "word/document.xml", PATH)


def test_an_archive_inside_is_data_like_any_other():
    check_container(packed(("a.xml", "<a/>"), ("embedded.zip", bomb(300))), PATH)


@pytest.mark.parametrize("cut", range(1, len(GOOD), 7))
def test_a_container_cut_anywhere_is_refused(cut):
    with pytest.raises(RejectedDocument):
        check_container(GOOD[:cut], PATH)


@pytest.mark.parametrize("at", range(0, len(GOOD), 5))
def test_a_container_with_a_changed_byte_is_read_or_refused_but_never_crashes(at):
    changed = bytearray(GOOD)
    changed[at] ^= 0xFF
    try:
        check_container(bytes(changed), PATH)
    except RejectedDocument as error:
        assert "\n" not in str(error)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_xml_is_parsed_whatever_its_encoding(encoding):
    assert parse_xml("<a>제1조</a>".encode(encoding), PATH).text == "제1조"


def test_xml_of_too_many_elements_is_refused():
    check_xml(b"<a><b/></a>", PATH, max_elements=2)
    with pytest.raises(RejectedDocument, match="over 1 XML elements"):
        check_xml(b"<a><b/></a>", PATH, max_elements=1)
