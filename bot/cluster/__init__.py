"""Several replicas on this machine, without containers: for trying out, and for the tests."""
