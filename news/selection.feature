Several lines of a box were given one act at once, each with its own line of result; the desk
opens where one was last.
