"""How far the encoder's activations reach, measured on texts of the kind it will meet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from index.e5_graph import ChannelRange, build_graph
from index.e5_session import E5Session
from index.e5_tokenizer import UnigramTokenizer

if TYPE_CHECKING:
    from index.e5_weights import E5Weights

SENTENCES = (
    "query: Which practices does the regulation prohibit, and from what date?",
    "query: 고영향 인공지능 사업자는 어떤 의무를 지는가?",
    "query: 生成AIの開発者が守るべき指針は何ですか",
    "passage: Article 12 Record-keeping. 1. High-risk systems shall technically allow for the "
    "automatic recording of events (logs) over the lifetime of the system; (a) the period of each "
    "use; (b) the reference database.",
    "passage: 제31조(인공지능 투명성 확보 의무) ① 인공지능사업자는 고영향 인공지능이나 생성형 "
    "인공지능을 이용한 제품을 제공하려는 경우 그 사실을 이용자에게 사전에 고지하여야 한다.",
    "passage: 第三条 国は、基本理念にのっとり、人工知能関連技術の研究開発及び活用の推進に関する"
    "施策を総合的かつ計画的に策定し、実施する責務を有する。",
    "passage: 第十七条 生成式人工智能服务提供者应当依法开展安全评估。",
    "passage: Les fournisseurs évaluent les risques systémiques; die Behörde überwacht den Markt; "
    "los proveedores notifican incidentes.",
    "passage: Разработчики обязаны проводить оценку рисков. يجب على المطورين تقييم المخاطر.",
    "passage: Table 3 | FLOPs | 10^25 | 2024-08-01 | 2,000 | 7.5 % | € 35 000 000 | yes | n/a",
    "passage: https://example.org/policy/ai?id=42#s3 (accessed 3 May 2024), pp. 14-19, ISBN 978-92",
    "passage: def evaluate(model): return {k: v / total for k, v in counts.items()}",
    "passage: . . . . . . . . . . . . 17 \u2015\u2015\u2015 ※ ① ② ★ 😀 \u200b \ufffd",
    "query: AI",
    "query: 광",
    "passage: ",
)


def calibration_texts() -> list[str]:
    """Return the sentences alone, joined in several orders up to 512 tokens, and repeated."""
    bodies = [sentence.partition(": ")[2] for sentence in SENTENCES]
    joined = [" ".join(bodies[i:] + bodies[:i]) for i in (0, 3, 4, 5, 8)]
    repeated = [" ".join([bodies[i]] * 6) for i in (3, 4, 5, 12)]
    return [*SENTENCES, *(f"passage: {text}" for text in joined + repeated)]


def build_calibrated_graph(weights: E5Weights) -> bytes:
    """Build the 8-bit graph, having run the float graph to learn its ranges."""
    return build_graph(weights, measure_ranges(weights))


def measure_ranges(weights: E5Weights) -> dict[str, ChannelRange]:
    """Run the float graph on the calibration texts, one at a time, so that nothing is padding."""
    session = E5Session(weights, build_graph(weights))
    tokenizer = UnigramTokenizer(weights.vocabulary, weights.max_tokens)
    texts = [tokenizer.encode(text) for text in calibration_texts()]
    places = [f"l{i}.{part}" for i in range(weights.layers) for part in ("qkv", "ao", "fi", "fo")]
    outputs = [f"{place}.{x}" for place in places for x in ("low", "high", "mean")]
    observed = list(zip(*(session.run([ids], outputs) for ids in texts), strict=True))
    shares = np.array([len(ids) for ids in texts], dtype=np.float32)
    shares /= shares.sum()
    return {
        place: ChannelRange(np.min(low, axis=0), np.max(high, axis=0), shares @ np.array(mean))
        for place, low, high, mean in zip(
            places, observed[::3], observed[1::3], observed[2::3], strict=True
        )
    }
