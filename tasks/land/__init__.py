"""Land: rows into the lake, one transaction a batch; publish the warehouse from it."""
