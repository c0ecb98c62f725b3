"""A leader's directive and the tasks it becomes."""
