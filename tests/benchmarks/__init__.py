"""How long the ledger's questions take as it grows: `make benchmark`, or `python -m
tests.benchmarks`.

Nothing here is a test; a scratch database is made, filled, asked and dropped.
"""
