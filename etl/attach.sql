-- The published database, beside the one that is being built.
ATTACH $path AS published (READ_ONLY);
