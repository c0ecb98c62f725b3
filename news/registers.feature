Register books gave each document the next number of its year, once and without gaps, and kept the row of a void number with its reason.
