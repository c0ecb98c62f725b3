The letters of the demo are written in Liberation Serif where it is installed: the check of the form finds nothing against their font.
