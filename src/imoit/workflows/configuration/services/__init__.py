"""`@processes` and `@process-bindings`: what the pages do, for programs."""
