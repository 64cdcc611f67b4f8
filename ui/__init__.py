"""The picture, the sound and the touch of the terminal. The only importer of PySide6; knows screens as values."""
