"""What a reader knows of the world: States, places and organizations, by their names in six languages."""
