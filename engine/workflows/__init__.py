"""Deciding cases. Pure: the time of an act is an argument."""
