"""Kernels that are forks of one process with everything loaded."""
