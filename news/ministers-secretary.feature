The Minister of the demo has a secretary of his own, who records his signature.
