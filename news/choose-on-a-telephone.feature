Lines of the desk are chosen on a telephone too, the act stays at hand below them; a line names its unit once.
