"""What people do in the messenger: write, press, vote; and the test kit that does it for them."""
