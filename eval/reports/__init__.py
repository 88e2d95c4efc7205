"""Reports of an evaluation: for a policymaker, for a pull request, for machines."""
