"""text → Spec. One pass a file; the spec is the only thing that leaves (ARCHITECTURE.md)."""
