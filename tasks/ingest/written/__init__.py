"""Text as people write it: header lines, YAML front matter, lines of one width."""
