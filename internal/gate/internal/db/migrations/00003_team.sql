-- +goose Up
-- How the team takes charge: referral, sitting, decision, minutes; mail and calls to other systems; files.

-- What a referral sent to the team says beside who sent whom (referral, same id). body and answer are sealed under the person's key: reason,
-- needs, services, what is asked, the person's words; reason and advice of the outcome. team_* is what the
-- team has decided since, as the sender reads it. sender_id is absent when it came on paper.
CREATE TABLE referral_sheet (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  number INTEGER NOT NULL,
  person_id TEXT NOT NULL,
  sender_id TEXT,
  sender_name TEXT NOT NULL,
  channel TEXT NOT NULL,
  urgency TEXT NOT NULL,
  informed TEXT NOT NULL,
  informed_on TEXT,
  body BLOB NOT NULL,
  state TEXT NOT NULL,
  state_at TEXT NOT NULL,
  due_on TEXT NOT NULL,
  outcome TEXT,
  outcome_at TEXT,
  outcome_by TEXT,
  answer BLOB,
  team_decision TEXT,
  team_at TEXT,
  team_answer BLOB,
  version INTEGER NOT NULL,
  made_at TEXT NOT NULL,
  made_by TEXT,
  PRIMARY KEY (zone, id),
  FOREIGN KEY (zone, id) REFERENCES referral (zone, id),
  FOREIGN KEY (zone, person_id) REFERENCES person (zone, id),
  FOREIGN KEY (zone, sender_id) REFERENCES account (zone, id),
  FOREIGN KEY (zone, outcome_by) REFERENCES account (zone, id)
);
CREATE UNIQUE INDEX referral_sheet_number ON referral_sheet (zone, number);
CREATE INDEX referral_sheet_state ON referral_sheet (zone, state, due_on, id);
CREATE INDEX referral_sheet_sender ON referral_sheet (zone, sender_id, number);
CREATE INDEX referral_sheet_person ON referral_sheet (zone, person_id, made_at);

-- What the coordinator asks of the sender and what comes back; sealed under the person's key.
CREATE TABLE referral_message (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  referral_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  body BLOB NOT NULL,
  at TEXT NOT NULL,
  by_id TEXT,
  PRIMARY KEY (zone, id),
  FOREIGN KEY (zone, referral_id) REFERENCES referral_sheet (zone, id),
  FOREIGN KEY (zone, by_id) REFERENCES account (zone, id)
);
CREATE INDEX referral_message_referral ON referral_message (zone, referral_id, at);

-- A file of a person: name and content sealed under the person's key, the content in pieces. subject is what it belongs to: referral, case.
CREATE TABLE attachment (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  subject TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  name BLOB NOT NULL,
  kind TEXT NOT NULL,
  size INTEGER NOT NULL,
  digest TEXT NOT NULL,
  pieces INTEGER NOT NULL,
  made_at TEXT NOT NULL,
  made_by TEXT,
  ended_at TEXT,
  ended_by TEXT,
  PRIMARY KEY (zone, id),
  FOREIGN KEY (zone, person_id) REFERENCES person (zone, id),
  FOREIGN KEY (zone, made_by) REFERENCES account (zone, id)
);
CREATE INDEX attachment_subject ON attachment (zone, subject_id, made_at);
CREATE TABLE attachment_piece (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  attachment_id TEXT NOT NULL,
  n INTEGER NOT NULL,
  body BLOB NOT NULL,
  PRIMARY KEY (zone, id),
  FOREIGN KEY (zone, attachment_id) REFERENCES attachment (zone, id)
);
CREATE UNIQUE INDEX attachment_piece_n ON attachment_piece (zone, attachment_id, n);

-- A file that came with a form that has not been accepted yet: sealed under the zone's key, gone after a day.
CREATE TABLE upload (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  account_id TEXT NOT NULL,
  slot TEXT NOT NULL,
  name BLOB NOT NULL,
  kind TEXT NOT NULL,
  size INTEGER NOT NULL,
  digest TEXT NOT NULL,
  pieces INTEGER NOT NULL,
  made_at TEXT NOT NULL,
  PRIMARY KEY (zone, id),
  FOREIGN KEY (zone, account_id) REFERENCES account (zone, id)
);
CREATE INDEX upload_slot ON upload (zone, account_id, slot, made_at);
CREATE INDEX upload_made ON upload (zone, made_at);
CREATE TABLE upload_piece (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  upload_id TEXT NOT NULL,
  n INTEGER NOT NULL,
  body BLOB NOT NULL,
  PRIMARY KEY (zone, id),
  FOREIGN KEY (zone, upload_id) REFERENCES upload (zone, id)
);
CREATE UNIQUE INDEX upload_piece_n ON upload_piece (zone, upload_id, n);

-- What somebody is to do in a case and by when. who_words names whoever has no account. source_id is the decision it comes from.
CREATE TABLE next_step (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  case_id TEXT NOT NULL,
  episode_id TEXT NOT NULL,
  what TEXT NOT NULL,
  who_id TEXT,
  who_words TEXT,
  due_on TEXT,
  source TEXT NOT NULL,
  source_id TEXT,
  made_at TEXT NOT NULL,
  by_id TEXT,
  done_at TEXT,
  done_by TEXT,
  dropped_at TEXT,
  dropped_by TEXT,
  dropped_why TEXT,
  PRIMARY KEY (zone, id),
  FOREIGN KEY (zone, case_id) REFERENCES case_file (zone, id),
  FOREIGN KEY (zone, episode_id) REFERENCES episode (zone, id),
  FOREIGN KEY (zone, who_id) REFERENCES account (zone, id)
);
CREATE INDEX next_step_case ON next_step (zone, case_id, due_on);
CREATE INDEX next_step_who ON next_step (zone, who_id, due_on, id) WHERE done_at IS NULL AND dropped_at IS NULL;
CREATE INDEX next_step_source ON next_step (zone, source_id);

-- Sittings ----------------------------------------------------------------------------------------------------------------------

-- starts is HH:MM in Italy. called_n counts what was told to the members, for their calendars.
CREATE TABLE sitting (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  number INTEGER NOT NULL,
  on_day TEXT NOT NULL,
  starts TEXT NOT NULL,
  seat_id TEXT,
  place TEXT,
  link TEXT,
  state TEXT NOT NULL,
  called_at TEXT NOT NULL,
  called_by TEXT,
  called_n INTEGER NOT NULL,
  opened_at TEXT,
  opened_by TEXT,
  closed_at TEXT,
  closed_by TEXT,
  cancelled_why TEXT,
  version INTEGER NOT NULL,
  changed_at TEXT NOT NULL,
  changed_by TEXT,
  PRIMARY KEY (zone, id),
  FOREIGN KEY (zone, seat_id) REFERENCES seat (zone, id),
  FOREIGN KEY (zone, called_by) REFERENCES account (zone, id)
);
CREATE UNIQUE INDEX sitting_number ON sitting (zone, number);
CREATE INDEX sitting_day ON sitting (zone, on_day, starts, id);
CREATE INDEX sitting_state ON sitting (zone, state, on_day, id);

-- part is what the member stands for in the quorum: common, social, work, health.
CREATE TABLE sitting_member (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  sitting_id TEXT NOT NULL,
  account_id TEXT NOT NULL,
  part TEXT NOT NULL,
  recorder INTEGER NOT NULL,
  called_at TEXT NOT NULL,
  reply TEXT,
  reply_at TEXT,
  reply_why TEXT,
  removed_at TEXT,
  removed_by TEXT,
  PRIMARY KEY (zone, id),
  FOREIGN KEY (zone, sitting_id) REFERENCES sitting (zone, id),
  FOREIGN KEY (zone, account_id) REFERENCES account (zone, id)
);
CREATE UNIQUE INDEX sitting_member_active ON sitting_member (zone, sitting_id, account_id) WHERE removed_at IS NULL;
CREATE INDEX sitting_member_account ON sitting_member (zone, account_id, removed_at, sitting_id);

CREATE TABLE sitting_attendance (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  sitting_id TEXT NOT NULL,
  account_id TEXT NOT NULL,
  from_at TEXT NOT NULL,
  until_at TEXT,
  by_id TEXT,
  PRIMARY KEY (zone, id),
  FOREIGN KEY (zone, sitting_id) REFERENCES sitting (zone, id),
  FOREIGN KEY (zone, account_id) REFERENCES account (zone, id)
);
CREATE UNIQUE INDEX sitting_attendance_now ON sitting_attendance (zone, sitting_id, account_id) WHERE until_at IS NULL;
CREATE INDEX sitting_attendance_sitting ON sitting_attendance (zone, sitting_id, from_at);

-- One case on an agenda. waits_from is since when it has been waiting and held_state the state of the case, as the agenda was made.
CREATE TABLE sitting_item (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  sitting_id TEXT NOT NULL,
  case_id TEXT NOT NULL,
  episode_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  why TEXT NOT NULL,
  waits_from TEXT,
  urgency TEXT,
  held_state TEXT NOT NULL,
  state TEXT NOT NULL,
  started_at TEXT,
  ended_at TEXT,
  version INTEGER NOT NULL,
  made_at TEXT NOT NULL,
  made_by TEXT,
  changed_at TEXT NOT NULL,
  changed_by TEXT,
  PRIMARY KEY (zone, id),
  FOREIGN KEY (zone, sitting_id) REFERENCES sitting (zone, id),
  FOREIGN KEY (zone, case_id) REFERENCES case_file (zone, id),
  FOREIGN KEY (zone, episode_id) REFERENCES episode (zone, id)
);
CREATE UNIQUE INDEX sitting_item_case ON sitting_item (zone, sitting_id, case_id) WHERE state <> 'removed';
CREATE INDEX sitting_item_sitting ON sitting_item (zone, sitting_id, position);
CREATE INDEX sitting_item_of_case ON sitting_item (zone, case_id, state);

-- What a member asks of the team about a case, written before the sitting; sealed under the person's key.
CREATE TABLE sitting_ask (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  item_id TEXT NOT NULL,
  account_id TEXT NOT NULL,
  body BLOB NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (zone, id),
  FOREIGN KEY (zone, item_id) REFERENCES sitting_item (zone, id),
  FOREIGN KEY (zone, account_id) REFERENCES account (zone, id)
);
CREATE UNIQUE INDEX sitting_ask_one ON sitting_ask (zone, item_id, account_id);

-- A member who has stepped out of a case for a conflict of interest.
CREATE TABLE sitting_out (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  item_id TEXT NOT NULL,
  account_id TEXT NOT NULL,
  why TEXT NOT NULL,
  at TEXT NOT NULL,
  by_id TEXT,
  back_at TEXT,
  back_by TEXT,
  PRIMARY KEY (zone, id),
  FOREIGN KEY (zone, item_id) REFERENCES sitting_item (zone, id),
  FOREIGN KEY (zone, account_id) REFERENCES account (zone, id)
);
CREATE UNIQUE INDEX sitting_out_now ON sitting_out (zone, item_id, account_id) WHERE back_at IS NULL;

-- body is sealed under the person's key: reason, advice, note for the minutes, next steps. case_version is what the decision left behind:
-- it can be reopened as long as the case has not changed since.
CREATE TABLE sitting_decision (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  item_id TEXT NOT NULL,
  case_id TEXT NOT NULL,
  decision TEXT NOT NULL,
  from_state TEXT NOT NULL,
  to_state TEXT NOT NULL,
  manager_id TEXT,
  body BLOB NOT NULL,
  undo BLOB NOT NULL,
  case_version INTEGER NOT NULL,
  at TEXT NOT NULL,
  by_id TEXT,
  undone_at TEXT,
  undone_by TEXT,
  PRIMARY KEY (zone, id),
  FOREIGN KEY (zone, item_id) REFERENCES sitting_item (zone, id),
  FOREIGN KEY (zone, case_id) REFERENCES case_file (zone, id),
  FOREIGN KEY (zone, manager_id) REFERENCES account (zone, id),
  FOREIGN KEY (zone, by_id) REFERENCES account (zone, id)
);
CREATE UNIQUE INDEX sitting_decision_one ON sitting_decision (zone, item_id) WHERE undone_at IS NULL;
CREATE INDEX sitting_decision_case ON sitting_decision (zone, case_id, at);

-- Work in progress in a sitting: what is being written on a case, who is writing it, and a number that moves with every change.
CREATE TABLE sitting_field (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  item_id TEXT NOT NULL,
  name TEXT NOT NULL,
  body BLOB NOT NULL,
  version INTEGER NOT NULL,
  by_id TEXT,
  at TEXT NOT NULL,
  PRIMARY KEY (zone, id),
  FOREIGN KEY (zone, item_id) REFERENCES sitting_item (zone, id)
);
CREATE UNIQUE INDEX sitting_field_name ON sitting_field (zone, item_id, name);
CREATE TABLE sitting_focus (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  item_id TEXT NOT NULL,
  name TEXT NOT NULL,
  account_id TEXT NOT NULL,
  until_at TEXT NOT NULL,
  PRIMARY KEY (zone, id),
  FOREIGN KEY (zone, item_id) REFERENCES sitting_item (zone, id)
);
CREATE UNIQUE INDEX sitting_focus_name ON sitting_focus (zone, item_id, name);
CREATE TABLE sitting_tick (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (zone, id),
  FOREIGN KEY (zone, id) REFERENCES sitting (zone, id)
);

-- head is sealed under the zone's key, each part under its person's: no part names another person. digest is over head and parts.
CREATE TABLE minutes (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  sitting_id TEXT NOT NULL,
  state TEXT NOT NULL,
  head BLOB NOT NULL,
  digest TEXT NOT NULL,
  made_at TEXT NOT NULL,
  made_by TEXT,
  approved_at TEXT,
  PRIMARY KEY (zone, id),
  FOREIGN KEY (zone, sitting_id) REFERENCES sitting (zone, id)
);
CREATE UNIQUE INDEX minutes_sitting ON minutes (zone, sitting_id);
CREATE TABLE minutes_part (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  minutes_id TEXT NOT NULL,
  item_id TEXT NOT NULL,
  case_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  body BLOB NOT NULL,
  digest TEXT NOT NULL,
  PRIMARY KEY (zone, id),
  FOREIGN KEY (zone, minutes_id) REFERENCES minutes (zone, id),
  FOREIGN KEY (zone, item_id) REFERENCES sitting_item (zone, id),
  FOREIGN KEY (zone, case_id) REFERENCES case_file (zone, id),
  FOREIGN KEY (zone, person_id) REFERENCES person (zone, id)
);
CREATE INDEX minutes_part_minutes ON minutes_part (zone, minutes_id, position);
CREATE INDEX minutes_part_case ON minutes_part (zone, case_id);
CREATE TABLE minutes_approval (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  minutes_id TEXT NOT NULL,
  account_id TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (zone, id),
  FOREIGN KEY (zone, minutes_id) REFERENCES minutes (zone, id),
  FOREIGN KEY (zone, account_id) REFERENCES account (zone, id)
);
CREATE UNIQUE INDEX minutes_approval_one ON minutes_approval (zone, minutes_id, account_id);

-- What is added after the approval. part_id: to the extract of that case, sealed under its person's key; absent: to the head, under the zone's.
CREATE TABLE minutes_addition (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  minutes_id TEXT NOT NULL,
  part_id TEXT,
  body BLOB NOT NULL,
  at TEXT NOT NULL,
  by_id TEXT,
  PRIMARY KEY (zone, id),
  FOREIGN KEY (zone, minutes_id) REFERENCES minutes (zone, id),
  FOREIGN KEY (zone, part_id) REFERENCES minutes_part (zone, id),
  FOREIGN KEY (zone, by_id) REFERENCES account (zone, id)
);
CREATE INDEX minutes_addition_minutes ON minutes_addition (zone, minutes_id, at);

-- Mail and calls ----------------------------------------------------------------------------------------------------------------

-- The zone's mail server; without one the mail waits and is shown. A new row ends the one before.
CREATE TABLE mail_setting (
  zone TEXT NOT NULL REFERENCES zone (zone),
  id TEXT NOT NULL,
  server TEXT NOT NULL,
  sender TEXT NOT NULL,
  login TEXT,
  password BLOB,
  since_at TEXT NOT NULL,
  by_id TEXT,
  until_at TEXT,
  PRIMARY KEY (zone, id)
);
CREATE UNIQUE INDEX mail_setting_now ON mail_setting (zone) WHERE until_at IS NULL;

-- What an account wants to be told by mail; no row: as the program's own default says.
CREATE TABLE mail_choice (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  account_id TEXT NOT NULL,
  notice TEXT NOT NULL,
  wanted INTEGER NOT NULL,
  changed_at TEXT NOT NULL,
  PRIMARY KEY (zone, id),
  FOREIGN KEY (zone, account_id) REFERENCES account (zone, id)
);
CREATE UNIQUE INDEX mail_choice_notice ON mail_choice (zone, account_id, notice);

-- Mail that leaves: no personal data, only a notice's code with numbers and days; the address is the account's at that moment. once keeps
-- the same thing from being told twice.
CREATE TABLE mail_out (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  account_id TEXT NOT NULL,
  notice TEXT NOT NULL,
  args TEXT NOT NULL,
  path TEXT NOT NULL,
  calendar BLOB,
  once TEXT NOT NULL,
  made_at TEXT NOT NULL,
  due_at TEXT NOT NULL,
  tries INTEGER NOT NULL,
  sent_at TEXT,
  dropped_at TEXT,
  cause TEXT,
  PRIMARY KEY (zone, id),
  FOREIGN KEY (zone, account_id) REFERENCES account (zone, id)
);
CREATE UNIQUE INDEX mail_out_once ON mail_out (zone, account_id, once);
CREATE INDEX mail_out_due ON mail_out (zone, sent_at, dropped_at, due_at);

CREATE TABLE webhook (
  zone TEXT NOT NULL REFERENCES zone (zone),
  id TEXT NOT NULL,
  url TEXT NOT NULL,
  secret BLOB NOT NULL,
  events TEXT NOT NULL,
  made_at TEXT NOT NULL,
  made_by TEXT,
  ended_at TEXT,
  ended_by TEXT,
  PRIMARY KEY (zone, id)
);
CREATE TABLE webhook_out (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  webhook_id TEXT NOT NULL,
  event TEXT NOT NULL,
  body TEXT NOT NULL,
  made_at TEXT NOT NULL,
  due_at TEXT NOT NULL,
  tries INTEGER NOT NULL,
  sent_at TEXT,
  dropped_at TEXT,
  status INTEGER,
  PRIMARY KEY (zone, id),
  FOREIGN KEY (zone, webhook_id) REFERENCES webhook (zone, id)
);
CREATE INDEX webhook_out_due ON webhook_out (zone, sent_at, dropped_at, due_at);
CREATE INDEX webhook_out_webhook ON webhook_out (zone, webhook_id, made_at);

-- What the timeline of a case reads: ended places in the team and ended programmes too.
CREATE INDEX case_member_case ON case_member (zone, case_id, since_at);
CREATE INDEX membership_person ON membership (zone, person_id, since_on);

-- A closure that a sitting decided can be taken back while the sitting is open; the episode may then be closed again.
ALTER TABLE closure ADD COLUMN undone_at TEXT;
ALTER TABLE closure ADD COLUMN undone_by TEXT;
DROP INDEX closure_episode;
CREATE UNIQUE INDEX closure_episode ON closure (zone, episode_id) WHERE undone_at IS NULL;
