"""What a spec is: its values, its JSON, its graph, its rules. Imports nothing of ours (ARCHITECTURE.md)."""
