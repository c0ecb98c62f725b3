Among the scans that are taken in, the paper of a document of ours finds that document by the code of its slip.
