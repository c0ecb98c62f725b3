The pages of processes call every role, right, group and effect by its Vietnamese word: in the dry run, the differences, the check, the table of rights, steps and the simulator.
