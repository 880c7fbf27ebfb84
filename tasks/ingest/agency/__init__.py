"""What agencies deliver, NewsML-G2, NITF and ninjs: XML read safely, and what items of all three have in common."""
