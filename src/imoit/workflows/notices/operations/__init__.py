"""What can be done with notices: tell, show, mail."""
