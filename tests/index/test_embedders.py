import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import numpy as np
import pytest

from index.embedders import embed_passages, embed_question, open_api
from tests.libraries import embedder

pytestmark = pytest.mark.enable_socket


@pytest.fixture
def endpoint():
    """An OpenAI-compatible embeddings endpoint that answers with the length of each text."""
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            asked.append((self.path, request["model"], request["input"]))
            data = [
                {"object": "embedding", "index": n, "embedding": [float(len(text)), 1.0]}
                for n, text in enumerate(request["input"])
            ]
            body = json.dumps({"object": "list", "data": data, "model": "m", "usage": {
                "prompt_tokens": 1, "total_tokens": 1}}).encode()  # fmt: skip
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/v1", asked
    server.shutdown()
    server.server_close()


def test_an_openai_compatible_endpoint_can_embed_instead(endpoint):
    url, asked = endpoint
    model = open_api(url, "some-model", "key", 10.0)
    vectors = embed_passages(model, ["ab", "abcd"])
    assert vectors.shape == (2, 2)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0)
    assert asked[0][:2] == ("/v1/embeddings", "some-model")


def test_the_bundled_model_tells_questions_from_passages():
    model = embedder()
    question = embed_question(model, "안전 연구소")
    passage = embed_passages(model, ["안전 연구소"])[0]
    assert question.shape == passage.shape == (384,)
    assert not np.allclose(question, passage)


def test_meaning_crosses_languages():
    model = embedder()
    question = embed_question(model, "인공지능 안전 연구소의 예산")
    near, far = embed_passages(
        model, ["The budget of the AI safety institute", "A recipe for vegetable soup"]
    )
    assert question @ near > question @ far
