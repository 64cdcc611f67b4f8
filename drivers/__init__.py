"""Device drivers: api (what a device can do), wire (its bytes), transport (how they travel), models (one device
each).
"""
