"""The only wiring: which concrete keeper, devices and ui a process has."""
