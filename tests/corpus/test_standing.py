"""How documents stand today, by the catalogue."""

import pytest

from corpus.catalog import find_instrument, load_bodies
from corpus.standing import events_since, find_standing, text_status
from corpus.types import DocumentInfo


def info(instrument: str, date: str | None = None, **more) -> DocumentInfo:
    more = {"found": ("status",), **more}
    return DocumentInfo("doc", "A document", date=date, instrument=instrument, **more)


@pytest.mark.parametrize(
    ("document", "status", "since", "kinds"),
    [
        (info("us-eo-14110", "2023-10-30", status="in force"), "rescinded", "2025-01-20",
         ["rescinded"]),
        (info("us-eo-14179", "2025-01-23", status="in force"), "in force", None, []),
        (info("oecd-ai-recommendation", "2019-05-22", status="superseded"), "superseded",
         "2024-05-03", ["amended"]),
        (info("oecd-ai-recommendation", "2024-05-03", status="in force"), "in force", None, []),
        (info("japan-ai-guidelines-for-business", status="in force", version="1.1"), "in force",
         None, []),
        (info("korea-ai-basic-act", "2024-12", status="draft"), "draft", None,
         ["final", "amended"]),
        (info("korea-ai-basic-act", "2025-01-21", status="in force"), "in force", None,
         ["amended"]),
        (info("us-eo-14110-fact-sheet", "2023-10-30"), "unknown", None, ["rescinded"]),
        (DocumentInfo("doc", "Unknown to the catalogue", status="draft"), "draft", None, []),
    ],
)  # fmt: skip
def test_what_happened_after_a_document_was_issued_decides_how_it_stands(
    document, status, since, kinds
):
    standing = find_standing(document)
    assert (standing.status, standing.since) == (status, since)
    assert [event.kind for event in standing.events] == kinds


@pytest.mark.parametrize(
    ("document", "outdated"),
    [
        (info("us-eo-14110", "2023-10-30", status="in force"), True),
        (info("us-eo-14110-fact-sheet", "2023-10-30"), True),
        (info("eu-gpai-code-of-practice", "2024-11-14", status="draft"), True),
        (info("eu-ai-act", "2024-07-12", status="in force"), False),
        (info("korea-ai-basic-act", "2025-01-21", status="in force"), False),
    ],
)
def test_a_text_is_outdated_if_it_ended_or_is_a_draft_but_not_if_it_was_amended(document, outdated):
    assert find_standing(document).outdated is outdated


def test_a_digest_is_as_old_as_the_text_that_it_follows():
    digest = info("korea-ai-basic-act", "2025-01-21", language="ko", is_digest=True)
    assert [e.kind for e in find_standing(digest).events] == ["final", "amended"]


def test_a_status_that_somebody_stated_stays():
    stated = info("us-eo-14110", "2023-10-30", status="in force", found=())
    assert find_standing(stated).status == "in force"
    assert find_standing(stated).events


def test_of_a_text_of_unknown_date_every_event_is_told():
    entry = find_instrument("oecd-ai-recommendation")
    assert len(events_since(None, entry)) == len(events_since("2019", entry)) == 1
    assert events_since("2024-05-03", entry) == ()


def test_a_date_that_is_only_a_year_may_lie_before_an_event_of_that_year():
    body = next(b for b in load_bodies() if b.slug == "uk-ai-safety-institute")
    assert events_since("2025", body)
    assert not events_since("2025-03", body)


@pytest.mark.parametrize(
    ("date", "version", "status"),
    [
        ("2024-04-19", None, "superseded"),
        (None, "1.0", "superseded"),
        (None, "1.1", "in force"),
        (None, None, "unknown"),
        ("2026-03-31", None, "in force"),
    ],
)
def test_texts_of_one_instrument_have_their_own_status(date, version, status):
    entry = find_instrument("japan-ai-guidelines-for-business")
    assert text_status(entry, date, version) == status
