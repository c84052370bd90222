"""What things cost, as ratios within one run: `make bench`, or `python -m tests.bench --quick`.

Only figures of one run can be compared: they belong to that machine at that moment.
"""
