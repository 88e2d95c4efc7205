"""Evaluates the assistant's own safety with Inspect, the way AI safety institutes test models."""
