"""Who does what in an organisation, and from when somebody else does: handover, stand-ins, clerks, managers."""
