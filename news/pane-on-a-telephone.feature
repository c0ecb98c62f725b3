On a telephone the reading pane of the desk shows the pictures of the pages; the PDF is not fetched.
