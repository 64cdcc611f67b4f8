"""One bench: each device at the far end of its wire, the hospital, and the shipped terminal, in one run directory."""

from hardware_sim.bench.bench import Bench, BenchOptions
from hardware_sim.bench.hands import DeedRefused

__all__ = ["Bench", "BenchOptions", "DeedRefused"]
