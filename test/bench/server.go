package main

import (
	"fmt"
	"testing"

	"siil/internal/pgtest"
)

// stage lets the program use what tests use to start a server.
type stage struct {
	testing.TB
	ends []func()
}

func (s *stage) Helper() {}

func (s *stage) Cleanup(end func()) { s.ends = append(s.ends, end) }

type gaveUp struct{ error }

func (s *stage) Fatalf(format string, args ...any) { panic(gaveUp{fmt.Errorf(format, args...)}) }

// startPostgres starts a server whose commits are on the disk when they are answered.
func startPostgres() (place func(size int) string, close func(), err error) {
	s := &stage{}
	defer func() {
		if p, ok := recover().(gaveUp); ok {
			err = p.error
		}
	}()
	c := pgtest.New(s, pgtest.Options{Durable: true})
	return func(int) string { return c.NewDatabase(s) }, func() {
		for _, end := range s.ends {
			end()
		}
	}, nil
}
