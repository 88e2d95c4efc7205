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
    "passage: Article 9 Test reports. 1. A maker of a delivery robot keeps a signed report of each "
    "trial for six years; (a) the street and the hour; (b) the model of the robot.",
    "passage: 제14조(배달 로봇의 표시) ① 배달 로봇을 운행하는 사업자는 로봇이 사람의 원격 조종을 "
    "받는지를 보행자가 알 수 있도록 차체에 표시하고 그 기록을 여섯 해 동안 보관한다.",
    "passage: 第九条 配達ロボットの製造者は、試験ごとに報告書を作成し、六年間これを保存しなければ"
    "ならない。",
    "passage: 第五条 配送机器人的制造商应当在每次试验后保存报告。",
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
