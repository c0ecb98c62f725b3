A secretary writes a directive down for the leader, who confirms it; until then it is none.
