Secret documents and denunciations were refused at every door with nothing stored but one journal line.
