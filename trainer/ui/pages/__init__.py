"""One folder a page: state.py decides what shows, page.py shows it."""
