"""`python -m zones …`, the command line."""

from zones.cli import main

main()
