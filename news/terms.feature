The site manager keeps the usual terms of each type and urgency on the web, each from a day on; a directive proposes them.
