"""What a directive may say, how its tasks stand, what a sentence proposes."""
