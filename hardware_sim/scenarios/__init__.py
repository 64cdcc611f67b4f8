"""Scenarios: a patient's time-line at the bench, in YAML, held against `schema.json`."""
