"""The commands of `reglament`, one a file."""
