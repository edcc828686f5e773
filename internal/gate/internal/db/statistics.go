package db

import (
	"context"
	"database/sql"
	"maps"
	"strconv"
	"strings"

	"siil/internal/fault"
)

// SQLite chooses indexes by what it believes of their columns. Without statistics it takes a first column to leave ten rows, but here that
// column is the zone, which leaves them all: it read a whole zone's memberships for each line of a list (191 ms instead of 2 at 2,000
// cases). Counting what is really there (ANALYZE) would make plans change from day to day and differ between a test and an office, so the
// program says itself, at each start, what a large zone looks like.

// aFew are the tables that stay small in the largest zone.
var aFew = map[string]bool{"installation": true, "zone": true, "seat": true, "team": true, "organisation": true, "account": true, "account_role": true,
	"checkpoint_party": true, "import": true, "import_mapping": true}

// How many rows a table of either kind is taken to have.
const (
	fewRows  = 200
	manyRows = 100_000
)

// differing is how many values a column has among n rows.
func differing(column string, n int) int {
	switch column {
	case "zone", "demo":
		return 1
	case "id", "idx", "size", "token_hash", "code_hash", "tax_code", "tax_base", "digest", "number", "line", "version", "email", "supersedes":
		return n
	case "case_id", "person_id", "episode_id", "subject", "name_key", "given_key", "merged_into", "first_id", "second_id", "kept_id", "merged_id":
		return max(1, n/4)
	case "until_at", "until_on", "ended_at", "answered_at", "reviewed_at", "settled_at", "undone_at":
		return 2 // what is still open has none
	}
	switch {
	case strings.HasSuffix(column, "_on"), column == "on_day", column == "day", strings.HasSuffix(column, "_date"):
		return min(n, 400)
	case strings.HasSuffix(column, "_at"), column == "at":
		return max(1, n/4)
	case strings.HasSuffix(column, "_id"):
		return 100 // colleagues, seats, bodies
	}
	return 10 // states, sections, places, results
}

type index struct {
	table, name string
	unique      bool
	columns     []string
}

// stat is the index in the words of sqlite_stat1: the rows of the table, then how many of them share the first column, the first two, …
func (x index) stat() string {
	n := manyRows
	if aFew[x.table] {
		n = fewRows
	}
	words, share := []string{strconv.Itoa(n)}, n
	for i, c := range x.columns {
		share = max(1, share/differing(c, n))
		if x.unique && i == len(x.columns)-1 {
			share = 1
		}
		words = append(words, strconv.Itoa(share))
	}
	return strings.Join(words, " ")
}

// describe brings SQLite's statistics to what the program says of every index.
func (d *DB) describe(ctx context.Context) error {
	tx, err := d.Write.BeginTx(ctx, nil)
	if err != nil {
		return fault.Wrap(err, "begin")
	}
	defer tx.Rollback()
	if err := describe(ctx, tx); err != nil {
		return fault.Wrap(err, "describe the indexes")
	}
	return fault.Wrap(tx.Commit(), "describe the indexes")
}

// Analyse lets PostgreSQL look at what its tables hold now, after very many rows were written: plans that were made for empty tables read
// full ones from end to end. Its own autovacuum does the same within some minutes. SQLite is told once and for all.
func (d *DB) Analyse(ctx context.Context) error {
	if d.Dialect != Postgres {
		return nil
	}
	_, err := d.Write.ExecContext(ctx, "ANALYZE")
	return fault.Wrap(err, "analyse")
}

func describe(ctx context.Context, tx *sql.Tx) error {
	want, err := indexes(ctx, tx)
	if err != nil {
		return err
	}
	have, err := described(ctx, tx)
	if err != nil {
		return err
	}
	say := map[[2]string]string{}
	for _, x := range want {
		say[[2]string{x.table, x.name}] = x.stat()
	}
	if maps.Equal(have, say) {
		return nil
	}
	if _, err := tx.ExecContext(ctx, "DELETE FROM sqlite_stat1"); err != nil {
		return err
	}
	for k, stat := range say {
		if _, err := tx.ExecContext(ctx, "INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ($1, $2, $3)", k[0], k[1], stat); err != nil {
			return err
		}
	}
	_, err = tx.ExecContext(ctx, "ANALYZE sqlite_schema") // the connection reads them anew
	return err
}

// described is what the database says now. SQLite makes the table of it when something is analysed for the first time.
func described(ctx context.Context, tx *sql.Tx) (map[[2]string]string, error) {
	var made bool
	if err := tx.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM sqlite_master WHERE name = 'sqlite_stat1')").Scan(&made); err != nil {
		return nil, err
	}
	if !made {
		if _, err := tx.ExecContext(ctx, "ANALYZE installation"); err != nil {
			return nil, err
		}
	}
	rows, err := tx.QueryContext(ctx, "SELECT tbl, COALESCE(idx, ''), stat FROM sqlite_stat1")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	out := map[[2]string]string{}
	for rows.Next() {
		var k [2]string
		var stat string
		if err := rows.Scan(&k[0], &k[1], &stat); err != nil {
			return nil, err
		}
		out[k] = stat
	}
	return out, rows.Err()
}

func indexes(ctx context.Context, tx *sql.Tx) ([]index, error) {
	rows, err := tx.QueryContext(ctx, `SELECT m.name, l.name, l."unique", i.name FROM sqlite_master m JOIN pragma_index_list(m.name) l
		JOIN pragma_index_info(l.name) i WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name NOT LIKE 'goose_%' ORDER BY m.name, l.name, i.seqno`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []index
	for rows.Next() {
		var x index
		var column string
		if err := rows.Scan(&x.table, &x.name, &x.unique, &column); err != nil {
			return nil, err
		}
		if n := len(out); n == 0 || out[n-1].name != x.name {
			out = append(out, x)
		}
		last := &out[len(out)-1]
		last.columns = append(last.columns, column)
	}
	return out, rows.Err()
}
