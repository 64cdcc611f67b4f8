"""Programs that `measure live` runs in a process of their own."""
