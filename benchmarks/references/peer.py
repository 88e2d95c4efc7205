"""haiku.rag 0.101.1 from PyPI, in its own environment, with our embedding model.

It gets the vectors over its OpenAI-compatible embeddings endpoint, from a server on the loopback
interface that lives as long as the search, and our model's ``query: `` and ``passage: `` through
its own prefix settings. Its PDF converter loads layout models from a hub, so PDFs go in as the
text that pypdf finds, and Markdown and HTML as they are; its chunker (hybrid, 256 tokens, headings
before each chunk) and search (hybrid, reciprocal rank) are at their defaults. Its chunker counts
tokens with our model's vocabulary. It does not know pages of such text: any page counts as right.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import platformdirs

from benchmarks.references.embedding_server import serve_embeddings
from benchmarks.references.originals import read_originals
from eval.judging import DEPTH, Ranked
from index.e5_weights import read_weights

PACKAGES = (
    "haiku.rag-slim==0.101.1",
    "docling-slim[format-markdown,format-html,format-web,convert-core,feat-chunking]==2.142.0",
)
_WORKER = Path(__file__).with_name("peer_worker.py")
_PAGE_BREAK = "\n\n"


def search_haiku(folder: Path, questions: Sequence[str], python: Path) -> list[list[Ranked]]:
    """Return what haiku.rag finds for each question.

    Args:
        folder: With the documents.
        questions: As asked.
        python: An interpreter of version 3.12 or later, from which its environment is made.
    """
    interpreter = prepare_environment(python)
    with tempfile.TemporaryDirectory() as work, serve_embeddings() as base_url:
        job = {
            "database": f"{work}/haiku.lancedb",
            "tokenizer": str(write_tokenizer(Path(work) / "tokenizer")),
            "base_url": base_url,
            "dimension": read_weights().hidden,
            "depth": DEPTH,
            "documents": [
                {
                    "slug": original.slug,
                    "format": "html" if original.suffix == ".html" else "md",
                    "text": _PAGE_BREAK.join(original.pages),
                }
                for original in read_originals(folder)
            ],
            "questions": list(questions),
        }
        path = Path(work) / "job.json"
        path.write_text(json.dumps(job), encoding="utf-8")
        subprocess.run([interpreter, "-P", _WORKER, path], check=True)
        found = json.loads(path.with_suffix(".found").read_text(encoding="utf-8"))
    return [[Ranked(hit["slug"], hit["text"]) for hit in hits] for hits in found]


def prepare_environment(python: Path) -> Path:
    """Return the interpreter of haiku.rag's environment, made in the user's cache if need be."""
    folder = Path(platformdirs.user_cache_dir("policydesk")) / "haiku-rag-0.101.1"
    interpreter = folder / "bin" / "python"
    if not (folder / "complete").exists():
        subprocess.run([python, "-m", "venv", "--clear", folder], check=True)
        subprocess.run([interpreter, "-m", "pip", "install", "-q", *PACKAGES], check=True)
        (folder / "complete").touch()
    return interpreter


def write_tokenizer(folder: Path) -> Path:
    """Write our model's vocabulary as a folder that ``transformers`` loads; return the folder."""
    vocabulary = read_weights().vocabulary
    tokenizer: dict[str, Any] = {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [],
        "normalizer": {"type": "NFKC"},
        "pre_tokenizer": {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always"},
        "post_processor": None,
        "decoder": {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always"},
        "model": {
            "type": "Unigram",
            "unk_id": vocabulary.unk,
            "vocab": list(zip(vocabulary.pieces, vocabulary.scores, strict=True)),
        },
    }
    folder.mkdir()
    (folder / "tokenizer.json").write_text(json.dumps(tokenizer), encoding="utf-8")
    configuration = {"tokenizer_class": "PreTrainedTokenizerFast", "model_max_length": 512}
    (folder / "tokenizer_config.json").write_text(json.dumps(configuration), encoding="utf-8")
    return folder
