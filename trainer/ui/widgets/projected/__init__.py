"""The pieces of the projector’s pictures: each as large as its place lets it be."""
