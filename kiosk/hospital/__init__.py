"""The hospital server, seen from the keeper: a port, our contract, and the client for it."""
