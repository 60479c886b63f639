"""`reglament diff` and `compare`: what is read, how changes are judged, and the formats they are told in."""
