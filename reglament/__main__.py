"""`python -m reglament`."""

from reglament.cli import main

main()
