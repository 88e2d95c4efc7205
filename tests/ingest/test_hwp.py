import random
import struct
import time
import zlib
from pathlib import Path

import pytest

from corpus.errors import RejectedDocument
from ingest.readers import hwp_records
from ingest.readers.hangul import read_hangul
from ingest.readers.hwp import read_hwp
from tests.documents.hangul import (
    CTRL_HEADER,
    NUMBERING,
    PARA_HEADER,
    PARA_SHAPE,
    PARA_TEXT,
    Note,
    Table,
    bin_section,
    counted,
    deflated,
    hwp,
    name,
    ole,
    p,
    record,
    wide,
)

PATH = Path("act.hwp")
WORDS = p("정원기계 안전 규정이다.")
DAMAGED = "the HWP file is damaged or incomplete"
FULL = hwp([p("제1장 총칙"), p("글", Note("주", 1)), p(Table([["가", "나"], ["다", "라"]]))])


def texts(data):
    return [b.text for b in read_hwp(data, PATH).blocks]


def rejection(data):
    with pytest.raises(RejectedDocument) as caught:
        read_hangul(data, PATH)
    return str(caught.value).removeprefix("act.hwp: ")


def section(data):
    """A document whose one section has these bytes."""
    return hwp([], streams={"BodyText/Section0": deflated(data)})


def test_a_file_that_is_not_compressed_is_read_too():
    assert texts(hwp([WORDS], flags=0)) == ["정원기계 안전 규정이다."]


def test_sections_come_by_number():
    assert texts(hwp(*[[p(f"구역 {n}")] for n in range(11)])) == [f"구역 {n}" for n in range(11)]


def test_the_title_is_the_one_in_the_summary():
    assert read_hwp(hwp([WORDS], title="정원기계 안전법"), PATH).title == "정원기계 안전법"
    assert read_hwp(hwp([WORDS], title="붙임.hwp"), PATH).title is None


def test_a_broken_summary_costs_the_title_and_nothing_else():
    reading = read_hwp(hwp([WORDS], streams={"\x05HwpSummaryInformation": bytes(20)}), PATH)
    assert (reading.title, len(reading.blocks)) == (None, 1)


@pytest.mark.parametrize(
    ("flags", "message"),
    [
        (
            3,
            "the HWP file is encrypted with a password. "
            "Open it in Hangul and save it as HWPX without password.",
        ),
        (
            5,
            "the HWP file is made for distribution (배포용) and locked. "
            "Ask its publisher for HWPX or PDF.",
        ),
        (
            1 | 1 << 4,
            "the HWP file is encrypted by rights management (DRM). "
            "Ask its publisher for HWPX or PDF.",
        ),
    ],
)
def test_a_locked_file_is_refused_by_name(flags, message):
    assert rejection(hwp([WORDS], flags=flags)) == message


def test_another_file_of_the_same_container_is_refused():
    assert rejection(ole({"WordDocument": bytes(5000)})).startswith("it is an Office file of old")


def test_a_record_that_says_it_is_longer_than_the_section_is_damage():
    lie = bin_section([WORDS]) + struct.pack("<II", PARA_TEXT | 0xFFF << 20, 0xFFFFFFF0)
    assert rejection(section(lie)).startswith(DAMAGED)


def test_controls_that_are_missing_or_too_many_lose_no_text():
    text = b"".join(struct.pack("<H", 11) + bytes(14) for _ in range(3)) + wide("글이다.\r")
    body = record(PARA_HEADER, 0, bytes(24)) + record(PARA_TEXT, 1, text)
    assert texts(section(body)) == ["글이다."]
    extra = record(CTRL_HEADER, 1, name("tbl ")) + record(CTRL_HEADER, 1, b"x")
    assert texts(section(body + extra)) == ["글이다."]


def test_a_control_cut_off_at_the_end_of_the_text_ends_it():
    text = wide("글이다.") + struct.pack("<H", 11) + bytes(3)
    body = record(PARA_HEADER, 0, bytes(24)) + record(PARA_TEXT, 1, text)
    assert texts(section(body))[0].startswith("글이다.")


def test_a_paragraph_that_names_shapes_nobody_defined_is_plain():
    body = record(PARA_HEADER, 0, b"\xff" * 24) + record(PARA_TEXT, 1, wide("글이다."))
    body += record(68, 1, struct.pack("<IIII", 0, 999, 2, 0xFFFFFFFF))
    assert texts(section(body)) == ["글이다."]


def test_a_bomb_is_refused_before_it_unpacks():
    pack = zlib.compressobj(9, zlib.DEFLATED, -15)
    bomb = b"".join(pack.compress(bytes(10_000_000)) for _ in range(30)) + pack.flush()
    message = rejection(hwp([], streams={"BodyText/Section0": bomb}))
    assert message == "unpacked it is over the limit of 200 MB. Split the document into parts."


def test_too_many_records_are_refused(monkeypatch):
    monkeypatch.setattr(hwp_records, "MAX_RECORDS", 100)
    assert rejection(hwp(*[[WORDS] * 3] * 20)).startswith("it has over 100 records")
    assert rejection(section(bytes(4000))).startswith("it has over 100 records")


def test_a_long_number_template_does_not_multiply():
    level = bytes(12) + counted("^n" * 30_000)
    numbering = record(NUMBERING, 0, level * 7 + bytes(30))
    shape = record(PARA_SHAPE, 0, struct.pack("<I", 2 << 23) + bytes(26) + struct.pack("<H", 1))
    info = deflated(numbering + shape)
    [text] = texts(hwp([p("글이다.")], streams={"DocInfo": info}))
    assert len(text) < 2_000


def test_deep_nesting_is_refused_and_shallow_read():
    inner = [p("속의 글")]
    for _ in range(40):
        inner = [p(Table([[inner]]))]
    assert texts(hwp(inner)) == ["속의 글"]
    for _ in range(40):
        inner = [p(Table([[inner]]))]
    assert rejection(hwp(inner)).startswith("its tables are nested too deeply")


def test_a_stream_cut_in_the_middle_is_damage():
    whole = deflated(bin_section([WORDS] * 50))
    assert rejection(hwp([], streams={"BodyText/Section0": whole[:-30]})).startswith(DAMAGED)


@pytest.mark.parametrize("gone", ["DocInfo", "BodyText/Section0"])
def test_a_missing_stream_is_damage(gone):
    assert rejection(hwp([WORDS], streams={gone: None})).startswith(DAMAGED)


@pytest.mark.parametrize("cut", range(8, len(FULL), 211))
def test_a_file_cut_anywhere_is_read_or_rejected_in_one_line(cut):
    try:
        read_hangul(FULL[:cut], PATH)
    except RejectedDocument as error:
        assert "\n" not in str(error)


def test_random_damage_never_crashes_or_hangs():
    chance = random.Random(1)
    started = time.monotonic()
    for _ in range(400):
        data = bytearray(FULL)
        for _ in range(chance.randint(1, 8)):
            data[chance.randrange(8, len(data))] = chance.choice((0, 1, 127, 254, 255))
        try:
            read_hangul(bytes(data), PATH)
        except RejectedDocument as error:
            assert "\n" not in str(error)
    assert time.monotonic() - started < 30


def test_random_records_never_crash():
    chance = random.Random(2)
    plain = bin_section([p("글", Note("주", 1)), p(Table([["가", "나"], ["다", "라"]])), WORDS])
    for _ in range(400):
        data = bytearray(plain)
        for _ in range(chance.randint(1, 6)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            read_hangul(section(bytes(data)), PATH)
        except RejectedDocument as error:
            assert "\n" not in str(error)
