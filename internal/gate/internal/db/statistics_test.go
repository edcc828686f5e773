package db

import (
	"context"
	"database/sql"
	"path/filepath"
	"strings"
	"testing"
)

func openMigrated(t *testing.T, file string) *DB {
	t.Helper()
	d, err := Open(t.Context(), "sqlite:"+file, Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	return d
}

// The zone stands first in every index and leaves all rows: no plan may stop there when there is more to go by.
func TestPlansDoNotStopAtTheZone(t *testing.T) {
	d := openMigrated(t, filepath.Join(t.TempDir(), "x.db"))
	defer d.Close()
	for query, index := range map[string]string{
		"SELECT programme FROM membership WHERE zone = $1 AND person_id = $2 AND until_on IS NULL":                   "(zone=? AND person_id=?)",
		"SELECT id FROM note WHERE zone = $1 AND case_id = $2 AND section = $3 ORDER BY on_day":                      "note_case (zone=? AND case_id=?)",
		"SELECT idx FROM ledger_leaf WHERE zone = $1 AND subject = $2 ORDER BY idx DESC LIMIT 5":                     "ledger_leaf_subject (zone=? AND subject=?)",
		"SELECT id FROM person WHERE zone = $1 AND name_key >= $2 AND name_key < $3":                                 "person_name (zone=? AND name_key>? AND name_key<?)",
		"SELECT id FROM case_file WHERE zone = $1 AND merged_into IS NULL ORDER BY name_key, id LIMIT 51":            "case_file_name (zone=?)",
		"SELECT id FROM case_file WHERE zone = $1 AND manager_id = $2 AND merged_into IS NULL AND state = $3":        "case_file_manager (zone=? AND manager_id=?",
		"SELECT account_id FROM session WHERE zone = $1 AND token_hash = $2":                                         "session_token (zone=? AND token_hash=?)",
		"SELECT id FROM person WHERE zone = $1 AND merged_into = $2":                                                 "person_merged (zone=? AND merged_into=?)",
		"SELECT COUNT(*) FROM case_member WHERE zone = $1 AND account_id = $2 AND case_id = $3 AND until_at IS NULL": "case_id=?",
	} {
		if plan := planOf(t, d.Read, query); !strings.Contains(plan, index) || strings.Contains(plan, "TEMP B-TREE") {
			t.Errorf("%s\n\twants %s, has %s", query, index, plan)
		}
	}
}

func planOf(t *testing.T, db *sql.DB, query string) string {
	t.Helper()
	args := make([]any, strings.Count(query, "$"))
	for i := range args {
		args[i] = "x"
	}
	rows, err := db.QueryContext(t.Context(), "EXPLAIN QUERY PLAN "+query, args...)
	if err != nil {
		t.Fatal(query, err)
	}
	defer rows.Close()
	var lines []string
	for rows.Next() {
		var id, parent, unused int
		var line string
		if err := rows.Scan(&id, &parent, &unused, &line); err != nil {
			t.Fatal(err)
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "; ")
}

func TestEveryIndexIsDescribedOnce(t *testing.T) {
	file := filepath.Join(t.TempDir(), "x.db")
	d := openMigrated(t, file)
	written := func() (n int) {
		if err := d.Write.QueryRowContext(context.Background(), "PRAGMA data_version").Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	var missing int
	if err := d.Read.QueryRowContext(t.Context(), `SELECT COUNT(*) FROM sqlite_master i JOIN sqlite_master m ON m.name = i.tbl_name WHERE i.type = 'index'
		AND m.name NOT LIKE 'goose_%' AND i.name NOT IN (SELECT idx FROM sqlite_stat1 WHERE idx IS NOT NULL)`).Scan(&missing); err != nil || missing > 0 {
		t.Errorf("%d indexes are not described, %v", missing, err)
	}
	before := written()
	again := openMigrated(t, file)
	again.Close()
	if after := written(); after != before {
		t.Error("a second start wrote the same description again")
	}
	d.Close()
}
