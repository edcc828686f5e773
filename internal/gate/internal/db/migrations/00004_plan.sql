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

-- The personalised project (progetto personalizzato): each row is one version of a case's project. Once somebody has signed, its content does
-- not change; body and digests of what was signed stand in plan_part, one for each section, so that whoever reads a section can check it.
CREATE TABLE plan (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  case_id TEXT NOT NULL,
  episode_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  number INTEGER NOT NULL,
  state TEXT NOT NULL,
  aims TEXT NOT NULL,
  revises TEXT,
  why TEXT,
  assessment_id TEXT,
  made_at TEXT NOT NULL,
  made_by TEXT,
  frozen_at TEXT,
  frozen_by TEXT,
  digest TEXT,
  force_on TEXT,
  due_on TEXT,
  superseded_at TEXT,
  dropped_at TEXT,
  changed_at TEXT NOT NULL,
  changed_by TEXT,
  version INTEGER NOT NULL,
  PRIMARY KEY (zone, id),
  FOREIGN KEY (zone, case_id) REFERENCES case_file (zone, id),
  FOREIGN KEY (zone, episode_id) REFERENCES episode (zone, id),
  FOREIGN KEY (zone, person_id) REFERENCES person (zone, id),
  FOREIGN KEY (zone, revises) REFERENCES plan (zone, id),
  FOREIGN KEY (zone, assessment_id) REFERENCES assessment (zone, id),
  FOREIGN KEY (zone, made_by) REFERENCES account (zone, id),
  FOREIGN KEY (zone, changed_by) REFERENCES account (zone, id)
);
CREATE UNIQUE INDEX plan_number ON plan (zone, case_id, number);
CREATE UNIQUE INDEX plan_open ON plan (zone, case_id) WHERE state IN ('draft', 'signing');
CREATE UNIQUE INDEX plan_in_force ON plan (zone, case_id) WHERE state = 'in_force';
-- due_on is by when the version in force is to be checked: kept, because every first screen asks for the late ones.
CREATE INDEX plan_due ON plan (zone, due_on) WHERE state = 'in_force';

-- A goal as one version says it; goal_id stays the same from version to version. Of a sealed section the words stand in sealed.
CREATE TABLE plan_goal (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  plan_id TEXT NOT NULL,
  goal_id TEXT NOT NULL,
  section TEXT NOT NULL,
  position INTEGER NOT NULL,
  domain TEXT NOT NULL,
  body TEXT,
  reached_when TEXT,
  sealed BLOB,
  removed_at TEXT,
  changed_at TEXT NOT NULL,
  changed_by TEXT,
  version INTEGER NOT NULL,
  PRIMARY KEY (zone, id),
  FOREIGN KEY (zone, plan_id) REFERENCES plan (zone, id),
  FOREIGN KEY (zone, changed_by) REFERENCES account (zone, id)
);
CREATE UNIQUE INDEX plan_goal_once ON plan_goal (zone, plan_id, goal_id);

-- An action of the path as it goes, whatever version of the project speaks of it.
CREATE TABLE action (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  case_id TEXT NOT NULL,
  episode_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  section TEXT NOT NULL,
  state TEXT NOT NULL,
  started_on TEXT,
  ended_on TEXT,
  made_at TEXT NOT NULL,
  made_by TEXT,
  version INTEGER NOT NULL,
  PRIMARY KEY (zone, id),
  FOREIGN KEY (zone, case_id) REFERENCES case_file (zone, id),
  FOREIGN KEY (zone, episode_id) REFERENCES episode (zone, id),
  FOREIGN KEY (zone, person_id) REFERENCES person (zone, id),
  FOREIGN KEY (zone, made_by) REFERENCES account (zone, id)
);
CREATE INDEX action_case ON action (zone, case_id);

-- The action as one version of the project says it. hours: planned in all; allowance: euro cents a month. Of a sealed section everything that
-- tells what it is stands in sealed.
CREATE TABLE plan_action (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  plan_id TEXT NOT NULL,
  action_id TEXT NOT NULL,
  goal_id TEXT NOT NULL,
  section TEXT NOT NULL,
  position INTEGER NOT NULL,
  kind TEXT,
  title TEXT,
  provider TEXT,
  place TEXT,
  fund TEXT,
  hours INTEGER,
  from_on TEXT,
  to_on TEXT,
  follower_id TEXT,
  follower_words TEXT,
  note TEXT,
  promoter TEXT,
  host TEXT,
  tutor TEXT,
  months INTEGER,
  allowance INTEGER,
  longer_why TEXT,
  sealed BLOB,
  removed_at TEXT,
  changed_at TEXT NOT NULL,
  changed_by TEXT,
  version INTEGER NOT NULL,
  PRIMARY KEY (zone, id),
  FOREIGN KEY (zone, plan_id) REFERENCES plan (zone, id),
  FOREIGN KEY (zone, action_id) REFERENCES action (zone, id),
  FOREIGN KEY (zone, follower_id) REFERENCES account (zone, id),
  FOREIGN KEY (zone, changed_by) REFERENCES account (zone, id)
);
CREATE UNIQUE INDEX plan_action_once ON plan_action (zone, plan_id, action_id);
CREATE INDEX plan_action_of ON plan_action (zone, action_id);

-- What each side undertakes: side is person or service.
CREATE TABLE plan_commitment (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  plan_id TEXT NOT NULL,
  side TEXT NOT NULL,
  who TEXT,
  body TEXT NOT NULL,
  position INTEGER NOT NULL,
  removed_at TEXT,
  changed_at TEXT NOT NULL,
  changed_by TEXT,
  version INTEGER NOT NULL,
  PRIMARY KEY (zone, id),
  FOREIGN KEY (zone, plan_id) REFERENCES plan (zone, id),
  FOREIGN KEY (zone, changed_by) REFERENCES account (zone, id)
);
CREATE INDEX plan_commitment_plan ON plan_commitment (zone, plan_id, position);

-- A day on which a version of the project is to be checked.
CREATE TABLE plan_date (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  plan_id TEXT NOT NULL,
  on_day TEXT NOT NULL,
  removed_at TEXT,
  PRIMARY KEY (zone, id),
  FOREIGN KEY (zone, plan_id) REFERENCES plan (zone, id)
);
CREATE INDEX plan_date_plan ON plan_date (zone, plan_id, on_day);

-- A pact that another system keeps (PaIS, PSP), cited with number and date.
CREATE TABLE plan_link (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  case_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  number TEXT NOT NULL,
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
CREATE INDEX plan_link_case ON plan_link (zone, case_id);

-- What was signed, section by section, sealed under the person's key.
CREATE TABLE plan_part (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  plan_id TEXT NOT NULL,
  section TEXT NOT NULL,
  body BLOB NOT NULL,
  digest TEXT NOT NULL,
  made_at TEXT NOT NULL,
  ended_at TEXT,
  PRIMARY KEY (zone, id),
  FOREIGN KEY (zone, plan_id) REFERENCES plan (zone, id)
);
CREATE UNIQUE INDEX plan_part_once ON plan_part (zone, plan_id, section) WHERE ended_at IS NULL;

-- party is person, case_manager or service; signer tells whose it is (an account's id, or words in small letters), so that nobody signs twice.
-- agreement is the person's: yes, partly or no, with their words.
CREATE TABLE plan_signature (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  plan_id TEXT NOT NULL,
  party TEXT NOT NULL,
  signer TEXT NOT NULL,
  account_id TEXT,
  words TEXT,
  means TEXT NOT NULL,
  on_day TEXT NOT NULL,
  collected_by TEXT,
  agreement TEXT,
  said TEXT,
  digest TEXT NOT NULL,
  made_at TEXT NOT NULL,
  made_by TEXT,
  voided_at TEXT,
  voided_by TEXT,
  voided_why TEXT,
  PRIMARY KEY (zone, id),
  FOREIGN KEY (zone, plan_id) REFERENCES plan (zone, id),
  FOREIGN KEY (zone, account_id) REFERENCES account (zone, id),
  FOREIGN KEY (zone, collected_by) REFERENCES account (zone, id),
  FOREIGN KEY (zone, made_by) REFERENCES account (zone, id)
);
CREATE UNIQUE INDEX plan_signature_once ON plan_signature (zone, plan_id, party, signer) WHERE voided_at IS NULL;

-- What happened to an action: start, suspend, resume, end, interrupt; reason is a code, words and result are of who wrote it.
CREATE TABLE action_event (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  action_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  on_day TEXT NOT NULL,
  reason TEXT,
  result TEXT,
  words TEXT,
  sealed BLOB,
  at TEXT NOT NULL,
  by_id TEXT,
  PRIMARY KEY (zone, id),
  FOREIGN KEY (zone, action_id) REFERENCES action (zone, id),
  FOREIGN KEY (zone, by_id) REFERENCES account (zone, id)
);
CREATE INDEX action_event_action ON action_event (zone, action_id, on_day, at);

-- Hours of one action in one month (YYYY-MM): days is {"3":240}, minutes by day of the month; minutes is their sum.
CREATE TABLE attendance (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  action_id TEXT NOT NULL,
  month TEXT NOT NULL,
  days TEXT NOT NULL,
  minutes INTEGER NOT NULL,
  changed_at TEXT NOT NULL,
  changed_by TEXT,
  version INTEGER NOT NULL,
  PRIMARY KEY (zone, id),
  FOREIGN KEY (zone, action_id) REFERENCES action (zone, id),
  FOREIGN KEY (zone, changed_by) REFERENCES account (zone, id)
);
CREATE UNIQUE INDEX attendance_month ON attendance (zone, action_id, month);

-- A check of the project with the person (monitoraggio). next_on is the day of the next one; reopens: it starts another version.
CREATE TABLE plan_check (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  case_id TEXT NOT NULL,
  episode_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  plan_id TEXT NOT NULL,
  on_day TEXT NOT NULL,
  with_person INTEGER NOT NULL,
  changes TEXT,
  person_words TEXT,
  next_on TEXT,
  reopens INTEGER NOT NULL,
  made_at TEXT NOT NULL,
  made_by TEXT,
  PRIMARY KEY (zone, id),
  FOREIGN KEY (zone, case_id) REFERENCES case_file (zone, id),
  FOREIGN KEY (zone, episode_id) REFERENCES episode (zone, id),
  FOREIGN KEY (zone, person_id) REFERENCES person (zone, id),
  FOREIGN KEY (zone, plan_id) REFERENCES plan (zone, id),
  FOREIGN KEY (zone, made_by) REFERENCES account (zone, id)
);
CREATE INDEX plan_check_case ON plan_check (zone, case_id, on_day);

CREATE TABLE plan_check_goal (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  check_id TEXT NOT NULL,
  goal_id TEXT NOT NULL,
  section TEXT NOT NULL,
  progress TEXT,
  note TEXT,
  sealed BLOB,
  PRIMARY KEY (zone, id),
  FOREIGN KEY (zone, check_id) REFERENCES plan_check (zone, id)
);
CREATE UNIQUE INDEX plan_check_goal_once ON plan_check_goal (zone, check_id, goal_id);
