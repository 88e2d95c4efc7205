import pytest

from assistant.open import resolve_engine
from assistant.settings import Settings

HERE = Settings()
ELSEWHERE = Settings(api_base_url="http://127.0.0.1:9/v1", api_model="m")


@pytest.mark.parametrize(
    ("settings", "choice", "means"),
    [
        (HERE, "auto", "extractive"),
        (ELSEWHERE, "auto", "api"),
        (HERE, "local", "local"),
        (ELSEWHERE, "extractive", "extractive"),
    ],
)
def test_automatic_means_the_endpoint_that_is_set_and_quotes_where_none_is(settings, choice, means):
    assert resolve_engine(settings, choice) == means
