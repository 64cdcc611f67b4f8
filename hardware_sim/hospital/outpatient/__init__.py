"""What an outpatient does besides paying: a module for each area, with its records, its handlers and its operations."""
