Work after the commit can be paused and goes on where it was, such as documents that follow a new process.
