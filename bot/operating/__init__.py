"""The operators' part: self-check, alarms, the doctor, logs without secrets."""
