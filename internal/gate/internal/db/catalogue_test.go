package db

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"siil/internal/gate/internal/ledger"
	"siil/internal/pgtest"
)

// beyondZones are the tables that belong to the database and not to a zone: there is one log over all zones.
var beyondZones = []string{"installation", "ledger_leaf", "ledger_head", "ledger_checkpoint", "goose_db_version"}

func both(t *testing.T, test func(t *testing.T, d *DB)) {
	t.Run("SQLite", func(t *testing.T) { test(t, migrated(t, "sqlite:"+filepath.Join(t.TempDir(), "a.db"))) })
	t.Run("PostgreSQL", func(t *testing.T) { test(t, migrated(t, pgtest.Server(t).NewDatabase(t))) })
}

func migrated(t *testing.T, address string) *DB {
	t.Helper()
	ctx := context.Background()
	d, err := Open(ctx, address, Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	if err := d.Migrate(ctx); err != nil {
		t.Fatal(err)
	}
	return d
}

// TestEveryKeyBeginsWithTheZone reads the catalogue: no row can point into another zone, and zones can be spread over machines.
func TestEveryKeyBeginsWithTheZone(t *testing.T) {
	both(t, func(t *testing.T, d *DB) {
		keys := keysOf(t, d)
		if len(keys) < 80 {
			t.Fatalf("only %d keys were read", len(keys))
		}
		for _, k := range keys {
			if slices.Contains(beyondZones, k.table) {
				continue
			}
			if first, _, _ := strings.Cut(k.columns, " "); first != "zone" {
				t.Errorf("%s of %s begins with %s", k.kind, k.table, first)
			}
			if first, _, _ := strings.Cut(k.points, " "); k.kind == "foreign key" && first != "zone" {
				t.Errorf("foreign key of %s points at %q", k.table, k.points)
			}
		}
	})
}

// TestACrossingKeyIsFound plants the faults that the test above is there for.
func TestACrossingKeyIsFound(t *testing.T) {
	both(t, func(t *testing.T, d *DB) {
		if _, err := d.Write.Exec(d.DDL("CREATE TABLE bad (id TEXT NOT NULL PRIMARY KEY, zone TEXT NOT NULL, email TEXT UNIQUE)")); err != nil {
			t.Fatal(err)
		}
		found := 0
		for _, k := range keysOf(t, d) {
			if k.table == "bad" && !strings.HasPrefix(k.columns, "zone") {
				found++
			}
		}
		if found < 2 {
			t.Errorf("only %d of the planted keys were found", found)
		}
	})
}

type key struct{ table, kind, columns, points string }

func keysOf(t *testing.T, d *DB) []key {
	t.Helper()
	q := `SELECT m.name, 'primary key', (SELECT group_concat(name, ' ') FROM (SELECT name FROM pragma_table_info(m.name) WHERE pk > 0 ORDER BY pk)), ''
		FROM sqlite_master m WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'
		UNION ALL
		SELECT m.name, 'unique key', (SELECT group_concat(name, ' ') FROM (SELECT name FROM pragma_index_info(i.name) ORDER BY seqno)), ''
		FROM sqlite_master m JOIN pragma_index_list(m.name) i WHERE m.type = 'table' AND i."unique" = 1 AND m.name NOT LIKE 'sqlite_%'
		UNION ALL
		SELECT m.name, 'foreign key', (SELECT group_concat("from", ' ') FROM (SELECT "from" FROM pragma_foreign_key_list(m.name) g WHERE g.id = f.id ORDER BY seq)),
			(SELECT group_concat("to", ' ') FROM (SELECT "to" FROM pragma_foreign_key_list(m.name) g WHERE g.id = f.id ORDER BY seq))
		FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f WHERE m.type = 'table' AND f.seq = 0`
	if d.Dialect == Postgres {
		q = `SELECT c.relname::text, CASE WHEN i.indisprimary THEN 'primary key' ELSE 'unique key' END,
				(SELECT string_agg(a.attname, ' ' ORDER BY k.n) FROM unnest(i.indkey) WITH ORDINALITY k(num, n) JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.num), ''
			FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = current_schema() AND i.indisunique
			UNION ALL
			SELECT c.relname::text, 'foreign key',
				(SELECT string_agg(a.attname, ' ' ORDER BY k.n) FROM unnest(f.conkey) WITH ORDINALITY k(num, n) JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = k.num),
				(SELECT string_agg(a.attname, ' ' ORDER BY k.n) FROM unnest(f.confkey) WITH ORDINALITY k(num, n) JOIN pg_attribute a ON a.attrelid = f.confrelid AND a.attnum = k.num)
			FROM pg_constraint f JOIN pg_class c ON c.oid = f.conrelid WHERE f.contype = 'f'`
	}
	rows, err := d.Write.Query(q)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var out []key
	for rows.Next() {
		var k key
		var columns, points sql.NullString
		if err := rows.Scan(&k.table, &k.kind, &columns, &points); err != nil {
			t.Fatal(err)
		}
		k.columns, k.points = columns.String, points.String
		if k.columns != "" {
			out = append(out, k)
		}
	}
	return out
}

func TestOnlyPlainTypesAndNoDefaults(t *testing.T) {
	files, err := filepath.Glob("migrations/*.sql")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, word := range []string{" DEFAULT ", " BOOLEAN", " DATE", " TIMESTAMP", " REAL", " NUMERIC", " VARCHAR", "AUTOINCREMENT", " SERIAL"} {
			if strings.Contains(string(b), word) {
				t.Errorf("%s uses%s: only TEXT, INTEGER and BLOB mean the same on both engines", f, word)
			}
		}
	}
	b, err := os.ReadFile("migrations/00002_ledger.sql")
	if err != nil || !strings.HasSuffix(string(b), ledger.Schema) && !strings.HasSuffix(string(b), strings.TrimLeft(ledger.Schema, "\n")) {
		t.Error("the migration of the log is not the schema of package ledger")
	}
}

func TestNewerDatabaseIsRefusedUntouched(t *testing.T) {
	both(t, func(t *testing.T, d *DB) {
		if _, err := d.Write.Exec("INSERT INTO goose_db_version (version_id, is_applied) VALUES (99999, " + map[Dialect]string{SQLite: "1", Postgres: "true"}[d.Dialect] + ")"); err != nil {
			t.Fatal(err)
		}
		if err := d.Migrate(context.Background()); err == nil || !strings.Contains(fmt.Sprint(err), "invalid") {
			t.Errorf("a newer database was accepted: %v", err)
		}
	})
}

// TestTheSecondWall asks PostgreSQL itself, behind the gate's back and without superuser rights, for another zone's rows.
func TestTheSecondWall(t *testing.T) {
	d := migrated(t, pgtest.Server(t).NewDatabase(t))
	ctx := context.Background()
	as := func(zone, query string) int {
		t.Helper()
		tx, err := d.Write.BeginTx(ctx, nil)
		if err != nil {
			t.Fatal(err)
		}
		defer tx.Rollback()
		if _, err := tx.ExecContext(ctx, d.SetZone(), zone); err != nil {
			t.Fatal(err)
		}
		var n int
		if err := tx.QueryRowContext(ctx, query).Scan(&n); err != nil {
			return -1
		}
		if err := tx.Commit(); err != nil {
			t.Fatal(err)
		}
		return n
	}
	for _, z := range []string{"a", "b"} {
		if n := as(z, "INSERT INTO zone (zone, name, demo, wrapped_key, made_at) VALUES ('"+z+"', '"+z+"', 0, '', '') RETURNING 1"); n != 1 {
			t.Fatalf("zone %s was not made", z)
		}
	}
	if n := as("a", "SELECT COUNT(*) FROM zone"); n != 1 {
		t.Errorf("zone a sees %d zones", n)
	}
	if n := as("a", "INSERT INTO seat (zone, id, name) VALUES ('b', 'x', 'x') RETURNING 1"); n != -1 {
		t.Error("zone a wrote into zone b")
	}
	if n := as("", "SELECT COUNT(*) FROM zone"); n != 0 {
		t.Errorf("nobody sees %d zones", n)
	}
}
