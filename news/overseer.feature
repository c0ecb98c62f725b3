The minister and the head of the Office read the progress of the whole Ministry; it opens no document to them.
