"""Acts of people in the messenger: write, press, vote; and the test kit that acts for them."""
