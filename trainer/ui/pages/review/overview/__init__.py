"""The measures of the review, as charts with a sentence each."""
