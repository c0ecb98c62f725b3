The holder of a post delegated it from day to day, whole or cut to units, to one kind of
document or to kinds of acts; whoever stood in chose the post in the head, and every record
named both people.
