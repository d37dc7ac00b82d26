"""What is already known: identities, revisions and copies."""
