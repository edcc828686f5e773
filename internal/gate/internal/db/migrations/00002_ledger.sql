-- +goose Up
-- The log of decisions and disclosures: one for the database, over all zones. Package ledger owns these tables.

CREATE TABLE ledger_leaf (
	idx INTEGER PRIMARY KEY,
	zone TEXT NOT NULL,
	subject TEXT,
	at TEXT NOT NULL,
	body BLOB NOT NULL,
	hashes BLOB NOT NULL
);
CREATE INDEX ledger_leaf_subject ON ledger_leaf (zone, subject, idx);
CREATE TABLE ledger_head (
	id INTEGER PRIMARY KEY,
	size INTEGER NOT NULL,
	root BLOB NOT NULL,
	edge BLOB NOT NULL,
	signed TEXT NOT NULL
);
CREATE TABLE ledger_checkpoint (
	size INTEGER PRIMARY KEY,
	at TEXT NOT NULL,
	signed TEXT NOT NULL
);
