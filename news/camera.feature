The slip of a signing folder is filmed in any browser with a camera: where the browser itself reads no codes, the server reads the pictures and keeps none.
