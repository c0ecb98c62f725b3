The words of a file lie over its pages in the viewer, scans included: they are selected,
heard and found. *Find in the file* needs no accents and marks every place.
