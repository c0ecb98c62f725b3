A person keeps searches under names of their own; the desk counts what each finds.
