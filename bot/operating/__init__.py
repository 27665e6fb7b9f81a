"""What those who run the bot need: alarms, the doctor, logs without secrets."""
