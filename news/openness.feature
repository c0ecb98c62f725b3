A board told by unit and leader what was on time, late and open; makers and givers of a
document saw who had opened it, and who could see it and why.
