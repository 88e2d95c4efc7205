"""The shared documents are linked to the catalogue, and the catalogue counts as they do."""

import pytest

from corpus.catalog import load_catalog
from corpus.standing import find_standing
from index.extent import count_series

pytestmark = pytest.mark.corpus


@pytest.mark.parametrize(
    ("slug", "instrument", "status", "kinds"),
    [
        ("us-executive-order-14110-2023", "us-eo-14110", "rescinded", ["rescinded"]),
        ("us-executive-order-14110-fact-sheet-2023", "us-eo-14110-fact-sheet", "unknown",
         ["rescinded"]),
        ("us-executive-order-14179-2025", "us-eo-14179", "in force", []),
        ("us-national-security-memorandum-ai-2024", "us-nsm-25", "rescinded", ["rescinded"]),
        ("eu-ai-act-2024-1689", "eu-ai-act", "in force", ["amended"]),
        ("eu-gpai-code-of-practice-first-draft-2024", "eu-gpai-code-of-practice", "draft",
         ["final"]),
        ("korea-ai-basic-act-bill-2024", "korea-ai-basic-act", "draft", ["final", "amended"]),
        ("japan-ai-guidelines-for-business-v1-2024", "japan-ai-guidelines-for-business",
         "superseded", ["superseded"]),
        ("oecd-ai-recommendation-2019", "oecd-ai-recommendation", "superseded", ["amended"]),
        ("nist-ai-600-1-genai-profile", "nist-ai-600-1", "in force", []),
        ("paris-ai-action-summit-statement-2025", "paris-ai-action-summit-statement", "in force",
         []),
    ],
)  # fmt: skip
def test_a_document_has_the_status_of_its_instrument(
    shared_documents, slug, instrument, status, kinds
):
    info = shared_documents[slug][0].info
    standing = find_standing(info)
    assert (info.instrument, standing.status) == (instrument, status)
    assert [event.kind for event in standing.events] == kinds


@pytest.mark.parametrize(
    "entry", [e for e in load_catalog() if e.provisions], ids=lambda entry: entry.slug
)
def test_the_catalogue_counts_provisions_as_the_documents_do(shared_documents, entry):
    documents = [d for d, _ in shared_documents.values() if d.info.instrument == entry.slug]
    assert documents
    for document in documents:
        counted = count_series(a.address for a in document.places.anchors if a.address)
        for series, count in entry.provisions:
            assert counted.get(series, count) == count
            assert count or series not in counted
