"""Rankings, evaluations and comparisons: the numbers of globenc-query, to the last digit."""
