"""What may enter the house: no state secret, no denunciation."""
