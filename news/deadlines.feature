The clock of a task can be stopped with a reason, an extension is asked and granted or refused; late, late because it had to wait and on time are computed from what happened.
