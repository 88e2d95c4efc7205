"""Judges behind RAGAS's own interface: rules, a model on this machine, an endpoint, or both."""

from eval.judges.opening import JUDGES, open_judge

__all__ = ["JUDGES", "open_judge"]
