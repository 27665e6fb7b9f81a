"""What watches over the running bot: audit, alerts, the clock, and copies of the database."""
