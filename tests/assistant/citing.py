"""Citations made by hand, for what works on citations alone."""

from corpus.types import Citation, DocumentInfo, Hit, Locator, Passage


def cite(n: int, quote: str, slug: str = "", **info: object) -> Citation:
    slug = slug or f"doc-{n}"
    about = DocumentInfo(slug, **{"title": f"Document {n}", **info})
    place = Locator(None, (), None, 0, len(quote))
    return Citation(
        n, quote, place, Hit(n, 1.0, 0.9, Passage(slug, slug, 0, quote, "", place), about)
    )
