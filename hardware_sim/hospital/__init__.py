"""The hospital's server, as the bench has it: the contract over HTTPS, with invented people and a ledger of the truth.

`stand_in.HospitalStandIn` runs it in a thread; `python -m hardware_sim.hospital` runs it alone. Nothing lasts: a new
start is a new hospital. Nothing is logged, so no personal data can be.
"""
