A process is taken elsewhere, and back, as one zip: its definition, its managed roles, and what was bound to it.
