"""What must hold of every history of a charter's cases: explored over all of them, and refuted by a history that can be played."""
