Units, posts, people and agencies have lists and pages; rights follow from posts, and giving oneself a post needs a second person.
