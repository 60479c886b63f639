"""What holds for every test."""

import os

# Rich wraps at the width of the terminal, which a test run may have or not: lines are compared whole.
os.environ["COLUMNS"] = "300"
