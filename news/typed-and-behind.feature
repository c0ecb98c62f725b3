The list of processes tells whose documents' rights are still being updated, versions tell the whole date, and what opens documents to everybody is published only by typing the name of the process.
