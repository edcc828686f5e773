// Package outbox holds what leaves the program: mail to the holders of accounts, calendar entries with it, and calls to other systems. A
// command puts what is to leave beside what it saves, in the same transaction; Deliver takes it from there. Nothing here holds personal data:
// a mail is a notice's code with numbers and days and a link to the page, a call is ids and codes.
package outbox

import (
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"time"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/value"
)

// Notice is something that the holder of an account is told by mail. Args are what the code's Kind says (see Kinds): numbers, days, hours, a
// seat; never a name. Path is the page that says more, "/segnalazioni/…". Once keeps the same thing from being told twice to the account;
// empty: this is another time. Calendar is what Calendar gives, or nothing. At: not before; zero: now, and for a digest the next 7:00.
type Notice struct {
	Account  value.ID
	Code     string
	Args     []string
	Path     string
	Once     string
	Calendar []byte
	At       value.Instant
}

const (
	maxOnce     = 120
	maxPath     = 200
	maxCalendar = 16 << 10
)

// A path holds no name and nothing that could end a line or leave the program.
var pathShape = regexp.MustCompile(`^/([a-z0-9][a-z0-9_.-]*(/|$))*(\?[a-z0-9=&_-]*)?(#[a-z0-9_-]*)?$`)

const tellQuery = `SELECT COALESCE(c.wanted, $4), (SELECT COUNT(*) FROM mail_out o WHERE o.zone = $1 AND o.account_id = $2 AND o.once = $5)
	FROM account a LEFT JOIN mail_choice c ON c.zone = a.zone AND c.account_id = a.id AND c.notice = $3
	WHERE a.zone = $1 AND a.id = $2 AND a.disabled_at IS NULL`

// Tell keeps a notice until it leaves, inside a command that has decided. It does nothing for an account that is disabled or does not want
// it, and nothing when the same Once was told already. A notice that is not one (unknown code, arguments of another kind) is a fault.
func Tell(tx *gate.WriteTx, n Notice) error {
	k, err := n.check()
	if err != nil {
		return fault.Wrap(err, "tell "+n.Code)
	}
	id := value.NewID()
	if n.Once == "" {
		n.Once = string(id)
	}
	var wanted, told int
	err = tx.One(tellQuery, []any{tx.Zone(), n.Account, n.Code, number(k.Default), n.Once}, &wanted, &told)
	switch {
	case fault.Is(err, fault.NotFound):
		return nil
	case err != nil:
		return err
	case wanted == 0 || told > 0:
		return nil
	}
	args, err := json.Marshal(append([]string{}, n.Args...))
	if err != nil {
		return fault.Wrap(err, "tell")
	}
	due := n.At
	switch {
	case due.IsZero() && k.digest():
		due = TellAt7(tx.Now())
	case due.IsZero():
		due = tx.Now()
	}
	row := gate.Row{"id": id, "account_id": n.Account, "notice": n.Code, "args": string(args), "path": n.Path, "once": n.Once, "made_at": tx.Now(),
		"due_at": due, "tries": 0}
	if len(n.Calendar) > 0 {
		row["calendar"] = n.Calendar
	}
	return tx.Insert("mail_out", row)
}

func (n Notice) check() (Kind, error) {
	k, ok := KindOf(n.Code)
	switch {
	case !ok:
		return k, errors.New("no such notice")
	case len(n.Args) > len(k.args):
		return k, fmt.Errorf("%d arguments, %d are foreseen", len(n.Args), len(k.args))
	case len(n.Path) > maxPath || !pathShape.MatchString(n.Path):
		return k, errors.New("the path is no page of ours")
	case len(n.Once) > maxOnce:
		return k, errors.New("once is too long")
	case len(n.Calendar) > maxCalendar:
		return k, errors.New("the calendar entry is too long")
	}
	for i, a := range n.Args {
		if !k.args[i].fits(a) {
			return k, fmt.Errorf("argument %d is not of its kind", i+1)
		}
	}
	return k, nil
}

// TellAt7 is the next seven o'clock in Italy, strictly after now: when digests leave.
func TellAt7(now value.Instant) value.Instant {
	y, m, d := now.Rome().Date()
	at := value.InstantOf(time.Date(y, m, d, 7, 0, 0, 0, value.RomeZone))
	if !at.After(now) {
		at = value.InstantOf(time.Date(y, m, d+1, 7, 0, 0, 0, value.RomeZone))
	}
	return at
}

func number(b bool) int {
	if b {
		return 1
	}
	return 0
}

// Untell takes back what an account has not been told yet, inside a command that undoes what was told; what is leaving or has left stays.
func Untell(tx *gate.WriteTx, account value.ID, once string) error {
	var id value.ID
	err := tx.One(`SELECT id FROM mail_out WHERE zone = $1 AND account_id = $2 AND once = $3 AND sent_at IS NULL AND dropped_at IS NULL AND tries = 0`,
		[]any{tx.Zone(), account, once}, &id)
	if fault.Is(err, fault.NotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	return tx.Delete("mail_out", id)
}

const untoldQuery = `SELECT a.id FROM account a LEFT JOIN mail_choice c ON c.zone = a.zone AND c.account_id = a.id AND c.notice = $2
	WHERE a.zone = $1 AND a.disabled_at IS NULL AND COALESCE(c.wanted, $3) = 1
	AND NOT EXISTS (SELECT 1 FROM mail_out o WHERE o.zone = a.zone AND o.account_id = a.id AND o.once = $4) ORDER BY a.id`

// Untold are the accounts that want a notice and have not been told it as this Once. One query. The caller has decided.
func Untold(tx *gate.ReadTx, code, once string) ([]value.ID, error) {
	k, _ := KindOf(code)
	return gate.All(tx, untoldQuery, []any{tx.Zone(), code, number(k.Default), once}, func(s gate.Scanner) (id value.ID, err error) { return id, s.Scan(&id) })
}
