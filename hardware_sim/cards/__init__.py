"""Virtual chip cards, written from ISO 7816-3/-4 and LD/T 32-2015. Shares no code with the drivers."""
