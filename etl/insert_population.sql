-- A population, and whence it is.
INSERT INTO population BY NAME SELECT * FROM new_population;
INSERT INTO population_sources BY NAME SELECT * FROM new_source;
