"""The plots of a report, as SVG."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from typing import Any

import numpy as np

from eval.metrics import Estimate

_PAIRS = ("ko→ko", "en→en", "en→ko", "ko→en", "ja→ko", "ja→en", "ko→mixed", "en→mixed")
_BINS = (0.0, 0.2, 0.4, 0.5, 0.6, 0.8, 0.9, 1.0)
_INK, _ACCENT, _SOFT = "#16202e", "#1f4e8c", "#8a97a8"


def draw_plots(
    metrics: Mapping[str, Estimate], samples: Sequence[Mapping[str, Any]]
) -> dict[str, str]:
    """Return the plots that the figures allow, by name: pairs, calibration, latency.

    Args:
        metrics: Keyed ``metric/group``.
        samples: Rows of the report.

    Returns:
        SVG documents; none where the extra ``eval`` is not installed.
    """
    if find_spec("matplotlib") is None:
        return {}
    drawn = {
        "pairs": _pairs(metrics),
        "calibration": _calibration(samples),
        "latency": _latency(samples),
    }
    return {name: svg for name, svg in drawn.items() if svg}


def _figure() -> tuple[Any, Any]:
    import matplotlib as mpl
    from matplotlib.figure import Figure

    # The same figures give the same bytes, and text stays text.
    mpl.rcParams.update({"svg.hashsalt": "policydesk", "svg.fonttype": "none", "font.size": 10})
    figure = Figure(figsize=(6.4, 3.2), layout="constrained")
    axes = figure.subplots()
    axes.spines[["top", "right"]].set_visible(False)
    axes.tick_params(colors=_INK)
    return figure, axes


def _svg(figure: Any) -> str:
    page = io.StringIO()
    figure.savefig(page, format="svg", metadata={"Date": None})
    return page.getvalue()


def _pairs(metrics: Mapping[str, Estimate]) -> str:
    shown = [(pair, metrics[f"correct/{pair}"]) for pair in _PAIRS if f"correct/{pair}" in metrics]
    if not shown:
        return ""
    figure, axes = _figure()
    at = range(len(shown))
    means = [found.mean for _, found in shown]
    below = [found.mean - found.low for _, found in shown]
    above = [found.high - found.mean for _, found in shown]
    axes.bar(at, means, color=_ACCENT, width=0.6)
    axes.errorbar(at, means, yerr=[below, above], fmt="none", ecolor=_INK, capsize=4)
    axes.set_xticks(at, [f"{pair}\nn={found.n}" for pair, found in shown])
    axes.set_ylim(0, 1.05)
    axes.set_ylabel("correct (95% interval)")
    return _svg(figure)


def _calibration(samples: Sequence[Mapping[str, Any]]) -> str:
    """How often the documents hold an answer, by how sure the search was of that."""
    pairs = [
        (row["details"]["confidence"], bool(row["parts"])) for row in samples if "parts" in row
    ]
    if not pairs:
        return ""
    sure = np.array([confidence for confidence, _ in pairs])
    held = np.array([float(holds) for _, holds in pairs])
    figure, axes = _figure()
    axes.plot([0, 1], [0, 1], color=_SOFT, linestyle="--", linewidth=1)
    which = np.digitize(sure, _BINS[1:-1])
    for number in sorted(set(which)):
        inside = which == number
        axes.scatter(
            sure[inside].mean(), held[inside].mean(), s=20 + 2 * inside.sum(), color=_ACCENT
        )
        axes.annotate(
            f"n={inside.sum()}",
            (sure[inside].mean(), held[inside].mean()),
            textcoords="offset points",
            xytext=(8, -10),
            color=_INK,
            fontsize=8,
        )
    axes.set_xlim(-0.02, 1.08)
    axes.set_ylim(-0.05, 1.08)
    axes.set_xlabel("confidence of the search")
    axes.set_ylabel("documents hold an answer")
    return _svg(figure)


def _latency(samples: Sequence[Mapping[str, Any]]) -> str:
    took = [
        row["details"]["timings"]["total_ms"] / 1000
        for row in samples
        if row.get("details", {}).get("timings", {}).get("total_ms")
    ]
    if not took:
        return ""
    figure, axes = _figure()
    axes.hist(took, bins=30, color=_ACCENT)
    for share, name, height in ((50, "p50", 0.95), (95, "p95", 0.85)):
        at = float(np.percentile(took, share))
        axes.axvline(at, color=_INK, linewidth=1, linestyle="--")
        axes.text(at, axes.get_ylim()[1] * height, f" {name} {at:.2f} s", color=_INK, fontsize=9)
    axes.set_xlabel("seconds until the whole answer")
    axes.set_ylabel("answers")
    return _svg(figure)
