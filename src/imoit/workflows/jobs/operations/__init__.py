"""What can be done with jobs: queue them, run them, watch them."""
