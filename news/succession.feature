Who left a post handed it over with everything that waited for it, or its open work passed to
another post of the unit; a unit was closed into another one, after a dry run, and its open
work went along.
