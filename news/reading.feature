Pages of scans are read by Tesseract, also under red seals, turned, or set in fonts of TCVN3 and VNI; `make run` says what is off on a machine without it, and the one command that turns it on.
