One letter went the whole way, in the browser and over REST: registered, submitted, directed, answered, signed on paper, numbered, published to its recipients, and every act in the journal.
