People are told in the page, at the bell of their post, of new tasks, returns, recalls, drafts, published documents and deadlines; one mail a run gathers what they have not read.
