"""multilingual-e5-small's encoder as an ONNX graph, in 32-bit floats or in 8-bit integers.

The 8-bit graph rounds activations with scales fixed beforehand, one for each place, so that a
text's vector does not depend on the texts it shares a batch with. SmoothQuant (arXiv:2211.10438)
moves the range of loud channels from activations into weights; what rounding the weights does to
the mean is put back in the bias (arXiv:1906.04721).

The word embeddings stay outside the graph, in 4 bits: in 32 bits they would take 384 MB.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from onnx import TensorProto, helper, numpy_helper

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from index.e5_weights import E5Weights

FLOAT = TensorProto.FLOAT
CONTRIB = "com.microsoft"
OPSET = 24
IR_VERSION = 12

SMOOTHING = {"qkv": 0.5, "ao": 0.35, "fi": 0.5, "fo": 0.35}
"""SmoothQuant's exponent for each kind of place: the best of 0.1, 0.2, … on policy texts."""
LARGEST_WEIGHT = 63
"""Seven bits: without VNNI, a sum of two 8-bit products would saturate at 16 bits."""
HEADROOM = 1.05
"""How far past its calibrated range an activation goes before it saturates."""


@dataclass(frozen=True, slots=True)
class ChannelRange:
    """What one place in the network carried on the calibration texts; arrays of (channels,)."""

    low: NDArray[np.float32]
    high: NDArray[np.float32]
    mean: NDArray[np.float32]


class _FloatGraph:
    """The graph in 32-bit floats, observed at each place where the 8-bit graph rounds.

    ``<place>.low``, ``<place>.high`` and ``<place>.mean`` are outputs of (channels,).
    """

    def __init__(self, weights: E5Weights) -> None:
        self.weights = weights
        hidden = weights.hidden
        feeds = [
            helper.make_tensor_value_info("embeddings", FLOAT, ["batch", "tokens", hidden]),
            helper.make_tensor_value_info("lengths", TensorProto.INT64, ["batch"]),
            helper.make_tensor_value_info("pooling", FLOAT, ["batch", 1, "tokens"]),
        ]
        # Filled in place: gathering 85 MB of weights first would hold them three times over.
        self.model = helper.make_model(
            helper.make_graph([], "e5", feeds, []),
            opset_imports=[helper.make_opsetid("", OPSET), helper.make_opsetid(CONTRIB, 1)],
            ir_version=IR_VERSION,
        )

    def constant(self, name: str, values: NDArray[Any]) -> str:
        tensor = numpy_helper.from_array(np.ascontiguousarray(values), name)
        self.model.graph.initializer.append(tensor)
        return name

    def add(
        self, operator: str, inputs: Sequence[str], output: str = "", **attributes: float
    ) -> str:
        """Append a node and return the name of its output."""
        output = output or f"{operator}.{len(self.model.graph.node)}"
        domain = CONTRIB if operator == "MatMulIntegerToFloat" else ""
        node = helper.make_node(operator, inputs, [output], domain=domain)
        node.attribute.extend(helper.make_attribute(k, v) for k, v in attributes.items())
        self.model.graph.node.append(node)
        return output

    def result(self, name: str, shape: Sequence[str | int]) -> None:
        self.model.graph.output.append(helper.make_tensor_value_info(name, FLOAT, shape))

    def norm(self, values: str, name: str) -> str:
        scale = self.constant(f"{name}.w", self.weights.vector(f"{name}.w"))
        shift = self.constant(f"{name}.b", self.weights.vector(f"{name}.b"))
        epsilon = self.weights.epsilon
        return self.add("LayerNormalization", [values, scale, shift], axis=-1, epsilon=epsilon)

    def linear(self, values: str, place: str, names: Sequence[str], width: int) -> list[str]:
        """Apply the named layers, all of input ``width``, to the same values."""
        axes = self.constant(f"{place}.axes", np.array([0, 1]))
        for operator, statistic in (("Min", "low"), ("Max", "high"), ("Mean", "mean")):
            self.add(f"Reduce{operator}", [values, axes], f"{place}.{statistic}", keepdims=0)
            self.result(f"{place}.{statistic}", [width])
        products = []
        for name in names:
            matrix = self.constant(f"{name}.w", self.weights.matrix(f"{name}.w", width).T)
            bias = self.constant(f"{name}.b", self.weights.vector(f"{name}.b"))
            products.append(self.add("Add", [self.add("MatMul", [values, matrix]), bias]))
        return products


class _IntegerGraph(_FloatGraph):
    """The graph with its linear layers in unsigned 8-bit activations and signed 7-bit weights."""

    def __init__(self, weights: E5Weights, ranges: Mapping[str, ChannelRange]) -> None:
        super().__init__(weights)
        self.ranges = ranges

    def linear(self, values: str, place: str, names: Sequence[str], width: int) -> list[str]:
        seen = self.ranges[place]
        peak = np.maximum(np.maximum(seen.high, -seen.low), 1e-6)
        smooth = np.maximum(peak / np.median(peak), 1e-2) ** SMOOTHING[place.partition(".")[2]]
        low = min(float((seen.low / smooth).min()), 0.0) * HEADROOM
        high = max(float((seen.high / smooth).max()), 0.0) * HEADROOM
        step = np.float32((high - low) / 255)
        scale = self.constant(f"{place}.scale", np.array(step))
        zero = self.constant(f"{place}.zero", np.array(round(-low / step), dtype=np.uint8))
        smoothed = self.add("Mul", [values, self.constant(f"{place}.smooth", 1 / smooth)])
        rounded = self.add("QuantizeLinear", [smoothed, scale, zero])
        products = []
        for name in names:
            matrix = self.weights.matrix(f"{name}.w", width).T
            smoothed_matrix = matrix * smooth[:, None]
            steps = np.maximum(np.abs(smoothed_matrix).max(axis=0), 1e-9) / LARGEST_WEIGHT
            integers = np.rint(smoothed_matrix / steps)
            shift = seen.mean @ (matrix - integers * steps / smooth[:, None])
            inputs = [
                rounded,
                self.constant(f"{name}.w", integers.astype(np.int8)),
                scale,
                self.constant(f"{name}.steps", steps.astype(np.float32)),
                zero,
                self.constant(f"{name}.zeros", np.zeros(len(steps), dtype=np.int8)),
                self.constant(f"{name}.b", self.weights.vector(f"{name}.b") + shift),
            ]
            products.append(self.add("MatMulIntegerToFloat", inputs))
        return products


def build_graph(weights: E5Weights, ranges: Mapping[str, ChannelRange] | None = None) -> bytes:
    """Build the serialised model: 8-bit given the ranges of its activations, else observed floats.

    Its inputs are ``embeddings`` (batch, tokens, hidden) float, the sums of word, position and
    type embeddings; ``lengths`` (batch,) int64, tokens that are not padding; and ``pooling``
    (batch, 1, tokens) float, 1 / length on those tokens and 0 after. Its output ``vectors`` is
    (batch, hidden), L2-normalised.
    """
    graph = _FloatGraph(weights) if ranges is None else _IntegerGraph(weights, ranges)
    hidden, heads = weights.hidden, weights.heads
    # Add and LayerNormalization, not SkipLayerNormalization: that one's kernel is eight times
    # slower on a CPU than the two apart (onnxruntime 1.32).
    stream = graph.norm("embeddings", "emb.ln")
    for layer in (f"l{i}" for i in range(weights.layers)):
        names = [f"{layer}.{x}" for x in "qkv"]
        query, key, value = graph.linear(stream, f"{layer}.qkv", names, hidden)
        inputs = [query, key, value, "", "", "", "lengths"]
        context = graph.add("Attention", inputs, q_num_heads=heads, kv_num_heads=heads)
        (update,) = graph.linear(context, f"{layer}.ao", [f"{layer}.ao"], hidden)
        stream = graph.norm(graph.add("Add", [stream, update]), f"{layer}.aln")
        (expanded,) = graph.linear(stream, f"{layer}.fi", [f"{layer}.fi"], hidden)
        active = graph.add("Gelu", [expanded])
        (update,) = graph.linear(active, f"{layer}.fo", [f"{layer}.fo"], weights.feed_forward)
        stream = graph.norm(graph.add("Add", [stream, update]), f"{layer}.oln")
    mean = graph.add("MatMul", ["pooling", stream])
    mean = graph.add("Squeeze", [mean, graph.constant("axis", np.array([1]))])
    graph.add("LpNormalization", [mean], "vectors", axis=-1, p=2)
    graph.result("vectors", ["batch", hidden])
    serialised: bytes = graph.model.SerializeToString()
    return serialised
