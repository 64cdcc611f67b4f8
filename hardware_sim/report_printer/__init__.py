"""The A4 printer of the bench: an IPP printer of our own, which breaks on demand and keeps the sheets that came out."""
