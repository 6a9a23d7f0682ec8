-- The population of the published database, as it is.
INSERT INTO population BY NAME SELECT * FROM published.population;
INSERT INTO population_sources BY NAME SELECT * FROM published.population_sources;
