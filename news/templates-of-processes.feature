A new process can begin with a template: checked once, checked twice, made public and withdrawn.
