"""34 invariants, 34 guards in the shipped code, each taken out once: `python -m tests.chaos.guards` lists them."""
