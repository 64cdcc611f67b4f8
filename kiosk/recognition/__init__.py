"""Codes and faces out of camera pictures."""
