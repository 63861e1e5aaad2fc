"""Questions that careful readers split on: not scored, argued about."""
