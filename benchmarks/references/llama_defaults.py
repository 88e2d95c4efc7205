"""LlamaIndex as its starter tutorial shows it: sentence splitter, vector index, top k.

``SimpleDirectoryReader`` needs a package of readers that this project does not, so the documents
are made as its readers make them: one per PDF page (pypdf) with ``page_label`` and ``file_path``
in the metadata, which are embedded with the text; HTML without its tags. The default splitter has
1,024 tokens with 20 of overlap; 256 is the fairer size for a small embedding model.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from assistant.settings import load_settings
from benchmarks.references.originals import read_originals
from eval.judging import DEPTH, Ranked
from index.embedders import open_bundled


def search_llama_index(
    folder: Path, questions: Sequence[str], chunk_size: int, overlap: int
) -> list[list[Ranked]]:
    """Return what a default ``VectorStoreIndex`` finds for each question.

    Args:
        folder: With the documents.
        questions: As asked.
        chunk_size: Of the splitter, in its tokens.
        overlap: Of neighbouring chunks, in its tokens.
    """
    from bs4 import BeautifulSoup
    from llama_index.core import Document, VectorStoreIndex
    from llama_index.core.node_parser import SentenceSplitter
    from llama_index.core.node_parser.text.utils import split_by_sentence_tokenizer_internal
    from nltk.tokenize import PunktSentenceTokenizer

    punkt = PunktSentenceTokenizer()
    # The default, but for a list of stop words that it loads, does not use, and that NLTK refuses
    # to read where the package manager has linked the file.
    splitter = SentenceSplitter(
        chunk_size=chunk_size,
        chunk_overlap=overlap,
        chunking_tokenizer_fn=lambda text: split_by_sentence_tokenizer_internal(text, punkt),
    )
    documents = []
    for original in read_originals(folder):
        for number, page in enumerate(original.pages, 1):
            metadata = {"file_path": original.slug + original.suffix}
            if original.suffix == ".pdf":
                metadata["page_label"] = str(number)
            is_html = original.suffix == ".html"
            text = BeautifulSoup(page, "html.parser").get_text() if is_html else page
            documents.append(Document(text=text, metadata=metadata))
    index = VectorStoreIndex.from_documents(
        documents,
        transformations=[splitter],
        embed_model=open_bundled(load_settings().cache),
    )
    retriever = index.as_retriever(similarity_top_k=DEPTH)
    found = []
    for question in questions:
        ranked = []
        for node in retriever.retrieve(question):
            page = node.metadata.get("page_label")
            number = int(page) if page else None
            slug = Path(node.metadata["file_path"]).stem
            ranked.append(Ranked(slug, node.get_content(), number, number))
        found.append(ranked)
    return found
