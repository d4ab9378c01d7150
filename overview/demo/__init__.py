"""The demo: invented people, two years of answers and an open round, built by the code of a user's own import."""
