"""The watch over the running bot: conditions, audit, alerts, the clock, and copies of the database."""
