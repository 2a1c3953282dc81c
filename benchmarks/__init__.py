"""Speed and memory, each beside its bar and its rival in the same run. `make bench` runs them all."""
