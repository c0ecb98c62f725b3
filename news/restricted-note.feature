Who had a letter to work on and acts on it after a leader restricted it is refused with the leader's note; to anybody else it is absent.
