A step of a process can depend on named conditions (the type, urgency, who signs, …), chosen on its page and asked by DCWorkflow itself.
