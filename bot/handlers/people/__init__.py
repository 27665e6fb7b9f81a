"""People of an organisation: invited, handing over, standing in, entering for others, chased."""
