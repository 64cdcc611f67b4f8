"""The shipped liveness check before people and attacks of the bench."""
