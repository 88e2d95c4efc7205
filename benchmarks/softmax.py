"""Fits a linear model that puts what answers a question before what does not."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

_STEPS = 500
_RATE = 0.05


def fit_softmax(
    signs: Sequence[Array], worth: Sequence[Array], strength: float, scale: Array
) -> Array:
    """Return weights for raw signs, shape (signs,), by a listwise softmax (Cao et al., ICML 2007).

    Args:
        signs: Of the candidates of each question, shape (candidates, signs).
        worth: Of each candidate, shape (candidates,), in [0, 1]; questions without any teach
            nothing.
        strength: Of the L2 penalty on the weights of scaled signs, against one question.
        scale: By which the signs are divided, so that the penalty treats them alike.
    """
    known = [(s / scale, w) for s, w in zip(signs, worth, strict=True) if w.any()]
    weights = np.zeros(len(scale))
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, _STEPS + 1):
        slope = strength * weights / len(known)
        for one, worthy in known:
            chance = np.exp(one @ weights - (one @ weights).max())
            among = chance * worthy
            slope += (chance / chance.sum() - among / among.sum()) @ one / len(known)
        # Adam (Kingma and Ba, ICLR 2015): the signs' scales differ too much for one rate.
        first = 0.9 * first + 0.1 * slope
        second = 0.99 * second + 0.01 * slope**2
        change = first / (1 - 0.9**step)
        weights -= _RATE * change / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
    fitted: Array = weights / scale
    return fitted
