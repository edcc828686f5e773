-- +goose Up
-- From understanding to a path: assessment, then personalised project.

-- The matrix as it was when assessments began with it: they keep it when the guidelines change.
CREATE TABLE instrument (
  zone TEXT NOT NULL REFERENCES zone (zone),
  id TEXT NOT NULL,
  code TEXT NOT NULL,
  version TEXT NOT NULL,
  digest TEXT NOT NULL,
  body TEXT NOT NULL,
  made_at TEXT NOT NULL,
  PRIMARY KEY (zone, id)
);
CREATE UNIQUE INDEX instrument_digest ON instrument (zone, digest);

-- One assessment of a person: entry, check or exit. amends is the closed one that it takes the place of; second_of the one that a second
-- rater rates too, for training. dropped_at: begun by mistake, nothing was rated.
CREATE TABLE assessment (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  case_id TEXT NOT NULL,
  episode_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  instrument_id TEXT NOT NULL,
  on_day TEXT NOT NULL,
  amends TEXT,
  second_of TEXT,
  decision TEXT,
  begun_at TEXT NOT NULL,
  begun_by TEXT,
  closed_at TEXT,
  closed_by TEXT,
  dropped_at TEXT,
  dropped_by TEXT,
  version INTEGER NOT NULL,
  PRIMARY KEY (zone, id),
  FOREIGN KEY (zone, case_id) REFERENCES case_file (zone, id),
  FOREIGN KEY (zone, episode_id) REFERENCES episode (zone, id),
  FOREIGN KEY (zone, person_id) REFERENCES person (zone, id),
  FOREIGN KEY (zone, instrument_id) REFERENCES instrument (zone, id),
  FOREIGN KEY (zone, amends) REFERENCES assessment (zone, id),
  FOREIGN KEY (zone, second_of) REFERENCES assessment (zone, id),
  FOREIGN KEY (zone, begun_by) REFERENCES account (zone, id),
  FOREIGN KEY (zone, closed_by) REFERENCES account (zone, id)
);
CREATE INDEX assessment_case ON assessment (zone, case_id, on_day, begun_at);
CREATE UNIQUE INDEX assessment_open ON assessment (zone, case_id) WHERE closed_at IS NULL AND dropped_at IS NULL AND second_of IS NULL;
CREATE UNIQUE INDEX assessment_amends ON assessment (zone, amends) WHERE dropped_at IS NULL AND amends IS NOT NULL;

-- The level of one domain, ours and the person's own. Of a reserved domain everything stands in sealed, under the person's key. ours_version
-- and person_version are the version at which each side was last written, so that two people write on two sides.
CREATE TABLE rating (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  assessment_id TEXT NOT NULL,
  domain TEXT NOT NULL,
  section TEXT NOT NULL,
  level INTEGER,
  unexplored INTEGER,
  note TEXT,
  person_level INTEGER,
  person_words TEXT,
  sealed BLOB,
  reason TEXT,
  ours_at TEXT,
  ours_by TEXT,
  ours_version INTEGER NOT NULL,
  person_at TEXT,
  person_by TEXT,
  person_version INTEGER NOT NULL,
  version INTEGER NOT NULL,
  PRIMARY KEY (zone, id),
  FOREIGN KEY (zone, assessment_id) REFERENCES assessment (zone, id),
  FOREIGN KEY (zone, ours_by) REFERENCES account (zone, id),
  FOREIGN KEY (zone, person_by) REFERENCES account (zone, id)
);
CREATE UNIQUE INDEX rating_domain ON rating (zone, assessment_id, domain);

-- Strengths, and what the person wants in their words.
CREATE TABLE assessment_text (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  assessment_id TEXT NOT NULL,
  name TEXT NOT NULL,
  body TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  changed_by TEXT,
  version INTEGER NOT NULL,
  PRIMARY KEY (zone, id),
  FOREIGN KEY (zone, assessment_id) REFERENCES assessment (zone, id),
  FOREIGN KEY (zone, changed_by) REFERENCES account (zone, id)
);
CREATE UNIQUE INDEX assessment_text_name ON assessment_text (zone, assessment_id, name);

-- A result that another system keeps, cited with its source and date; of a reserved kind the value is sealed.
CREATE TABLE assessment_reference (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  case_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  section TEXT NOT NULL,
  value TEXT,
  sealed BLOB,
  source TEXT NOT NULL,
  on_day TEXT NOT NULL,
  made_at TEXT NOT NULL,
  made_by TEXT,
  ended_at TEXT,
  ended_by TEXT,
  PRIMARY KEY (zone, id),
  FOREIGN KEY (zone, case_id) REFERENCES case_file (zone, id),
  FOREIGN KEY (zone, person_id) REFERENCES person (zone, id),
  FOREIGN KEY (zone, made_by) REFERENCES account (zone, id)
);
CREATE INDEX assessment_reference_case ON assessment_reference (zone, case_id, on_day);
