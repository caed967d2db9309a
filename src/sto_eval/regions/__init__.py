"""The regional book of this programme: its divisions, its chapters and their numbers."""
