"""Frozen values and rules of the hospital counter: no input, no output, nothing else of ours imported."""
