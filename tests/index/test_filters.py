import pytest

from corpus.errors import UsageError
from corpus.types import DocumentInfo, Filters
from index.filters import check_filters, select_documents

DOCUMENTS = [
    DocumentInfo("act", "Harbour Act", "Harbour Authority", "2024-05-21", "en", "law", "in force"),
    DocumentInfo("bill", "항만 법안", "항만청", "2024-05", "ko", "law", "draft"),
    DocumentInfo("note", "Harbour note", None, "2023", "en"),
    DocumentInfo("memo", "Harbour memo", "Harbour Authority", None, "en", "memorandum"),
]


@pytest.mark.parametrize(
    ("filters", "slugs"),
    [
        (Filters(), "act bill note memo"),
        (Filters(kinds=("law",)), "act bill"),
        (Filters(kinds=("unknown",)), "note"),
        (Filters(kinds=("law", "memorandum"), languages=("en",)), "act memo"),
        (Filters(statuses=("draft", "unknown")), "bill note memo"),
        (Filters(publishers=("harbour",)), "act memo"),
        (Filters(documents=("note", "bill")), "bill note"),
        (Filters(after="2024"), "act bill"),
        (Filters(after="2024-05-22"), "bill"),
        (Filters(after="2024-06"), ""),
        (Filters(before="2024-05"), "act bill note"),
        (Filters(before="2024-05-20"), "bill note"),
        (Filters(before="2023"), "note"),
        (Filters(after="2023", before="2024-05-21"), "act bill note"),
    ],
)
def test_a_document_passes_when_every_filter_lets_it(filters, slugs):
    assert [info.slug for info in select_documents(DOCUMENTS, filters)] == slugs.split()


@pytest.mark.parametrize(
    ("filters", "message"),
    [
        (Filters(after="2024-13"), "2024-13: it is no date. Write 2024, 2024-05 or"),
        (Filters(before="last year"), "last year: it is no date."),
        (Filters(after=""), "'': it is no date."),
        (Filters(after="2025", before="2024"), "2025: documents cannot be from then on and until"),
        (Filters(statuses=("valid\n",)), "valid: there is no such status. Choose of: in force,"),
        (Filters(documents=("x",)), "x: the library holds no such document. See: policydesk"),
    ],
)
def test_a_filter_that_cannot_be_meant_is_one_line(filters, message):
    with pytest.raises(UsageError) as caught:
        check_filters(filters, {info.slug: info for info in DOCUMENTS})
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize(
    "filters", [Filters(after="2024-05", before="2024"), Filters(after="2024", before="2024-05")]
)
def test_bounds_of_different_length_may_overlap(filters):
    check_filters(filters, {})
