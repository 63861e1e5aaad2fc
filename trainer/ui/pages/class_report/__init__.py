"""How a class's quiz went: its questions, its skills and its pupils."""
