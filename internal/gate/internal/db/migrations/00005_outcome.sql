-- +goose Up
-- From a path to its end: closure and what comes after, papers, next steps that move, figures that are kept.

-- details holds, as JSON, what the reason asks for (contract, zone, service), only of reasons of the common section. exit_id is the exit
-- assessment; without one no_exit_why says why. told_at: the referrer has been answered. undo holds, sealed, how things stood before, for
-- whoever closes by mistake.
ALTER TABLE closure ADD COLUMN details TEXT;
ALTER TABLE closure ADD COLUMN exit_id TEXT;
ALTER TABLE closure ADD COLUMN no_exit_why TEXT;
ALTER TABLE closure ADD COLUMN told_at TEXT;
ALTER TABLE closure ADD COLUMN undo BLOB;

-- How things go after the end of an episode: code is that of the term in the guidelines.
CREATE TABLE follow_up (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  case_id TEXT NOT NULL,
  episode_id TEXT NOT NULL,
  closure_id TEXT NOT NULL,
  code TEXT NOT NULL,
  due_on TEXT NOT NULL,
  answer TEXT,
  details TEXT,
  note TEXT,
  on_day TEXT,
  made_at TEXT NOT NULL,
  answered_at TEXT,
  answered_by TEXT,
  dropped_at TEXT,
  PRIMARY KEY (zone, id),
  FOREIGN KEY (zone, case_id) REFERENCES case_file (zone, id),
  FOREIGN KEY (zone, episode_id) REFERENCES episode (zone, id),
  FOREIGN KEY (zone, closure_id) REFERENCES closure (zone, id),
  FOREIGN KEY (zone, answered_by) REFERENCES account (zone, id)
);
CREATE UNIQUE INDEX follow_up_once ON follow_up (zone, closure_id, code) WHERE dropped_at IS NULL;
CREATE INDEX follow_up_case ON follow_up (zone, case_id, due_on);
CREATE INDEX follow_up_due ON follow_up (zone, due_on, id) WHERE answered_at IS NULL AND dropped_at IS NULL;

-- A next step that got another day or another person, with why.
CREATE TABLE next_step_move (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  step_id TEXT NOT NULL,
  from_on TEXT,
  to_on TEXT,
  from_id TEXT,
  to_id TEXT,
  why TEXT NOT NULL,
  at TEXT NOT NULL,
  by_id TEXT,
  PRIMARY KEY (zone, id),
  FOREIGN KEY (zone, step_id) REFERENCES next_step (zone, id),
  FOREIGN KEY (zone, from_id) REFERENCES account (zone, id),
  FOREIGN KEY (zone, to_id) REFERENCES account (zone, id)
);
CREATE INDEX next_step_move_step ON next_step_move (zone, step_id, at);

-- The private address at which a calendar program reads the holder's days; only its hash is kept.
CREATE TABLE calendar_feed (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  account_id TEXT NOT NULL,
  token_hash TEXT NOT NULL,
  made_at TEXT NOT NULL,
  ended_at TEXT,
  PRIMARY KEY (zone, id),
  FOREIGN KEY (zone, account_id) REFERENCES account (zone, id)
);
CREATE UNIQUE INDEX calendar_feed_one ON calendar_feed (zone, account_id) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX calendar_feed_token ON calendar_feed (zone, token_hash);

-- When such an address was last read; id is the address's.
CREATE TABLE calendar_use (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (zone, id),
  FOREIGN KEY (zone, id) REFERENCES calendar_feed (zone, id)
);

-- Who runs an action is looked for by name, in the sections that somebody reads.
CREATE INDEX plan_action_provider ON plan_action (zone, section, provider, action_id) WHERE provider IS NOT NULL;
CREATE INDEX plan_action_host ON plan_action (zone, section, host, action_id) WHERE host IS NOT NULL;

-- Papers ------------------------------------------------------------------------------------------------------------------------

-- The register of documents, produced from a model or brought in (model is empty). title is set in open sections only; sealed holds title
-- and text as JSON under the person's key, or under the zone's when the document is about nobody.
CREATE TABLE document (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  year INTEGER NOT NULL,
  number INTEGER NOT NULL,
  model TEXT NOT NULL,
  model_digest TEXT,
  section TEXT NOT NULL,
  lang TEXT NOT NULL,
  case_id TEXT,
  episode_id TEXT,
  person_id TEXT,
  subject_id TEXT,
  title TEXT,
  title_key TEXT,
  sealed BLOB,
  on_day TEXT NOT NULL,
  batch_id TEXT,
  made_at TEXT NOT NULL,
  made_by TEXT,
  protocol_number TEXT,
  protocol_on TEXT,
  protocol_by TEXT,
  voided_at TEXT,
  voided_by TEXT,
  voided_why TEXT,
  PRIMARY KEY (zone, id),
  FOREIGN KEY (zone, case_id) REFERENCES case_file (zone, id),
  FOREIGN KEY (zone, person_id) REFERENCES person (zone, id),
  FOREIGN KEY (zone, made_by) REFERENCES account (zone, id)
);
CREATE UNIQUE INDEX document_number ON document (zone, year, number);
CREATE INDEX document_case ON document (zone, case_id, on_day);
CREATE INDEX document_title ON document (zone, section, title_key, id) WHERE title_key IS NOT NULL;
CREATE INDEX document_of_zone ON document (zone, id) WHERE case_id IS NULL;

-- The files of a produced document, pdf and odt, sealed. digest is the SHA-256 of the open file.
CREATE TABLE document_file (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  document_id TEXT NOT NULL,
  format TEXT NOT NULL,
  size INTEGER NOT NULL,
  digest TEXT NOT NULL,
  body BLOB NOT NULL,
  PRIMARY KEY (zone, id),
  FOREIGN KEY (zone, document_id) REFERENCES document (zone, id)
);
CREATE UNIQUE INDEX document_file_format ON document_file (zone, document_id, format);

CREATE TABLE document_batch (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  model TEXT NOT NULL,
  lang TEXT NOT NULL,
  total INTEGER NOT NULL,
  made_at TEXT NOT NULL,
  made_by TEXT,
  ended_at TEXT,
  cancelled_at TEXT,
  PRIMARY KEY (zone, id),
  FOREIGN KEY (zone, made_by) REFERENCES account (zone, id)
);
CREATE TABLE document_batch_item (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  batch_id TEXT NOT NULL,
  n INTEGER NOT NULL,
  case_id TEXT NOT NULL,
  state TEXT NOT NULL,
  document_id TEXT,
  why TEXT,
  PRIMARY KEY (zone, id),
  FOREIGN KEY (zone, batch_id) REFERENCES document_batch (zone, id),
  FOREIGN KEY (zone, case_id) REFERENCES case_file (zone, id),
  FOREIGN KEY (zone, document_id) REFERENCES document (zone, id)
);
CREATE UNIQUE INDEX document_batch_item_n ON document_batch_item (zone, batch_id, n);
CREATE INDEX document_batch_item_state ON document_batch_item (zone, batch_id, state, n);

-- The zone's own wording of a model, in place of the Tuscan one.
CREATE TABLE document_model (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  code TEXT NOT NULL,
  lang TEXT NOT NULL,
  body TEXT NOT NULL,
  digest TEXT NOT NULL,
  made_at TEXT NOT NULL,
  made_by TEXT,
  ended_at TEXT,
  ended_by TEXT,
  PRIMARY KEY (zone, id),
  FOREIGN KEY (zone, made_by) REFERENCES account (zone, id)
);
CREATE UNIQUE INDEX document_model_now ON document_model (zone, code, lang) WHERE ended_at IS NULL;

-- The zone's letterhead: lines of text and a picture (PNG).
CREATE TABLE letterhead (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  lines TEXT NOT NULL,
  foot TEXT,
  logo BLOB,
  logo_alt TEXT,
  made_at TEXT NOT NULL,
  made_by TEXT,
  ended_at TEXT,
  PRIMARY KEY (zone, id),
  FOREIGN KEY (zone, made_by) REFERENCES account (zone, id)
);
CREATE UNIQUE INDEX letterhead_now ON letterhead (zone) WHERE ended_at IS NULL;

-- pages: of a PDF; thumb: a small picture, sealed like the pieces.
ALTER TABLE attachment ADD COLUMN pages INTEGER;
ALTER TABLE attachment ADD COLUMN thumb BLOB;
ALTER TABLE upload ADD COLUMN pages INTEGER;
ALTER TABLE upload ADD COLUMN thumb BLOB;

-- What somebody has been shown once: the first tour, the news of a version.
CREATE TABLE account_seen (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  account_id TEXT NOT NULL,
  code TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (zone, id),
  FOREIGN KEY (zone, account_id) REFERENCES account (zone, id)
);
CREATE UNIQUE INDEX account_seen_code ON account_seen (zone, account_id, code);

-- Figures -----------------------------------------------------------------------------------------------------------------------

-- Kept summaries, which can be counted anew at any time. counts is a packed map from a day or a month to a number.
CREATE TABLE summary (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  dim TEXT NOT NULL,
  dim_key TEXT NOT NULL,
  figure TEXT NOT NULL,
  part TEXT NOT NULL,
  counts TEXT NOT NULL,
  PRIMARY KEY (zone, id)
);
CREATE UNIQUE INDEX summary_cell ON summary (zone, dim, dim_key, figure, part);

-- The rows behind a figure are read along the days on which they count.
CREATE INDEX episode_opened ON episode (zone, opened_on, id, case_id);
CREATE INDEX state_change_day ON state_change (zone, on_day, id);
CREATE INDEX state_change_to ON state_change (zone, to_state, on_day, id);
CREATE INDEX closure_day ON closure (zone, on_day, id, case_id) WHERE undone_at IS NULL;
CREATE INDEX plan_check_day ON plan_check (zone, on_day, id, case_id);
CREATE INDEX case_file_since ON case_file (zone, state, state_on, id) WHERE merged_into IS NULL;

-- What each case counts for in the summaries; id is the case's.
CREATE TABLE case_summary (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  facts TEXT NOT NULL,
  PRIMARY KEY (zone, id),
  FOREIGN KEY (zone, id) REFERENCES case_file (zone, id)
);

-- Cases that have changed since they were counted; id is the case's.
CREATE TABLE case_touched (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (zone, id),
  FOREIGN KEY (zone, id) REFERENCES case_file (zone, id)
);
