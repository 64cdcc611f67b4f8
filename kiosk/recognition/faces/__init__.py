"""Faces: found, judged, compared, and seen to be alive. All in memory, for one turn."""
