"""What a question itself says about the documents that it is to be answered from."""
