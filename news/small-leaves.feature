A registered letter now writes 81 kB beside its file instead of 119, because the rows of the
catalog lie in small leaves, and `make bench` prints every figure next to stock Plone.
