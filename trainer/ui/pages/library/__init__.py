"""The packs at hand, sound and broken."""
