"""The demo: fictional people, two years of answers and an open round, created by the services of the product."""
