"""The figures of docs/performance.md, taken from the shipped terminal as a subprocess."""
