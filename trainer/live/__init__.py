"""The classroom server: HTTP for the phones, and nothing of the teacher's side."""
