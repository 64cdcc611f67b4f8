"""The identity-card reader (SAM_A) and the cards that hands lay on it."""
