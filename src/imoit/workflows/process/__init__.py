"""A process as data: its states, steps and roles, its checks, its way to DCWorkflow."""
