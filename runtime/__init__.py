"""What a generated workflow can run on: engines and working time. Imports nothing of ours, and nothing generated.

memory: in one process, with a clock of its own, for tests and simulation. durable: DBOS on SQLite or PostgreSQL.
"""
