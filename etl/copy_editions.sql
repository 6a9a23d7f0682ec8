-- The editions of the published database that stay as they are. `kept` lists them.
INSERT INTO victims BY NAME
SELECT old.* FROM published.victims AS old SEMI JOIN kept USING (dataset, edition);
INSERT INTO figures BY NAME
SELECT old.* FROM published.figures AS old SEMI JOIN kept USING (dataset, edition);
INSERT INTO questions BY NAME
SELECT old.* FROM published.questions AS old SEMI JOIN kept USING (dataset, edition);
INSERT INTO quarantine BY NAME
SELECT old.* FROM published.quarantine AS old SEMI JOIN kept USING (dataset, edition);
INSERT INTO datasets BY NAME
SELECT old.* FROM published.datasets AS old SEMI JOIN kept USING (dataset, edition);
