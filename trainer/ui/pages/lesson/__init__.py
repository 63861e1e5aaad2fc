"""The worked examples of the first lessons, step by step."""
