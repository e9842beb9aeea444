"""What takes long, run by `make proof`: each test keeps its dated figures in docs/proof/."""
