"""The demo: invented people, two years of answers, and a round that is open now, through the same code as a user's import."""
