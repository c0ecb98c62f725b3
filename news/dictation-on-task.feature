A secretary is led to write down a directive on a task of the leader, not only on a document.
