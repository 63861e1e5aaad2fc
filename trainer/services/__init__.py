"""The verbs: one call for one wish of the person at the screen."""
