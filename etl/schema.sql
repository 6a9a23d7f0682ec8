-- The database: what a build creates before it fills it. ENUM types come from data/codes.py (etl/build.py makes them first).
CREATE TABLE datasets (
    dataset VARCHAR NOT NULL,
    edition VARCHAR NOT NULL,              -- as published: 2021-08-25, or 2025
    edition_date DATE NOT NULL,            -- 2025 sorts as 2025-01-01
    position SMALLINT NOT NULL,            -- order in etl.datasets.DATASETS; the demonstration is last
    kind VARCHAR NOT NULL,                 -- victims | figures
    layout VARCHAR NOT NULL,               -- the layout of the file that was recognised
    title VARCHAR NOT NULL,                -- official texts, in the publisher's language
    publisher VARCHAR NOT NULL,
    citation VARCHAR NOT NULL,
    bibtex VARCHAR NOT NULL,
    url VARCHAR NOT NULL,
    licence VARCHAR NOT NULL,
    terms VARCHAR NOT NULL,
    redistribution redistribution NOT NULL,
    protection protection NOT NULL,
    method VARCHAR NOT NULL,               -- how the publisher made the file
    unit VARCHAR NOT NULL,                 -- person | record | figure: what one row counts
    represents INTEGER,                    -- the publisher's own number of people ("over"), where it differs from the rows
    zeros_lost BOOLEAN NOT NULL,           -- the layout publishes zeros and this file has none
    provisional SMALLINT[] NOT NULL,       -- years that are not complete yet
    -- reason: a words key; of: counting | reporters
    breaks STRUCT("year" SMALLINT, reason VARCHAR, place VARCHAR, indicator VARCHAR, "of" VARCHAR, dimension VARCHAR,
        origin VARCHAR)[] NOT NULL,
    records BIGINT,                        -- kind victims: records loaded
    figures BIGINT,                        -- kind figures: rows of the result
    profiles BIGINT,
    rows_read BIGINT NOT NULL,             -- before quarantine
    quarantined BIGINT NOT NULL,
    first_year SMALLINT,
    last_year SMALLINT,
    without_year BIGINT NOT NULL,
    countries SMALLINT NOT NULL,           -- distinct, of exploitation or report
    unused_columns VARCHAR[] NOT NULL,
    unmapped STRUCT("column" VARCHAR, "value" VARCHAR, "rows" BIGINT)[] NOT NULL,  -- kept as text, no code
    file VARCHAR NOT NULL,
    sha256 VARCHAR NOT NULL,               -- of the file as given
    loaded_at TIMESTAMP NOT NULL,
    PRIMARY KEY (dataset, edition)
);

-- One row a distinct profile, `records` times. Lists: the codes answered yes, and answered no where the file publishes zeros.
-- A list is NULL where nothing was answered. Unknown is NULL everywhere.
CREATE TABLE victims (
    dataset VARCHAR NOT NULL,
    edition VARCHAR NOT NULL,
    period_first SMALLINT,
    period_last SMALLINT,
    country country,                       -- of exploitation: where first assisted, identified or referred
    region region,
    subregion subregion,
    origin country,                        -- citizenship
    origin_region region,
    origin_subregion subregion,
    gender gender,
    age age,
    majority majority,                     -- at registration; from the age band where the file has no column for it
    majority_at_exploitation majority,
    majority_at_entry majority,
    duration duration,
    contributor VARCHAR,                   -- the reporting entity, where the file has it
    collection collection,
    exploitation_yes exploitation[],
    exploitation_no exploitation[],
    sector_yes sector[],
    sector_no sector[],
    sexual_form_yes sexual_form[],
    sexual_form_no sexual_form[],
    recruiter_yes recruiter[],
    recruiter_no recruiter[],
    method_yes method[],
    method_no method[],
    means_yes means[],
    means_no means[],
    perpetrator_yes perpetrator[],
    perpetrator_no perpetrator[],
    records INTEGER NOT NULL CHECK (records > 0)
);

-- Published aggregates, as intervals: `<5` is [0, 4]. Rows with one natural key are added up.
CREATE TABLE figures (
    dataset VARCHAR NOT NULL,
    edition VARCHAR NOT NULL,
    indicator indicator NOT NULL,
    unit VARCHAR NOT NULL,                 -- person | offence
    country country NOT NULL,              -- that reports
    region region,
    subregion subregion,
    year SMALLINT NOT NULL,
    dimension dimension NOT NULL,
    category VARCHAR NOT NULL,             -- total; an exploitation code; or the publisher's text (citizenship, repatriation)
    category_country country,              -- what that text maps to
    sex sex NOT NULL,
    age figure_age NOT NULL,
    low INTEGER NOT NULL,
    high INTEGER NOT NULL CHECK (high >= low),
    status VARCHAR NOT NULL CHECK (status IN ('A', 'Q')),  -- SDMX OBS_STATUS: A normal, Q suppressed (a part is `<5`)
    source_rows INTEGER NOT NULL
);

-- What a data set can answer: one row a flag (question = its group), or a row with an empty code for a plain column.
CREATE TABLE questions (
    dataset VARCHAR NOT NULL,
    edition VARCHAR NOT NULL,
    question VARCHAR NOT NULL,             -- exploitation, sector, ... or country, origin, gender, age, ...
    code VARCHAR NOT NULL,
    source_column VARCHAR NOT NULL,
    zeros BOOLEAN NOT NULL                 -- this flag's zeros are published, so its denominator is its own answers
);

CREATE TABLE quarantine (
    dataset VARCHAR NOT NULL,
    edition VARCHAR NOT NULL,
    file VARCHAR NOT NULL,
    "row" BIGINT NOT NULL,                 -- data row, counted from 1 under the header
    "column" VARCHAR NOT NULL,
    "value" VARCHAR NOT NULL,
    reason VARCHAR NOT NULL                -- fields | year | value_too_large | no_country | subregion | damaged
);

CREATE TABLE crosswalk (question VARCHAR NOT NULL, code VARCHAR NOT NULL, shown VARCHAR NOT NULL);
CREATE TABLE countries (
    country VARCHAR NOT NULL PRIMARY KEY, iso2 VARCHAR NOT NULL, m49 VARCHAR, region VARCHAR, subregion VARCHAR,
    historic BOOLEAN NOT NULL
);
CREATE TABLE regions (code VARCHAR NOT NULL PRIMARY KEY, level VARCHAR NOT NULL, parent VARCHAR);

-- Residents by country and year, what rates are of (`trends fetch population`). A figure that is not there is a missing row.
CREATE TABLE population (
    country VARCHAR NOT NULL,
    year SMALLINT NOT NULL,
    sex VARCHAR NOT NULL,                  -- total | female | male
    people BIGINT NOT NULL CHECK (people > 0),
    PRIMARY KEY (country, year, sex)
);

-- Whence the population is: no row or one.
CREATE TABLE population_sources (
    edition VARCHAR NOT NULL,              -- the day on which the publisher last changed it
    title VARCHAR NOT NULL,
    publisher VARCHAR NOT NULL,
    citation VARCHAR NOT NULL,
    licence VARCHAR NOT NULL,
    licence_url VARCHAR NOT NULL,
    url VARCHAR NOT NULL,                  -- the address that was asked, or the name of the saved file
    indicators VARCHAR[] NOT NULL,
    fetched_at TIMESTAMP NOT NULL,
    sha256 VARCHAR NOT NULL,               -- of the answers as they came
    rows_read BIGINT NOT NULL,
    figures BIGINT NOT NULL,
    areas_left_out SMALLINT NOT NULL,      -- the world, regions, groups: no country
    without_figure BIGINT NOT NULL,        -- countries and years without one
    countries SMALLINT NOT NULL,
    first_year SMALLINT NOT NULL,
    last_year SMALLINT NOT NULL
);
