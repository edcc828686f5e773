package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"siil/internal/app"
	"siil/internal/crypt"
	"siil/internal/demo"
	"siil/internal/gate"
)

const (
	zone     = "valdinievole"
	clients  = 8  // professionals who are signed in
	ownCases = 20 // in which each of them writes
	pages    = 64 // case files that are read in turn
)

// readers is how many connections the program reads with; 0 is its own choice.
var readers int

// world is one database of invented people with the program on it, and the floor on the same data.
type world struct {
	engine, address, keyFile string
	size                     int
	made                     time.Duration // what the demo took
	bytes, demoLeaves        int64         // what the database takes when only the demo is in it, and its leaves

	gate    *gate.Gate
	handler http.Handler
	floor   *floor

	coordinator *client
	workers     []*client
	cases       []string   // that the coordinator reads
	own         [][]string // that each worker manages
	searches    []string   // addresses of searches by prefix
}

// makeWorld fills a new database as `siil demo` does, and opens the program and the floor on it.
func makeWorld(ctx context.Context, dir, engine, address string, size int) (*world, error) {
	w := &world{engine: engine, address: address, size: size, keyFile: filepath.Join(dir, fmt.Sprintf("%s-%d.key", engine, size))}
	keys, err := crypt.CreateKeyFile(w.keyFile)
	if err != nil {
		return nil, err
	}
	if w.gate, err = gate.Create(ctx, gate.Config{Database: address, Keys: keys, Readers: readers}); err != nil {
		return nil, err
	}
	began := time.Now()
	if _, _, err := app.AddZone(ctx, w.gate, zone, "", true); err != nil {
		return nil, err
	}
	users, err := demo.Make(ctx, w.gate, demo.Options{People: size, Zone: zone, Seed: 1})
	if err != nil {
		return nil, err
	}
	w.made = time.Since(began)
	if w.floor, err = openFloor(ctx, w); err != nil {
		return nil, err
	}
	if engine == postgres { // in an office autovacuum does it within minutes
		if _, err := w.floor.write.ExecContext(ctx, "ANALYZE"); err != nil {
			return nil, err
		}
	}
	if w.bytes, err = w.fileSize(ctx); err != nil {
		return nil, err
	}
	if w.demoLeaves, err = w.leaves(ctx); err != nil {
		return nil, err
	}
	program, err := app.New(app.Config{Gate: w.gate, Log: slog.New(slog.NewJSONHandler(io.Discard, nil)), Version: "bench"})
	if err != nil {
		return nil, err
	}
	w.handler = program.Server.Handler()
	return w, w.signIn(ctx, users)
}

// close ends the program and the floor; the database stays.
func (w *world) close() {
	w.floor.close()
	w.gate.Close()
}

// signIn signs the coordinator and some professionals in, and finds what each of them reads and writes.
func (w *world) signIn(ctx context.Context, users []demo.Credential) (err error) {
	for _, u := range users {
		coordinator := u.Role == "coordinator"
		if !coordinator && (u.Role != "social_worker" || len(w.workers) == clients) {
			continue
		}
		c, err := login(ctx, w.handler, u)
		if err != nil {
			return fmt.Errorf("%s: %w", u.Role, err)
		}
		if coordinator {
			w.coordinator = c
			continue
		}
		own, err := w.floor.column(ctx, `SELECT c.id FROM case_file c JOIN account a ON a.zone = c.zone AND a.id = c.manager_id
			WHERE c.zone = $1 AND a.email = $2 AND c.next_on IS NOT NULL ORDER BY c.id LIMIT $3`, zone, u.Email, ownCases)
		if err != nil {
			return err
		}
		if len(own) == 0 {
			return fmt.Errorf("%s manages no case", u.Role)
		}
		w.workers, w.own = append(w.workers, c), append(w.own, own)
	}
	all, err := w.floor.column(ctx, `SELECT id FROM case_file WHERE zone = $1 AND manager_id IS NOT NULL ORDER BY number LIMIT $2`, zone, pages+clients*ownCases)
	if err != nil {
		return err
	}
	taken := slices.Concat(w.own...) // a case that is read must not grow meanwhile
	all = slices.DeleteFunc(all, func(id string) bool { return slices.Contains(taken, id) })
	w.cases = all[:min(len(all), pages)]
	return w.prepareSearches(ctx)
}

// prepareSearches types the beginnings of names that the zone has, and keeps the addresses of what was found.
func (w *world) prepareSearches(ctx context.Context) error {
	names, err := w.floor.column(ctx, `SELECT DISTINCT substr(family_name, 1, 5) FROM person WHERE zone = $1 ORDER BY 1 LIMIT 20`, zone)
	if err != nil {
		return err
	}
	out := &reply{}
	for _, n := range names {
		to, err := w.coordinator.post(ctx, "/casi/ricerca", url.Values{"q": {n}}, out)
		if err != nil {
			return err
		}
		w.searches = append(w.searches, to)
	}
	return nil
}

// fileSize is what the database takes on the disk, with everything written back.
func (w *world) fileSize(ctx context.Context) (int64, error) {
	if w.engine == postgres {
		var n int64
		err := w.floor.read.QueryRowContext(ctx, "SELECT pg_database_size(current_database())").Scan(&n)
		return n, err
	}
	if _, err := w.floor.write.ExecContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)"); err != nil {
		return 0, err
	}
	st, err := os.Stat(strings.TrimPrefix(w.address, "sqlite:"))
	if err != nil {
		return 0, err
	}
	return st.Size(), nil
}

// leaves is how many leaves the log has.
func (w *world) leaves(ctx context.Context) (n int64, err error) {
	err = w.floor.read.QueryRowContext(ctx, "SELECT size FROM ledger_head WHERE id = 1").Scan(&n)
	return n, err
}
