"""The programme's own registers, one module each; they are not public, so their layout is ours."""
