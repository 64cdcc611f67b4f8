"""What is seen, picture by picture, for one look: a watcher for each."""
