The gate reads the letter itself: a secrecy stamp, printed or red, or the heading of a denunciation stops it before it is stored; look-alikes pass, and in doubt the clerk decides.
