The scan of a signed paper is matched by the code of its signing folder, under seal and pen
too: another paper is refused, a scan without a code is compared by who publishes. A photo
of a slip opens the folder.
