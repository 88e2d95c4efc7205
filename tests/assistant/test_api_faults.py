"""Each fault of a server is one clear line; benchmarks/api_faults.py plays them all."""

from __future__ import annotations

import threading

import pytest

from assistant.engines.api import ApiEngine
from assistant.engines.faults import FAULTS, Fault
from assistant.settings import load_settings
from benchmarks.fake_endpoint import Endpoint, Peer, Provider, events, response, stream_head
from benchmarks.fault_list import KEY, Row, rows
from corpus.errors import Cancelled, EngineError
from corpus.types import Citation, DocumentInfo, Hit, Locator, Passage

pytestmark = pytest.mark.enable_socket

TEXT = "Makers shall test every robot for at least 40 hours before sale."
LOCATOR = Locator(None, (), None, 0, len(TEXT))
EVIDENCE = (
    Citation(
        1,
        TEXT,
        LOCATOR,
        Hit(1, 1.0, None, Passage("p", "d", 1, TEXT, "", LOCATOR), DocumentInfo("d", "T")),
    ),
)
PROVIDERS: tuple[Provider, ...] = ("openai-like", "anthropic")
QUICK = [
    row
    for row in rows()
    if row.ends == "message"
    and row.says
    and row.language == "en"
    and row.timeout_s == 5.0
    and row.group != "odd text"
    and "unknown name" not in row.name
]


@pytest.mark.parametrize("row", QUICK, ids=lambda row: row.name)
def test_each_fault_is_one_line_with_a_remedy_and_without_the_key(row: Row) -> None:
    with Endpoint(*row.scripts, on_connect=row.on_connect) as endpoint:
        endpoint.elsewhere = "http://127.0.0.1:9/v1"
        engine = ApiEngine(
            row.address.format(port=endpoint.port),
            "some-model",
            provider=row.provider,
            api_key=row.key,
            timeout_s=10.0,
            max_retries=0,
        )
        with pytest.raises(EngineError) as caught:
            list(engine.write("How long?", "en", EVIDENCE))
    shown = str(caught.value)
    assert row.says in shown
    assert "\n" not in shown
    assert KEY not in shown
    assert caught.value.remedy.endswith(".")


def test_every_fault_has_words_in_every_language() -> None:
    values = {"status": 500, "seconds": 3.0, "origin": "http://a", "kind": "text/html"}
    for key in FAULTS:
        error = Fault(key, **values).as_error("m at http://a")
        lines = [error.in_language(language) for language in ("en", "ko", "ja")]
        assert len({problem for problem, _ in lines}) == 3, key
        assert all(remedy for _, remedy in lines), key


@pytest.mark.parametrize("provider", PROVIDERS)
def test_nothing_follows_a_redirect(provider: Provider) -> None:
    def script(peer: Peer) -> None:
        peer.send(response(307, b"", f"Location: {peer.elsewhere}/messages"))

    with Endpoint(script) as endpoint, Endpoint() as elsewhere:
        endpoint.elsewhere = elsewhere.url
        engine = ApiEngine(endpoint.url, "m", provider=provider, api_key=KEY, timeout_s=10.0)
        with pytest.raises(EngineError, match="the key is not sent there"):
            list(engine.write("How long?", "en", EVIDENCE))
        assert elsewhere.requests == []


@pytest.mark.parametrize("provider", PROVIDERS)
def test_nothing_of_the_environment_leaves_but_the_key_that_was_set(
    provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("OPENAI_API_KEY", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID", "ANTHROPIC_API_KEY"):
        monkeypatch.setenv(name, "sk-environment")
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", "X-Secret: sk-environment")
    monkeypatch.setenv("ANTHROPIC_CUSTOM_HEADERS", "X-Secret: sk-environment")

    def script(peer: Peer) -> None:
        peer.send(stream_head() + b"".join(events(provider, ["It is so [1].\n"])))

    with Endpoint(script) as endpoint:
        engine = ApiEngine(endpoint.url, "m", provider=provider, api_key=KEY, timeout_s=10.0)
        assert list(engine.write("How long?", "en", EVIDENCE))
        without = ApiEngine(endpoint.url, "m", provider=provider, timeout_s=10.0)
        assert list(without.write("How long?", "en", EVIDENCE))
    first, second = endpoint.requests
    assert "sk-environment" not in str(first.headers) + str(second.headers)
    assert KEY in str(first.headers)
    assert not {"authorization", "x-api-key"} & set(second.headers)


@pytest.mark.parametrize("provider", PROVIDERS)
def test_cancelling_closes_the_connection(provider: Provider) -> None:
    hung_up = threading.Event()
    started = threading.Event()

    def script(peer: Peer) -> None:
        peer.send(stream_head() + b"".join(events(provider, ["It is"], None)))
        started.set()
        if peer.hang_up_seen(8.0):
            hung_up.set()

    with Endpoint(script) as endpoint:
        engine = ApiEngine(endpoint.url, "m", provider=provider, timeout_s=30.0)
        cancel = threading.Event()
        stream = engine.write("How long?", "en", EVIDENCE, cancel=cancel)
        next(stream)
        assert started.wait(8.0)
        cancel.set()
        with pytest.raises(Cancelled):
            list(stream)
        assert hung_up.wait(8.0)


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_server_that_is_busy_once_is_asked_again(provider: Provider) -> None:
    def busy(peer: Peer) -> None:
        peer.send(response(503, b""))

    def good(peer: Peer) -> None:
        peer.send(stream_head() + b"".join(events(provider, ["It is so [1].\n"])))

    with Endpoint(busy, good) as endpoint:
        engine = ApiEngine(endpoint.url, "m", provider=provider, timeout_s=30.0)
        assert list(engine.write("How long?", "en", EVIDENCE))
    assert len(endpoint.requests) == 2


@pytest.mark.parametrize(
    ("settings", "key"),
    [
        ({"api_base_url": "https://api.openai.com/v1"}, "sk-openai"),
        ({"api_base_url": "http://api.openai.com/v1"}, ""),
        ({"api_base_url": "https://api.openai.com.evil.example/v1"}, ""),
        ({"api_base_url": "https://user@evil.example/api.openai.com"}, ""),
        ({"api_base_url": "http://localhost:8080/v1"}, ""),
        ({"api_base_url": "http://localhost:8080/v1", "api_key": "sk-own"}, "sk-own"),
        ({"api_base_url": "https://api.openai.com/v1", "api_key": "sk-own"}, "sk-own"),
        ({"api_provider": "anthropic"}, "sk-anthropic"),
        ({"api_provider": "anthropic", "api_base_url": "https://proxy.example"}, ""),
        ({"api_provider": "anthropic", "api_base_url": "https://api.openai.com/v1"}, ""),
        ({}, ""),
    ],
)
def test_a_providers_own_key_goes_to_its_own_host_only(
    settings: dict[str, str], key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-openai")
    monkeypatch.setenv("ANTHROPIC_API_KEY", "sk-anthropic")
    assert load_settings(**settings).api_credential == key
