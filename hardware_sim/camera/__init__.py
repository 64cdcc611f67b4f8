"""A camera of the lobby: motion JPEG over HTTP on loopback, and what stands in front of it."""
