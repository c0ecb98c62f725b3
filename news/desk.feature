The desk is the first page: boxes with counts, a list by urgency and deadline, what one reads beside it; the books show in the ten columns of the law and print on A4 across.
