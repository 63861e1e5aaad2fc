"""Those who practise here."""
