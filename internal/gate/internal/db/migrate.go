package db

import (
	"context"
	"embed"
	"io/fs"
	"path"
	"testing/fstest"

	"github.com/pressly/goose/v3"

	"siil/internal/fault"
	"siil/internal/text"
)

//go:embed migrations/*.sql
var migrations embed.FS

// Migrate brings the database to the schema of this program. A database made by a newer program is refused untouched.
func (d *DB) Migrate(ctx context.Context) error {
	dialect := goose.DialectSQLite3
	if d.Dialect == Postgres {
		dialect = goose.DialectPostgres
	}
	files, err := translatedFS(d.Dialect)
	if err != nil {
		return fault.Wrap(err, "read the migrations")
	}
	p, err := goose.NewProvider(dialect, d.Write, files)
	if err != nil {
		return fault.Wrap(err, "prepare the migrations")
	}
	have, want, err := p.GetVersions(ctx)
	if err != nil {
		return fault.Wrap(Clean(err), "read the schema version")
	}
	if have > want {
		return fault.New(fault.Invalid, text.DatabaseNewer.With(have, want))
	}
	if have < want {
		if _, err := p.Up(ctx); err != nil {
			return fault.Wrap(Clean(err), "migrate")
		}
	}
	switch {
	case d.Dialect == SQLite:
		return d.describe(ctx)
	case have < want:
		return d.raiseWall(ctx)
	}
	return nil
}

// raiseWall puts row-level security on every table that has a zone: a second wall behind the gate. FORCE makes it hold for the owner
// too; only a superuser passes, so the program should not connect as one.
func (d *DB) raiseWall(ctx context.Context) error {
	rows, err := d.Write.QueryContext(ctx, `SELECT c.relname FROM pg_class c
		JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
		WHERE n.nspname = current_schema() AND c.relkind = 'r' AND NOT c.relrowsecurity AND a.attname = 'zone' AND NOT a.attisdropped`)
	if err != nil {
		return fault.Wrap(Clean(err), "list the tables")
	}
	var names []string
	for rows.Next() {
		var n string
		if err := rows.Scan(&n); err != nil {
			return fault.Wrap(err, "list the tables")
		}
		names = append(names, n)
	}
	if err := rows.Close(); err != nil {
		return fault.Wrap(err, "list the tables")
	}
	for _, n := range names {
		for _, s := range []string{
			`ALTER TABLE "` + n + `" ENABLE ROW LEVEL SECURITY`,
			`ALTER TABLE "` + n + `" FORCE ROW LEVEL SECURITY`,
			`CREATE POLICY zone_wall ON "` + n + `" USING (current_setting('siil.zone', true) IN (zone, '*'))`,
		} {
			if _, err := d.Write.ExecContext(ctx, s); err != nil {
				return fault.Wrap(Clean(err), "raise the wall between zones")
			}
		}
	}
	return nil
}

// translatedFS is the folder of migrations in the dialect of one engine.
func translatedFS(d Dialect) (fs.FS, error) {
	names, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		return nil, err
	}
	out := fstest.MapFS{}
	for _, n := range names {
		b, err := fs.ReadFile(migrations, n)
		if err != nil {
			return nil, err
		}
		out[path.Base(n)] = &fstest.MapFile{Data: []byte(d.DDL(string(b)))}
	}
	return out, nil
}

// Tables lists the tables of the schema with their columns, in the order of the catalogue.
func (d *DB) Tables(ctx context.Context) (map[string][]string, error) {
	q := `SELECT m.name, p.name FROM sqlite_master m JOIN pragma_table_info(m.name) p
		WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name NOT LIKE 'goose_%' ORDER BY m.name, p.cid`
	if d.Dialect == Postgres {
		q = `SELECT table_name, column_name FROM information_schema.columns
			WHERE table_schema = current_schema() AND table_name NOT LIKE 'goose_%' ORDER BY table_name, ordinal_position`
	}
	rows, err := d.Read.QueryContext(ctx, q)
	if err != nil {
		return nil, fault.Wrap(Clean(err), "read the catalogue")
	}
	defer rows.Close()
	out := map[string][]string{}
	for rows.Next() {
		var table, column string
		if err := rows.Scan(&table, &column); err != nil {
			return nil, fault.Wrap(err, "read the catalogue")
		}
		out[table] = append(out[table], column)
	}
	return out, rows.Err()
}
