-- +goose Up
-- Spelt for SQLite; for PostgreSQL dialect.go turns TEXT into text COLLATE "C", BLOB into bytea and INTEGER into bigint.
-- Every table with a zone's data begins its keys with the zone. Dates are YYYY-MM-DD, instants UTC with microseconds: both sort as text.

CREATE TABLE installation (
  id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  key_fingerprint TEXT NOT NULL,
  verifier_key TEXT NOT NULL,
  made_at TEXT NOT NULL
);

CREATE TABLE zone (
  zone TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  demo INTEGER NOT NULL,
  wrapped_key BLOB NOT NULL,
  made_at TEXT NOT NULL
);

-- Bodies of the territory that refer people or take part; a body need not use the program. section: its very name tells of that section.
CREATE TABLE organisation (
  zone TEXT NOT NULL REFERENCES zone (zone),
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  kind TEXT NOT NULL,
  section TEXT,
  made_at TEXT NOT NULL,
  ended_at TEXT,
  PRIMARY KEY (zone, id)
);
CREATE UNIQUE INDEX organisation_name ON organisation (zone, name_key) WHERE ended_at IS NULL;

CREATE TABLE seat (
  zone TEXT NOT NULL REFERENCES zone (zone),
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  municipality TEXT,
  ended_at TEXT,
  PRIMARY KEY (zone, id)
);

CREATE TABLE team (
  zone TEXT NOT NULL REFERENCES zone (zone),
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  ended_at TEXT,
  PRIMARY KEY (zone, id)
);

-- Who are you -------------------------------------------------------------------------------------------------------------------

CREATE TABLE account (
  zone TEXT NOT NULL REFERENCES zone (zone),
  id TEXT NOT NULL,
  email TEXT NOT NULL,
  given_name TEXT NOT NULL,
  family_name TEXT NOT NULL,
  core INTEGER NOT NULL,
  seat_id TEXT,
  organisation_id TEXT,
  language TEXT NOT NULL,
  shortcuts INTEGER NOT NULL,
  password_hash TEXT,
  password_at TEXT,
  must_change INTEGER NOT NULL,
  totp_secret BLOB,
  totp_at TEXT,
  totp_step INTEGER,
  version INTEGER NOT NULL,
  made_at TEXT NOT NULL,
  made_by TEXT,
  disabled_at TEXT,
  disabled_by TEXT,
  PRIMARY KEY (zone, id),
  FOREIGN KEY (zone, seat_id) REFERENCES seat (zone, id),
  FOREIGN KEY (zone, organisation_id) REFERENCES organisation (zone, id)
);
CREATE UNIQUE INDEX account_email ON account (zone, email);

CREATE TABLE account_role (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  account_id TEXT NOT NULL,
  role TEXT NOT NULL,
  since_at TEXT NOT NULL,
  until_at TEXT,
  granted_by TEXT,
  confirmed_at TEXT,
  confirmed_by TEXT,
  ended_by TEXT,
  PRIMARY KEY (zone, id),
  FOREIGN KEY (zone, account_id) REFERENCES account (zone, id)
);
CREATE UNIQUE INDEX account_role_active ON account_role (zone, account_id, role) WHERE until_at IS NULL;
CREATE INDEX account_role_account ON account_role (zone, account_id, until_at);

CREATE TABLE recovery_code (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  account_id TEXT NOT NULL,
  code_hash TEXT NOT NULL,
  made_at TEXT NOT NULL,
  used_at TEXT,
  PRIMARY KEY (zone, id),
  FOREIGN KEY (zone, account_id) REFERENCES account (zone, id)
);
CREATE INDEX recovery_code_account ON recovery_code (zone, account_id);

CREATE TABLE device (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  account_id TEXT NOT NULL,
  token_hash TEXT NOT NULL,
  agent TEXT NOT NULL,
  made_at TEXT NOT NULL,
  seen_at TEXT NOT NULL,
  told_at TEXT,
  ended_at TEXT,
  PRIMARY KEY (zone, id),
  FOREIGN KEY (zone, account_id) REFERENCES account (zone, id)
);
CREATE UNIQUE INDEX device_token ON device (zone, token_hash);

CREATE TABLE session (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  account_id TEXT NOT NULL,
  device_id TEXT,
  token_hash TEXT NOT NULL,
  step TEXT NOT NULL,
  agent TEXT NOT NULL,
  made_at TEXT NOT NULL,
  seen_at TEXT NOT NULL,
  proved_at TEXT,
  ends_at TEXT NOT NULL,
  ended_at TEXT,
  PRIMARY KEY (zone, id),
  FOREIGN KEY (zone, account_id) REFERENCES account (zone, id),
  FOREIGN KEY (zone, device_id) REFERENCES device (zone, id)
);
CREATE UNIQUE INDEX session_token ON session (zone, token_hash);
CREATE INDEX session_account ON session (zone, account_id, ended_at);

CREATE TABLE api_token (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  account_id TEXT NOT NULL,
  name TEXT NOT NULL,
  token_hash TEXT NOT NULL,
  made_at TEXT NOT NULL,
  ends_at TEXT NOT NULL,
  ended_at TEXT,
  PRIMARY KEY (zone, id),
  FOREIGN KEY (zone, account_id) REFERENCES account (zone, id)
);
CREATE UNIQUE INDEX api_token_hash ON api_token (zone, token_hash);

-- An administrator asks to take a lost second factor away; a second person answers.
CREATE TABLE factor_reset (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  account_id TEXT NOT NULL,
  asked_at TEXT NOT NULL,
  asked_by TEXT,
  answered_at TEXT,
  answered_by TEXT,
  answer TEXT,
  PRIMARY KEY (zone, id),
  FOREIGN KEY (zone, account_id) REFERENCES account (zone, id)
);
CREATE UNIQUE INDEX factor_reset_pending ON factor_reset (zone, account_id) WHERE answered_at IS NULL;

-- Failures of signing in, by a keyed hash of what was tried: slows an attacker down, locks nobody out.
CREATE TABLE throttle (
  zone TEXT NOT NULL REFERENCES zone (zone),
  id TEXT NOT NULL,
  failures INTEGER NOT NULL,
  last_at TEXT NOT NULL,
  wait_until TEXT,
  PRIMARY KEY (zone, id)
);

CREATE TABLE idempotency (
  zone TEXT NOT NULL REFERENCES zone (zone),
  id TEXT NOT NULL,
  request_hash TEXT NOT NULL,
  status INTEGER NOT NULL,
  body BLOB NOT NULL,
  made_at TEXT NOT NULL,
  PRIMARY KEY (zone, id)
);
CREATE INDEX idempotency_made ON idempotency (zone, made_at);

CREATE TABLE draft (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  account_id TEXT NOT NULL,
  slot TEXT NOT NULL,
  body BLOB NOT NULL,
  saved_at TEXT NOT NULL,
  PRIMARY KEY (zone, id),
  FOREIGN KEY (zone, account_id) REFERENCES account (zone, id)
);
CREATE UNIQUE INDEX draft_slot ON draft (zone, account_id, slot);

CREATE TABLE saved_view (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  account_id TEXT NOT NULL,
  name TEXT NOT NULL,
  filters TEXT NOT NULL,
  made_at TEXT NOT NULL,
  ended_at TEXT,
  PRIMARY KEY (zone, id),
  FOREIGN KEY (zone, account_id) REFERENCES account (zone, id)
);
CREATE UNIQUE INDEX saved_view_name ON saved_view (zone, account_id, name) WHERE ended_at IS NULL;

-- People ------------------------------------------------------------------------------------------------------------------------

-- name_key is the folded name, family name first; given_key the same, given name first: both are searched as prefixes.
CREATE TABLE person (
  zone TEXT NOT NULL REFERENCES zone (zone),
  id TEXT NOT NULL,
  given_name TEXT NOT NULL,
  family_name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  given_key TEXT,
  tax_code TEXT,
  tax_base TEXT,
  birth_date TEXT,
  birth_place TEXT,
  sex TEXT,
  municipality TEXT,
  address TEXT,
  phone TEXT,
  email TEXT,
  language TEXT,
  version INTEGER NOT NULL,
  made_at TEXT NOT NULL,
  made_by TEXT,
  changed_at TEXT NOT NULL,
  changed_by TEXT,
  merged_into TEXT,
  PRIMARY KEY (zone, id),
  FOREIGN KEY (zone, merged_into) REFERENCES person (zone, id)
);
CREATE UNIQUE INDEX person_tax_code ON person (zone, tax_code) WHERE merged_into IS NULL;
CREATE INDEX person_tax_base ON person (zone, tax_base);
CREATE INDEX person_name ON person (zone, name_key, id);
CREATE INDEX person_given ON person (zone, given_key, id);
CREATE INDEX person_birth ON person (zone, birth_date, id);
CREATE INDEX person_merged ON person (zone, merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE person_key (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  wrapped BLOB NOT NULL,
  made_at TEXT NOT NULL,
  PRIMARY KEY (zone, id),
  FOREIGN KEY (zone, id) REFERENCES person (zone, id)
);

CREATE TABLE person_change (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  at TEXT NOT NULL,
  by_id TEXT,
  source TEXT NOT NULL,
  reason TEXT,
  fields TEXT NOT NULL,
  before BLOB NOT NULL,
  PRIMARY KEY (zone, id),
  FOREIGN KEY (zone, person_id) REFERENCES person (zone, id),
  FOREIGN KEY (zone, by_id) REFERENCES account (zone, id)
);
CREATE UNIQUE INDEX person_change_version ON person_change (zone, person_id, version);

CREATE TABLE person_external_id (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  owner TEXT NOT NULL,
  number TEXT NOT NULL,
  since_at TEXT NOT NULL,
  until_at TEXT,
  PRIMARY KEY (zone, id),
  FOREIGN KEY (zone, person_id) REFERENCES person (zone, id)
);
CREATE INDEX person_external_id_person ON person_external_id (zone, person_id);

CREATE TABLE person_merge (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  kept_id TEXT NOT NULL,
  merged_id TEXT NOT NULL,
  at TEXT NOT NULL,
  by_id TEXT,
  reason TEXT NOT NULL,
  moved BLOB NOT NULL,
  undone_at TEXT,
  undone_by TEXT,
  undone_reason TEXT,
  PRIMARY KEY (zone, id),
  FOREIGN KEY (zone, kept_id) REFERENCES person (zone, id),
  FOREIGN KEY (zone, merged_id) REFERENCES person (zone, id)
);
CREATE INDEX person_merge_kept ON person_merge (zone, kept_id);
CREATE INDEX person_merge_merged ON person_merge (zone, merged_id);

-- Two records that somebody has declared to be two people: never proposed as twins again. first_id < second_id.
CREATE TABLE person_apart (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  first_id TEXT NOT NULL,
  second_id TEXT NOT NULL,
  at TEXT NOT NULL,
  by_id TEXT,
  PRIMARY KEY (zone, id),
  FOREIGN KEY (zone, first_id) REFERENCES person (zone, id),
  FOREIGN KEY (zone, second_id) REFERENCES person (zone, id)
);
CREATE UNIQUE INDEX person_apart_pair ON person_apart (zone, first_id, second_id);

-- Case files --------------------------------------------------------------------------------------------------------------------

-- One per person and zone. The columns from state to next_what repeat the newest of the history rows below, for the lists.
CREATE TABLE case_file (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  number INTEGER NOT NULL,
  episode_id TEXT NOT NULL,
  opened_on TEXT NOT NULL,
  state TEXT NOT NULL,
  state_on TEXT NOT NULL,
  manager_id TEXT,
  seat_id TEXT,
  municipality TEXT,
  referrer_id TEXT,
  next_on TEXT,
  next_what TEXT,
  review_on TEXT,
  last_on TEXT,
  name_key TEXT NOT NULL,
  version INTEGER NOT NULL,
  made_at TEXT NOT NULL,
  made_by TEXT,
  changed_at TEXT NOT NULL,
  changed_by TEXT,
  merged_into TEXT,
  PRIMARY KEY (zone, id),
  FOREIGN KEY (zone, person_id) REFERENCES person (zone, id),
  FOREIGN KEY (zone, manager_id) REFERENCES account (zone, id),
  FOREIGN KEY (zone, seat_id) REFERENCES seat (zone, id),
  FOREIGN KEY (zone, referrer_id) REFERENCES organisation (zone, id),
  FOREIGN KEY (zone, merged_into) REFERENCES case_file (zone, id)
);
CREATE UNIQUE INDEX case_file_person ON case_file (zone, person_id) WHERE merged_into IS NULL;
CREATE UNIQUE INDEX case_file_number ON case_file (zone, number);
CREATE INDEX case_file_manager ON case_file (zone, manager_id, state, next_on, id) WHERE merged_into IS NULL;
-- The columns after id let what is counted by state be read from the index alone.
CREATE INDEX case_file_state ON case_file (zone, state, next_on, id, manager_id, episode_id, merged_into) WHERE merged_into IS NULL;
CREATE INDEX case_file_state_name ON case_file (zone, state, name_key, id) WHERE merged_into IS NULL;
CREATE INDEX case_file_municipality ON case_file (zone, municipality, name_key, id, state) WHERE merged_into IS NULL;
CREATE INDEX case_file_name ON case_file (zone, name_key, id) WHERE merged_into IS NULL;
CREATE INDEX case_file_next ON case_file (zone, next_on, id) WHERE merged_into IS NULL;
CREATE INDEX case_file_referrer ON case_file (zone, referrer_id, name_key, id, state) WHERE merged_into IS NULL;
CREATE INDEX case_file_seat ON case_file (zone, seat_id, name_key, id, state) WHERE merged_into IS NULL;
CREATE INDEX case_file_merged ON case_file (zone, merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE episode (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  case_id TEXT NOT NULL,
  number INTEGER NOT NULL,
  previous_id TEXT,
  opened_on TEXT NOT NULL,
  closed_on TEXT,
  made_at TEXT NOT NULL,
  made_by TEXT,
  PRIMARY KEY (zone, id),
  FOREIGN KEY (zone, case_id) REFERENCES case_file (zone, id),
  FOREIGN KEY (zone, previous_id) REFERENCES episode (zone, id)
);
CREATE INDEX episode_case ON episode (zone, case_id);

CREATE TABLE state_change (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  case_id TEXT NOT NULL,
  episode_id TEXT NOT NULL,
  from_state TEXT,
  to_state TEXT NOT NULL,
  on_day TEXT NOT NULL,
  reason TEXT,
  at TEXT NOT NULL,
  by_id TEXT,
  PRIMARY KEY (zone, id),
  FOREIGN KEY (zone, case_id) REFERENCES case_file (zone, id),
  FOREIGN KEY (zone, episode_id) REFERENCES episode (zone, id),
  FOREIGN KEY (zone, by_id) REFERENCES account (zone, id)
);
CREATE INDEX state_change_case ON state_change (zone, case_id, on_day);

CREATE TABLE case_manager (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  case_id TEXT NOT NULL,
  account_id TEXT NOT NULL,
  since_at TEXT NOT NULL,
  until_at TEXT,
  by_id TEXT,
  ended_by TEXT,
  PRIMARY KEY (zone, id),
  FOREIGN KEY (zone, case_id) REFERENCES case_file (zone, id),
  FOREIGN KEY (zone, account_id) REFERENCES account (zone, id),
  FOREIGN KEY (zone, by_id) REFERENCES account (zone, id)
);
CREATE UNIQUE INDEX case_manager_one ON case_manager (zone, case_id) WHERE until_at IS NULL;
CREATE INDEX case_manager_case ON case_manager (zone, case_id, since_at);

CREATE TABLE case_member (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  case_id TEXT NOT NULL,
  account_id TEXT NOT NULL,
  justice INTEGER NOT NULL,
  since_at TEXT NOT NULL,
  until_at TEXT,
  reason TEXT,
  by_id TEXT,
  ended_by TEXT,
  ended_reason TEXT,
  PRIMARY KEY (zone, id),
  FOREIGN KEY (zone, case_id) REFERENCES case_file (zone, id),
  FOREIGN KEY (zone, account_id) REFERENCES account (zone, id),
  FOREIGN KEY (zone, by_id) REFERENCES account (zone, id)
);
CREATE UNIQUE INDEX case_member_active ON case_member (zone, case_id, account_id) WHERE until_at IS NULL;
CREATE INDEX case_member_account ON case_member (zone, account_id, until_at, case_id);

CREATE TABLE hand_over (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  case_id TEXT NOT NULL,
  from_id TEXT,
  to_id TEXT NOT NULL,
  reason TEXT NOT NULL,
  stays INTEGER,
  asked_at TEXT NOT NULL,
  asked_by TEXT,
  answered_at TEXT,
  answered_by TEXT,
  answer TEXT,
  answer_reason TEXT,
  PRIMARY KEY (zone, id),
  FOREIGN KEY (zone, case_id) REFERENCES case_file (zone, id),
  FOREIGN KEY (zone, from_id) REFERENCES account (zone, id),
  FOREIGN KEY (zone, to_id) REFERENCES account (zone, id)
);
CREATE UNIQUE INDEX hand_over_pending ON hand_over (zone, case_id) WHERE answered_at IS NULL;
CREATE INDEX hand_over_to ON hand_over (zone, to_id, answered_at);
CREATE INDEX hand_over_case ON hand_over (zone, case_id, asked_at);

-- The words of a suspension or closure whose reason belongs to a reserved section are sealed; those of the others stand in note.
CREATE TABLE suspension (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  case_id TEXT NOT NULL,
  episode_id TEXT NOT NULL,
  from_state TEXT NOT NULL,
  since_on TEXT NOT NULL,
  reason TEXT NOT NULL,
  note TEXT,
  sealed BLOB,
  review_on TEXT NOT NULL,
  made_at TEXT NOT NULL,
  by_id TEXT,
  ended_on TEXT,
  ended_at TEXT,
  ended_by TEXT,
  ended_note TEXT,
  PRIMARY KEY (zone, id),
  FOREIGN KEY (zone, case_id) REFERENCES case_file (zone, id),
  FOREIGN KEY (zone, episode_id) REFERENCES episode (zone, id)
);
CREATE UNIQUE INDEX suspension_open ON suspension (zone, case_id) WHERE ended_at IS NULL;
CREATE INDEX suspension_case ON suspension (zone, case_id, since_on);

CREATE TABLE closure (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  case_id TEXT NOT NULL,
  episode_id TEXT NOT NULL,
  on_day TEXT NOT NULL,
  reason TEXT NOT NULL,
  outcomes TEXT NOT NULL,
  note TEXT,
  sealed BLOB,
  made_at TEXT NOT NULL,
  by_id TEXT,
  PRIMARY KEY (zone, id),
  FOREIGN KEY (zone, case_id) REFERENCES case_file (zone, id),
  FOREIGN KEY (zone, episode_id) REFERENCES episode (zone, id)
);
CREATE UNIQUE INDEX closure_episode ON closure (zone, episode_id);
CREATE INDEX closure_case ON closure (zone, case_id, on_day);

-- body holds the text of an open section, sealed the encrypted text of a reserved one.
CREATE TABLE note (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  case_id TEXT NOT NULL,
  episode_id TEXT NOT NULL,
  section TEXT NOT NULL,
  on_day TEXT NOT NULL,
  body TEXT,
  sealed BLOB,
  source TEXT NOT NULL,
  author_id TEXT,
  author_role TEXT,
  made_at TEXT NOT NULL,
  supersedes TEXT,
  PRIMARY KEY (zone, id),
  FOREIGN KEY (zone, case_id) REFERENCES case_file (zone, id),
  FOREIGN KEY (zone, episode_id) REFERENCES episode (zone, id),
  FOREIGN KEY (zone, author_id) REFERENCES account (zone, id),
  FOREIGN KEY (zone, supersedes) REFERENCES note (zone, id)
);
CREATE INDEX note_case ON note (zone, case_id, on_day, id);
CREATE UNIQUE INDEX note_superseded ON note (zone, supersedes) WHERE supersedes IS NOT NULL;

CREATE TABLE case_date (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  case_id TEXT NOT NULL,
  on_day TEXT,
  what TEXT,
  at TEXT NOT NULL,
  by_id TEXT,
  PRIMARY KEY (zone, id),
  FOREIGN KEY (zone, case_id) REFERENCES case_file (zone, id),
  FOREIGN KEY (zone, by_id) REFERENCES account (zone, id)
);
CREATE INDEX case_date_case ON case_date (zone, case_id, at);

CREATE TABLE referral (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  case_id TEXT NOT NULL,
  episode_id TEXT NOT NULL,
  received_on TEXT,
  organisation_id TEXT,
  sender_words TEXT,
  source TEXT NOT NULL,
  made_at TEXT NOT NULL,
  by_id TEXT,
  PRIMARY KEY (zone, id),
  FOREIGN KEY (zone, case_id) REFERENCES case_file (zone, id),
  FOREIGN KEY (zone, episode_id) REFERENCES episode (zone, id),
  FOREIGN KEY (zone, organisation_id) REFERENCES organisation (zone, id)
);
CREATE INDEX referral_case ON referral (zone, case_id, episode_id, id, received_on);

CREATE TABLE membership (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  programme TEXT NOT NULL,
  words TEXT,
  since_on TEXT,
  until_on TEXT,
  source TEXT NOT NULL,
  made_at TEXT NOT NULL,
  by_id TEXT,
  PRIMARY KEY (zone, id),
  FOREIGN KEY (zone, person_id) REFERENCES person (zone, id)
);
CREATE UNIQUE INDEX membership_active ON membership (zone, person_id, programme) WHERE until_on IS NULL;
CREATE INDEX membership_programme ON membership (zone, programme, until_on, person_id);

CREATE TABLE break_glass (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  case_id TEXT NOT NULL,
  account_id TEXT NOT NULL,
  code TEXT NOT NULL,
  reason BLOB NOT NULL,
  by_coordinator INTEGER NOT NULL,
  at TEXT NOT NULL,
  until_at TEXT NOT NULL,
  reviewed_at TEXT,
  reviewed_by TEXT,
  review TEXT,
  review_note TEXT,
  PRIMARY KEY (zone, id),
  FOREIGN KEY (zone, case_id) REFERENCES case_file (zone, id),
  FOREIGN KEY (zone, account_id) REFERENCES account (zone, id),
  FOREIGN KEY (zone, reviewed_by) REFERENCES account (zone, id)
);
CREATE INDEX break_glass_case ON break_glass (zone, case_id, account_id, until_at);
CREATE INDEX break_glass_open ON break_glass (zone, reviewed_at, at);
CREATE INDEX break_glass_account ON break_glass (zone, account_id, at);

-- Lists brought in --------------------------------------------------------------------------------------------------------------

CREATE TABLE import (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  file_name TEXT NOT NULL,
  size INTEGER NOT NULL,
  digest TEXT NOT NULL,
  kind TEXT NOT NULL,
  heading TEXT NOT NULL,
  mapping TEXT NOT NULL,
  state TEXT NOT NULL,
  counts TEXT NOT NULL,
  made_at TEXT NOT NULL,
  by_id TEXT,
  finished_at TEXT,
  PRIMARY KEY (zone, id),
  FOREIGN KEY (zone, by_id) REFERENCES account (zone, id)
);
CREATE INDEX import_state ON import (zone, state, made_at);

-- Work in progress on an import: moves while the work goes on, is no record of it.
CREATE TABLE import_progress (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  step TEXT NOT NULL,
  done INTEGER NOT NULL,
  total INTEGER NOT NULL,
  at TEXT NOT NULL,
  error_id TEXT,
  PRIMARY KEY (zone, id),
  FOREIGN KEY (zone, id) REFERENCES import (zone, id)
);

CREATE TABLE import_mapping (
  zone TEXT NOT NULL REFERENCES zone (zone),
  id TEXT NOT NULL,
  signature TEXT NOT NULL,
  mapping TEXT NOT NULL,
  version INTEGER NOT NULL,
  at TEXT NOT NULL,
  by_id TEXT,
  PRIMARY KEY (zone, id)
);
CREATE UNIQUE INDEX import_mapping_signature ON import_mapping (zone, signature);

-- One line of a list, with the words of the list sealed as they were.
CREATE TABLE import_line (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  import_id TEXT NOT NULL,
  line INTEGER NOT NULL,
  result TEXT NOT NULL,
  column_name TEXT,
  reason TEXT,
  choice TEXT,
  twin_id TEXT,
  person_id TEXT,
  case_id TEXT,
  digest TEXT NOT NULL,
  cells BLOB NOT NULL,
  differs BLOB,
  settled_at TEXT,
  settled_by TEXT,
  PRIMARY KEY (zone, id),
  FOREIGN KEY (zone, import_id) REFERENCES import (zone, id),
  FOREIGN KEY (zone, twin_id) REFERENCES person (zone, id),
  FOREIGN KEY (zone, person_id) REFERENCES person (zone, id),
  FOREIGN KEY (zone, case_id) REFERENCES case_file (zone, id)
);
CREATE UNIQUE INDEX import_line_number ON import_line (zone, import_id, line);
CREATE INDEX import_line_result ON import_line (zone, result, settled_at, import_id);
CREATE INDEX import_line_digest ON import_line (zone, digest);
CREATE INDEX import_line_case ON import_line (zone, case_id);

-- Who keeps the program honest --------------------------------------------------------------------------------------------------

CREATE TABLE checkpoint_party (
  zone TEXT NOT NULL REFERENCES zone (zone),
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  email TEXT NOT NULL,
  since_at TEXT NOT NULL,
  until_at TEXT,
  by_id TEXT,
  PRIMARY KEY (zone, id)
);
CREATE UNIQUE INDEX checkpoint_party_email ON checkpoint_party (zone, email) WHERE until_at IS NULL;

CREATE TABLE checkpoint_mail (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  party_id TEXT NOT NULL,
  day TEXT NOT NULL,
  size INTEGER NOT NULL,
  sent_at TEXT,
  tries INTEGER NOT NULL,
  PRIMARY KEY (zone, id),
  FOREIGN KEY (zone, party_id) REFERENCES checkpoint_party (zone, id)
);
CREATE UNIQUE INDEX checkpoint_mail_day ON checkpoint_mail (zone, party_id, day);
