"""What becomes of a letter once it is signed: numbers, recall, copies, shelf."""
