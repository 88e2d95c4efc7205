import io
import zipfile
from pathlib import Path

import pytest

from corpus.errors import RejectedDocument
from ingest.readers.hangul import read_hangul
from ingest.readers.hwpx import read_hwpx
from tests.documents.hangul import Table, Xml, hwpx, p, xml_list, xml_package, xml_section

PATH = Path("act.hwpx")
WORDS = p("정원기계 안전 규정이다.")
WHOLE = hwpx([WORDS])
ENTITIES = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;">]><a>&c;</a>'
LOCK = "<m><file-entry><encryption-data/></file-entry></m>"
DAMAGED = "the HWPX file is damaged or incomplete. Download or export it again."
AGAIN = "Save it again as HWPX and add that."


def texts(*paragraphs, **more):
    return [b.text for b in read_hwpx(hwpx(list(paragraphs), **more), PATH).blocks]


def rejection(data, path=PATH):
    with pytest.raises(RejectedDocument) as caught:
        read_hangul(data, path)
    return str(caught.value).removeprefix(f"{path.name}: ")


def deep(levels):
    inner = [p("속의 글")]
    for _ in range(levels):
        inner = [p(Table([[inner]]))]
    return inner


def zipped(**parts):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return buffer.getvalue()


def test_deleted_text_is_out_and_inserted_text_is_in():
    tracked = (
        '<hp:t>앞<hp:deleteBegin Id="1"/>지운<hp:deleteEnd Id="1"/>'
        '<hp:insertBegin Id="2"/> 넣은<hp:insertEnd Id="2"/> 뒤</hp:t>'
    )
    assert texts(p(Xml(tracked))) == ["앞 넣은 뒤"]


def test_a_deletion_over_several_paragraphs_takes_their_tables_and_notes_too():
    found = texts(
        p(Xml('<hp:t>앞<hp:deleteBegin Id="7"/>지운 글</hp:t>')),
        p(Table([["지운", "표"], ["1", "2"]])),
        p(Xml('<hp:t>지운 글<hp:deleteEnd Id="7"/>뒤</hp:t>')),
    )
    assert found == ["앞", "뒤"]


def test_a_deletion_that_never_ends_deletes_nothing():
    assert texts(p(Xml('<hp:t>앞<hp:deleteBegin Id="1"/>뒤</hp:t>')), WORDS) == [
        "앞뒤", "정원기계 안전 규정이다.",
    ]  # fmt: skip


def test_the_words_of_links_and_fields_are_read_and_their_settings_are_not():
    field = (
        '<hp:ctrl><hp:fieldBegin type="HYPERLINK"><hp:parameters><hp:stringParam name="Command">'
        "https://example.org</hp:stringParam></hp:parameters></hp:fieldBegin></hp:ctrl>"
        "<hp:t>정원과 누리집</hp:t><hp:ctrl><hp:fieldEnd/></hp:ctrl>"
    )
    assert texts(p("여기: ", Xml(field))) == ["여기: 정원과 누리집"]


def test_shapes_in_groups_and_captions_of_pictures_are_read():
    group = (
        f"<hp:container><hp:ellipse><hp:drawText>{xml_list([p('둥근 상자')])}</hp:drawText>"
        f"</hp:ellipse></hp:container><hp:pic><hp:caption>{xml_list([p('그림 1 정원')])}"
        '</hp:caption></hp:pic><hp:textart text="꾸민 글"/>'
    )
    assert texts(p(Xml(group))) == ["둥근 상자", "그림 1 정원", "꾸민 글"]


def test_overlaid_and_annotated_letters_are_read_once():
    letters = '<hp:compose composeText="㊕"/><hp:dutmal><hp:mainText>정원</hp:mainText>'
    letters += "<hp:subText>庭園</hp:subText></hp:dutmal>"
    assert texts(p("글자 ", Xml(letters))) == ["글자 ㊕정원"]


def test_of_two_ways_to_draw_the_one_for_every_program_is_read():
    switch = (
        f"<hp:switch><hp:case><hp:rect><hp:drawText>{xml_list([p('새')])}</hp:drawText></hp:rect>"
        f"</hp:case><hp:default><hp:rect><hp:drawText>{xml_list([p('옛')])}</hp:drawText>"
        "</hp:rect></hp:default></hp:switch>"
    )
    assert texts(p(Xml(switch))) == ["옛"]


def test_a_note_may_have_a_mark_of_its_own_or_no_number_at_all():
    def note(inner):
        body = f"<hp:subList><hp:p><hp:run>{inner}<hp:t>주</hp:t></hp:run></hp:p></hp:subList>"
        return Xml(f"<hp:ctrl><hp:footNote>{body}</hp:footNote></hp:ctrl>")

    star = '<hp:ctrl><hp:autoNum num="1"><hp:autoNumFormat type="USER_CHAR" userChar="*"/>'
    star += "</hp:autoNum></hp:ctrl>"
    found = read_hwpx(hwpx([p("글", note(star)), p("글", note(""))]), PATH).blocks
    assert [(b.kind, b.label, b.text) for b in found] == [
        ("paragraph", "", "글*"), ("footnote", "*", "주"),
        ("paragraph", "", "글²"), ("footnote", "2", "주"),
    ]  # fmt: skip


def test_an_outline_style_alone_makes_a_heading():
    section = xml_section([p("현황"), WORDS]).replace(
        'paraPrIDRef="0" styleIDRef="0"><hp:run charPrIDRef="0"><hp:t>현황',
        'paraPrIDRef="0" styleIDRef="1"><hp:run charPrIDRef="0"><hp:t>현황',
    )
    found = read_hwpx(hwpx([], parts={"Contents/section0.xml": section}), PATH).blocks
    assert [(b.kind, b.level) for b in found] == [("heading", 2), ("paragraph", 0)]


def test_sections_come_in_the_order_of_the_package_file():
    package = xml_package(2).replace('idref="section0"', 'idref="x"')
    package = package.replace(
        'idref="section1"/>', 'idref="section1"/><opf:itemref idref="section0"/>'
    )
    data = hwpx([p("첫째 구역")], [p("둘째 구역")], parts={"Contents/content.hpf": package})
    assert [b.text for b in read_hwpx(data, PATH).blocks] == ["둘째 구역", "첫째 구역"]


def test_without_a_package_file_sections_come_by_number():
    sections = [[p(f"구역 {n}")] for n in range(11)]
    data = hwpx(*sections, parts={"Contents/content.hpf": None})
    assert [b.text for b in read_hwpx(data, PATH).blocks] == [f"구역 {n}" for n in range(11)]


def test_a_missing_section_is_named_and_the_rest_is_read():
    reading = read_hwpx(hwpx([WORDS], [WORDS], parts={"Contents/section1.xml": None}), PATH)
    assert len(reading.blocks) == 1
    assert reading.warnings == ("Contents/section1.xml is missing from the file",)


def test_the_title_is_the_one_in_the_package_file():
    assert read_hwpx(hwpx([WORDS], title="정원기계 안전법"), PATH).title == "정원기계 안전법"
    assert read_hwpx(hwpx([WORDS], title="붙임.hwp"), PATH).title is None


def test_the_namespaces_of_a_later_edition_are_read_too():
    section = xml_section([WORDS]).replace(
        "http://www.hancom.co.kr/hwpml/2011/", "http://www.owpml.org/owpml/2024/"
    )
    assert texts(parts={"Contents/section0.xml": section}) == ["정원기계 안전 규정이다."]


def test_a_file_without_a_header_part_has_its_text():
    assert texts(WORDS, parts={"Contents/header.xml": None}) == ["정원기계 안전 규정이다."]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            hwpx([WORDS], parts={"META-INF/manifest.xml": LOCK}),
            "the HWPX file is encrypted with a password or made for distribution (배포용). "
            "Save a copy as HWPX without password or distribution lock.",
        ),
        (
            hwpx([WORDS], parts={"Contents/section0.xml": ENTITIES}),
            f"its XML declares a document type or entities. {AGAIN}",
        ),
        (
            hwpx([WORDS], parts={"../section0.xml": "<a/>"}),
            f"a part's name leads out of the file. {AGAIN}",
        ),
        (
            hwpx([WORDS], parts={"BinData/a.bmp": bytes(20_000_000)}),
            f"it unpacks to far more than any document (a ZIP bomb). {AGAIN}",
        ),
        (hwpx(deep(60)), f"its elements are nested too deeply. {AGAIN}"),
        (hwpx([WORDS])[:-60], DAMAGED),
        (hwpx([WORDS], parts={"Contents/section0.xml": "<hs:sec"}), DAMAGED),
        (
            hwpx([WORDS], parts={"Contents/section0.xml": None, "Contents/content.hpf": None}),
            "it has no text part, so it is no HWPX file or only a piece of one. "
            "Save it as HWPX again.",
        ),
        (
            zipped(word__document="<a/>"),
            "it has no text part, so it is no HWPX file or only a piece of one. "
            "Save it as HWPX again.",
        ),
        (
            hwpx([p()]),
            "no text in it. If its pages are pictures, save it as PDF and add that.",
        ),
        (
            b"HWP Document File V3.00 \x1a\1\2\3\4\5" + bytes(200),
            "it is of Hangul 97 or older (HWP 3). Open it in Hangul and save it as HWPX.",
        ),
        (
            b'<?xml version="1.0"?><HWPML Version="2.8"/>',
            "it is HWPML, an older XML format of Hangul. Open it in Hangul and save it as HWPX.",
        ),
        (
            b"%PDF-1.7 whatever",
            "not a Hangul document, whatever its name says. "
            "Open it in Hangul and save it as HWPX.",
        ),
    ],
)  # fmt: skip
def test_says_in_one_line_what_is_wrong_and_what_to_do(data, message):
    assert rejection(data) == message


@pytest.mark.parametrize("levels", [5, 40])
def test_tables_in_tables_are_read_as_deep_as_anyone_nests_them(levels):
    assert texts(*deep(levels)) == ["속의 글"]


def test_cells_that_lie_about_their_place_do_no_harm():
    section = xml_section([p(Table([["가", "나"], ["다", "라"]]))])
    for name in ("rowSpan", "colSpan", "colAddr", "rowAddr"):
        for value in ("999999999", "-1", "x", ""):
            lie = section.replace(f'{name}="1"', f'{name}="{value}"')
            assert texts(parts={"Contents/section0.xml": lie})


def test_a_table_of_many_cells_takes_no_time():
    rows = [[(2, 2, "머리")] * 2000, ["아래"] * 2, ["값"] * 20_000]
    assert texts(p(Table(rows)))


@pytest.mark.parametrize("cut", range(4, len(WHOLE), 97))
def test_a_file_cut_anywhere_is_rejected_in_one_line(cut):
    assert "\n" not in rejection(WHOLE[:cut])
