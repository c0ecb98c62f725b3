Each letter of the demo ministry has its paper: drawn in the layout of NĐ 30/2020, our own published ones as scans.
