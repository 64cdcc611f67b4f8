"""Programs that `measure codes` runs, each in a process of its own and one at a time: one reader of codes each.

As with the queue, here alone the bench imports what it measures: it stands in for nothing.
"""
