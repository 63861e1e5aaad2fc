"""The page that shows a quiz as the class will see it."""
