-- Whence the loaded population is: no row or one.
SELECT * FROM population_sources;
