"""A receipt printer, seen from its cable: it parses ESC/POS, prints on paper that runs out, and cuts."""
