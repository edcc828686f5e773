package account

import (
	"context"
	"strings"
	"time"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// AccessPage is a page of the zone's log of accesses.
type AccessPage struct {
	Rows  []AccessRow
	Names map[value.ID]string // of colleagues, to choose from
	Next  int64               // leaf from which the next page goes on; 0: no more
}

// AccessRow is one leaf with the names and the number of the case that it is about, never the name of a person.
type AccessRow struct {
	gate.Access
	Name string // of the colleague, "" for the program
	Case int    // number of the case file, 0 when it is about something else
	User string // name of the account that it is about
}

// AccessQuery chooses leaves, newest first.
type AccessQuery struct {
	Actor   value.ID
	Refused bool
	Before  int64
}

const accessRows = 50

// accessLook is how many leaves are looked through for one page; tests look through fewer.
var accessLook = 20_000

// Accesses reads a page of the log for the auditor.
func (r *Room) Accesses(ctx context.Context, who gate.Actor, q AccessQuery) (p AccessPage, err error) {
	err = r.g.Read(ctx, who, func(tx *gate.ReadTx) error {
		if err := tx.Decide(policy.AuditRead, policy.Resource{Kind: policy.Zone}); err != nil {
			return err
		}
		found, err := q.page(tx, &p)
		if err != nil {
			return err
		}
		all, err := Colleagues(tx)
		if err != nil {
			return err
		}
		p.Names = map[value.ID]string{}
		for _, c := range all {
			p.Names[c.ID] = c.Name()
		}
		cases, err := caseNumbers(tx, found)
		for _, a := range found {
			p.Rows = append(p.Rows, AccessRow{Access: a, Name: p.Names[a.Actor], Case: cases[a.Subject], User: userOf(p.Names, a)})
		}
		return err
	})
	return p, err
}

// page reads the leaves of a page and where the next one goes on: after the last one shown, or where the search stopped looking.
func (q AccessQuery) page(tx *gate.ReadTx, p *AccessPage) ([]gate.Access, error) {
	look, chosen := accessRows+1, q.Actor != "" || q.Refused
	if chosen {
		look = accessLook
	}
	found, err := tx.Accesses(gate.AccessFilter{Actor: q.Actor, Refused: q.Refused, Before: q.Before, Limit: accessRows + 1, Max: look})
	switch {
	case err != nil:
		return nil, err
	case len(found) > accessRows:
		found = found[:accessRows]
		p.Next = found[accessRows-1].Leaf
	case chosen:
		var last int64
		err := tx.One("SELECT idx FROM ledger_leaf WHERE zone = $1 AND ($2 = 0 OR idx < $2) ORDER BY idx DESC LIMIT 1 OFFSET "+itoa(look-1), []any{tx.Zone(), q.Before}, &last)
		if err != nil && !fault.Is(err, fault.NotFound) {
			return nil, err
		}
		p.Next = last
	}
	return found, nil
}

// userOf is the account that a leaf is about, when that is somebody else than who acted.
func userOf(names map[value.ID]string, a gate.Access) string {
	if a.Kind != policy.Account || a.Subject == a.Actor {
		return ""
	}
	return names[a.Subject]
}

// caseNumbers gives the numbers of the cases among the subjects of leaves. One query.
func caseNumbers(tx *gate.ReadTx, leaves []gate.Access) (map[value.ID]int, error) {
	args, marks := []any{tx.Zone()}, []string{}
	for _, a := range leaves {
		if a.Subject != "" && a.Kind != policy.Account {
			args = append(args, a.Subject)
			marks = append(marks, "$"+itoa(len(args)))
		}
	}
	out := map[value.ID]int{}
	if len(marks) == 0 {
		return out, nil
	}
	err := tx.Each("SELECT id, number FROM case_file WHERE zone = $1 AND id IN ("+strings.Join(marks, ", ")+")", args, func(s gate.Scanner) error {
		var id value.ID
		var n int
		err := s.Scan(&id, &n)
		out[id] = n
		return err
	})
	return out, err
}

// verifyWithin is how long a page may take to check the whole log.
const verifyWithin = time.Minute

// Verification is what a check of the log found, with the head that can be kept outside.
type Verification struct {
	Report     gate.Report
	Checkpoint string
	At         value.Instant
	TooLong    bool // there was no time to end: the command line has no limit
}

// VerifyLog checks the whole log and the rows that it answers for, against an earlier checkpoint when one is given.
func (r *Room) VerifyLog(ctx context.Context, who gate.Actor, against string) (v Verification, err error) {
	if err := r.decideVerify(ctx, who); err != nil {
		return v, err
	}
	v.At = r.g.Now()
	short, cancel := context.WithTimeout(ctx, verifyWithin)
	defer cancel()
	v.Report, err = r.g.Verify(short, against)
	if short.Err() != nil && ctx.Err() == nil {
		v.TooLong = true
		return v, nil
	}
	if err != nil || !v.Report.OK {
		return v, err
	}
	v.Checkpoint, err = r.g.Checkpoint(ctx)
	return v, err
}

func (r *Room) decideVerify(ctx context.Context, who gate.Actor) error {
	return r.g.Read(ctx, who, func(tx *gate.ReadTx) error { return tx.Decide(policy.AuditVerify, policy.Resource{Kind: policy.Zone}) })
}

// Checkpoint gives the signed head of the log as it stands.
func (r *Room) Checkpoint(ctx context.Context, who gate.Actor) (string, error) {
	if err := r.decideVerify(ctx, who); err != nil {
		return "", err
	}
	return r.g.Checkpoint(ctx)
}

// Party is somebody outside who receives the daily checkpoint.
type Party struct {
	ID          value.ID
	Name, Email string
	Since       value.Instant
}

// Parties lists those who receive the daily checkpoint.
func (r *Room) Parties(ctx context.Context, who gate.Actor) (out []Party, err error) {
	err = r.g.Read(ctx, who, func(tx *gate.ReadTx) error {
		if err := tx.Decide(policy.PartyManage, policy.Resource{Kind: policy.Zone}); err != nil {
			return err
		}
		out, err = gate.All(tx, "SELECT id, name, email, since_at FROM checkpoint_party WHERE zone = $1 AND until_at IS NULL ORDER BY name, id", []any{tx.Zone()},
			func(s gate.Scanner) (p Party, err error) { return p, s.Scan(&p.ID, &p.Name, &p.Email, &p.Since) })
		return err
	})
	return out, err
}

// AddParty adds somebody who receives the daily checkpoint from now on.
func (r *Room) AddParty(ctx context.Context, who gate.Actor, name, email string) error {
	address, ok := value.ParseEmail(email)
	var c fault.Check
	c.Require(name != "" && len([]rune(name)) <= 120, "name", text.PartyNameWrong)
	c.Require(ok, "email", text.AccountEmailWrong)
	if err := c.Err(); err != nil {
		return err
	}
	err := r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		if err := tx.DecideWhy(policy.PartyManage, policy.Resource{Kind: policy.Zone}, "party_added"); err != nil {
			return err
		}
		return tx.Insert("checkpoint_party", gate.Row{"id": value.NewID(), "name": name, "email": address, "since_at": tx.Now(), "by_id": who.Account})
	})
	if fault.Is(err, fault.Conflict) {
		return invalid("email", text.PartyTaken)
	}
	return err
}

// EndParty stops sending the checkpoint to somebody.
func (r *Room) EndParty(ctx context.Context, who gate.Actor, id value.ID) error {
	return r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		if err := tx.DecideWhy(policy.PartyManage, policy.Resource{Kind: policy.Zone}, "party_ended"); err != nil {
			return err
		}
		var until value.Instant
		if err := tx.One("SELECT until_at FROM checkpoint_party WHERE zone = $1 AND id = $2", []any{tx.Zone(), string(id)}, &until); err != nil {
			return err
		}
		if !until.IsZero() {
			return noUser()
		}
		return tx.Update("checkpoint_party", id, gate.Row{"until_at": tx.Now()})
	})
}
