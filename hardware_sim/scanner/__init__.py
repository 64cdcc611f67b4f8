"""A serial code scanner, seen from its cable."""
