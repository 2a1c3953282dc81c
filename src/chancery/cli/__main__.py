"""``python -m chancery.cli``."""

from chancery.cli import main

main()
