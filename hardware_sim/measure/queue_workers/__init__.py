"""Programs that `measure queue` runs, each in a process of its own: one queue, its figures as JSON.

Here alone the bench imports what it measures: it stands in for nothing.
"""
