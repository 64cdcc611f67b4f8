"""Slips as values. Their wording is in `templates/`, per language, for hospital staff to edit."""
