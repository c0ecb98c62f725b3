"""What a draft is made of, without Plone."""
