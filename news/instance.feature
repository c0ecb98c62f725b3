A newcomer now starts the demo ministry with `make run`, and a site of their own with `make run-empty`.
