Clerks who wrote at the same moment waited for each other in turn; none was answered with an error because somebody else was working.
