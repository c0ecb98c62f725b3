A registered row was corrected on a page of its own; a correction that met another one was refused, not lost.
