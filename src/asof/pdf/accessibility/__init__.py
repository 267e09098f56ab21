"""What a voice and an archive need of a PDF: tags, structure, claims of a standard."""
