-- The tables that are the same whatever is loaded: `new_crosswalk`, `new_countries` and `new_regions` come from data/.
INSERT INTO crosswalk BY NAME SELECT * FROM new_crosswalk;
INSERT INTO countries BY NAME SELECT * FROM new_countries;
INSERT INTO regions BY NAME SELECT * FROM new_regions;
