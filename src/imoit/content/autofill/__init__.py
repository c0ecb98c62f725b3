"""What a letter says about itself: the fields of its register row, proposed."""
