"""Programs that `measure faces` runs, each in a process of its own on one core: figures as JSON.

Here alone the bench imports what it measures: it stands in for nothing.
"""
