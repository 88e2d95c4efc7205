"""What every test needs: no network, no settings from outside, the shared documents if present."""

import os
from pathlib import Path

import pytest
import pytest_socket

ROOT = Path(__file__).parents[1]
SHARED_CORPUS = ROOT.parent / "shared" / "corpus"


@pytest.fixture(autouse=True)
def no_network():
    pytest_socket.socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)


@pytest.fixture(autouse=True)
def no_outside_settings(monkeypatch):
    for name in [name for name in os.environ if name.upper().startswith("POLICYDESK_")]:
        monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def shared_corpus() -> Path:
    """The folder of shared documents, which are not part of the project."""
    if not (SHARED_CORPUS / "raw").is_dir():
        pytest.skip("the shared documents are not beside this checkout")
    return SHARED_CORPUS


@pytest.fixture(scope="session")
def shared_documents(shared_corpus: Path) -> dict:
    """Every shared document and its passages, by file stem; read once, in half a minute."""
    from ingest.finding import find_files
    from ingest.pipeline import load_source, read_document

    return {
        path.stem: read_document(load_source(path)) for path in find_files([shared_corpus / "raw"])
    }
