"""One past session, answer by answer, as it was seen then."""
