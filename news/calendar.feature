Deadlines were counted in working days: Vietnam's public holidays and swapped Saturdays, overridden by the Ministry's own table on a page of the site manager.
