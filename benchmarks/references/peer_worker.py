"""Runs inside haiku.rag's environment: reads a job, writes what was found beside it."""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from pathlib import Path
from typing import Any


async def run(job: dict[str, Any]) -> list[list[dict[str, str]]]:
    """Add the job's documents to a fresh database and search for its questions."""
    from haiku.rag.client import HaikuRAG
    from haiku.rag.config import AppConfig

    config = AppConfig()
    model = config.embeddings.model
    model.provider, model.name, model.vector_dim = "openai", "e5", job["dimension"]
    model.base_url, model.api_key = job["base_url"], "unused"
    model.query_prefix, model.document_prefix = "query: ", "passage: "
    config.processing.chunking_tokenizer = job["tokenizer"]
    config.processing.conversion_options.fetch_remote_images = False
    config.processing.pictures = "none"
    found = []
    async with HaikuRAG(Path(job["database"]), config=config, create=True) as client:
        began = time.perf_counter()
        for document in job["documents"]:
            await client.create_document(
                document["text"],
                uri=document["slug"],
                title=document["slug"],
                format=document["format"],
            )
        print(f"haiku.rag: documents added in {time.perf_counter() - began:.0f} s", flush=True)
        for question in job["questions"]:
            results = await client.search(question, limit=job["depth"], include_images=False)
            found.append([_hit(result) for result in results])
    return found


def _hit(result: Any) -> dict[str, str]:
    headings = (result.chunk_meta or {}).get("headings") or []
    return {"slug": result.document_uri, "text": "\n".join([*headings[-2:], result.content])}


if __name__ == "__main__":
    os.environ["HF_HUB_OFFLINE"] = "1"
    path = Path(sys.argv[1])
    answer = asyncio.run(run(json.loads(path.read_text(encoding="utf-8"))))
    path.with_suffix(".found").write_text(json.dumps(answer), encoding="utf-8")
