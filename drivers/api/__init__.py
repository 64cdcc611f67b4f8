"""What a device can do and how it says that it cannot. Nouns from XFS4IoT (CEN CWA 16926 successor)."""
