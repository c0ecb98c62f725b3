The picture of a process stood in one column with words at every way, was led through by arrow keys, heard state by state, and looked the same when it was saved.
