Who works by a letter is told what was corrected in it, with both values and the reason; a secretary is told when the leader drops what was written down, and why.
