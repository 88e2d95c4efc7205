"""Serves the bundled embedding model over the OpenAI embeddings protocol, on loopback only."""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from assistant.settings import load_settings
from index.encoder import Encoder, load_encoder


@contextmanager
def serve_embeddings() -> Iterator[str]:
    """Yield the base URL of an embeddings endpoint; it embeds texts as they come, unprefixed."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(load_encoder(load_settings().cache)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1"
    finally:
        server.shutdown()
        server.server_close()


def embeddings_answer(encoder: Encoder, request: dict[str, Any]) -> dict[str, Any]:
    """Return the protocol's answer to a request: ``input`` is one text or several."""
    texts = request["input"]
    vectors = encoder.encode([texts] if isinstance(texts, str) else texts)
    data = []
    for number, vector in enumerate(vectors):
        encoded: Any = vector.tolist()
        if request.get("encoding_format") == "base64":
            encoded = base64.b64encode(vector.astype("<f4").tobytes()).decode("ascii")
        data.append({"object": "embedding", "index": number, "embedding": encoded})
    usage = {"prompt_tokens": 0, "total_tokens": 0}
    return {"object": "list", "model": request.get("model", ""), "data": data, "usage": usage}


def _handler(encoder: Encoder) -> type[BaseHTTPRequestHandler]:
    # One session at a time: two would share the same cores and lock.
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            request = json.loads(self.rfile.read(length))
            with lock:
                answer = embeddings_answer(encoder, request)
            body = json.dumps(answer).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing."""

    return Handler
