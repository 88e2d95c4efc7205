"""What others build: retrieval by other systems, on the same documents, vectors and questions."""
