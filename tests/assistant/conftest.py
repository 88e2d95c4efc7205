from collections.abc import Iterator

import pytest

from index.library import Library
from tests.assistant.policy_documents import open_policy_library


@pytest.fixture(scope="package")
def policy_library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """An act and its draft, a Korean act, an order that was rescinded, a report."""
    opened = open_policy_library(tmp_path_factory.mktemp("policy"))
    yield opened
    opened.close()
