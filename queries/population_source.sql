-- Whence the population is: no row or one.
SELECT * FROM population_sources
