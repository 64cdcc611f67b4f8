"""The panel: the bench as a web page on loopback. Everything on it is an HTTP call, see docs/bench.md."""
