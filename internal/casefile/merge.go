package casefile

import (
	"context"
	"encoding/json"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// Merging says that two records are one person. Nothing moves: the merged record stays with its rows and its key and points to the kept
// one, whose case file shows the rows of both. So it can be undone exactly.
type Merging struct {
	Kept    value.ID // the case file that stays
	Version int      // of that case file
	Merged  value.ID // the other person's record
	Reason  string
}

// moved is what a merge has changed, kept sealed beside it for the undo.
type moved struct {
	Case     value.ID   `json:"case,omitempty"`
	HandOver value.ID   `json:"hand_over,omitempty"` // an offer of the merged case that waited and was withdrawn
	People   []value.ID `json:"people,omitempty"`    // records that had been merged into the merged one
	Cases    []value.ID `json:"cases,omitempty"`
}

// MergePeople links the record of the same person, with its case file if it has one, to the case file that stays. Case manager, team and
// state are those of the case that stays; a hand-over of the other one that waits is withdrawn. Only the coordinator may. It fails with
// Invalid by field and with Conflict when either was changed or merged meanwhile.
func (r *Room) MergePeople(ctx context.Context, who gate.Actor, in Merging) error {
	return r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		c, res, err := Facts(&tx.ReadTx, in.Kept)
		if err != nil {
			return err
		}
		other, err := loadOther(&tx.ReadTx, in.Merged)
		if err != nil {
			return err
		}
		if err := tx.Decide(policy.PersonMerge, policy.Resource{Kind: policy.Person, ID: other.subject()}); err != nil {
			return err
		}
		if err := tx.Decide(policy.PersonMerge, res); err != nil {
			return err
		}
		if err := c.fresh(in.Version); err != nil {
			return err
		}
		var check fault.Check
		check.Needs("reason", in.Reason, text.WriteReason, MaxReason)
		check.Require(in.Merged != c.PersonID && other.MergedInto == "", "merged", text.ChooseOtherRecord)
		if err := check.Err(); err != nil {
			return err
		}
		return merge(tx, c, other, in.Reason)
	})
}

// other is the record to be merged.
type other struct{ Person, Case, MergedInto value.ID }

// subject is under which id the log knows it.
func (o other) subject() value.ID {
	if o.Case != "" {
		return o.Case
	}
	return o.Person
}

func loadOther(tx *gate.ReadTx, person value.ID) (o other, err error) {
	err = tx.One(`SELECT p.id, p.merged_into, c.id FROM person p LEFT JOIN case_file c ON c.zone = p.zone AND c.person_id = p.id
		WHERE p.zone = $1 AND p.id = $2`, []any{tx.Zone(), person}, &o.Person, &o.MergedInto, &o.Case)
	return o, err
}

func merge(tx *gate.WriteTx, c Case, o other, reason string) error {
	s, m := Stamp{}.in(tx), moved{Case: o.Case}
	var err error
	if o.Case != "" {
		if m.HandOver, err = optionalID(&tx.ReadTx, pendingSQL, tx.Zone(), o.Case); err != nil {
			return err
		}
		if err := withdrawPending(tx, o.Case, s); err != nil {
			return err
		}
	}
	if m.People, err = pointing(&tx.ReadTx, "person", o.Person); err != nil {
		return err
	}
	if o.Case != "" {
		if m.Cases, err = pointing(&tx.ReadTx, "case_file", o.Case); err != nil {
			return err
		}
	}
	if err := point(tx, append(m.People, o.Person), append(m.Cases, o.Case), c.PersonID, c.ID); err != nil {
		return err
	}
	id := value.NewID()
	plain, err := json.Marshal(m)
	if err != nil {
		return fault.Wrap(err, "merge")
	}
	sealed, err := tx.Seal(c.PersonID, "person_merge", id, "moved", string(plain))
	if err != nil {
		return err
	}
	err = tx.Insert("person_merge", gate.Row{"id": id, "kept_id": c.PersonID, "merged_id": o.Person, "at": s.At, "by_id": s.By, "reason": reason, "moved": sealed})
	if err != nil {
		return err
	}
	return change(tx, c.head(), s, gate.Row{})
}

// pointing lists the rows of a table that are merged into one.
func pointing(tx *gate.ReadTx, table string, id value.ID) ([]value.ID, error) {
	return gate.All(tx, "SELECT id FROM "+table+" WHERE zone = $1 AND merged_into = $2 ORDER BY id", []any{tx.Zone(), id},
		func(s gate.Scanner) (id value.ID, err error) { return id, s.Scan(&id) })
}

// point makes records and case files point to a person and a case; absent ids point to nothing again.
func point(tx *gate.WriteTx, people, cases []value.ID, person, caseID value.ID) error {
	for _, id := range people {
		if err := tx.Update("person", id, gate.Row{"merged_into": person}); err != nil {
			return err
		}
	}
	for _, id := range cases {
		if id == "" {
			continue
		}
		if err := tx.Update("case_file", id, gate.Row{"merged_into": caseID}); err != nil {
			return err
		}
	}
	return nil
}

// Merge is one that holds, for the page that can undo it.
type Merge struct {
	ID, MergedID value.ID
	Name         string // of the merged record
	Reason       string
	By           string
	At           value.Instant
}

// Merges reads the merges of a case that hold. The caller has decided.
func Merges(tx *gate.ReadTx, c Case) ([]Merge, error) {
	args := []any{tx.Zone()}
	query := `SELECT g.id, g.merged_id, p.given_name || ' ' || p.family_name, g.reason, COALESCE(a.given_name || ' ' || a.family_name, ''), g.at
		FROM person_merge g JOIN person p ON p.zone = g.zone AND p.id = g.merged_id LEFT JOIN account a ON a.zone = g.zone AND a.id = g.by_id
		WHERE g.zone = $1 AND g.undone_at IS NULL AND g.kept_id IN ` + gate.Among(&args, c.People()) + " ORDER BY g.at, g.id"
	return gate.All(tx, query, args, func(s gate.Scanner) (m Merge, err error) {
		return m, s.Scan(&m.ID, &m.MergedID, &m.Name, &m.Reason, &m.By, &m.At)
	})
}

// Split undoes a merge exactly and notes that the two records are two people, so that they are never proposed as one again. What was written
// in the case file since stays there. Only the coordinator may. It fails with Conflict when it is undone already, or when the tax code of the
// merged record now belongs to another.
func (r *Room) Split(ctx context.Context, who gate.Actor, caseID, mergeID value.ID, reason string) error {
	return r.on(ctx, who, caseID, policy.PersonSplit, func(tx *gate.WriteTx, c Case, _ policy.Resource) error {
		var check fault.Check
		check.Needs("reason", reason, text.WriteReason, MaxReason)
		if err := check.Err(); err != nil {
			return err
		}
		args := []any{tx.Zone(), mergeID}
		query := "SELECT kept_id, merged_id, moved, undone_at FROM person_merge WHERE zone = $1 AND id = $2 AND kept_id IN " + gate.Among(&args, c.People())
		var kept, merged value.ID
		var sealed []byte
		var undone value.Instant
		if err := tx.One(query, args, &kept, &merged, &sealed, &undone); err != nil {
			return err
		}
		if !undone.IsZero() {
			return fault.New(fault.Conflict, text.SplitAlready)
		}
		m, err := openMoved(&tx.ReadTx, kept, mergeID, sealed)
		if err != nil {
			return err
		}
		if err := split(tx, merged, m); err != nil {
			return err
		}
		s := Stamp{}.in(tx)
		err = tx.Update("person_merge", mergeID, gate.Row{"undone_at": s.At, "undone_by": s.By, "undone_reason": reason})
		if err != nil {
			return err
		}
		if err := keepApart(tx, kept, merged, s); err != nil {
			return err
		}
		return change(tx, c.head(), s, gate.Row{})
	})
}

func openMoved(tx *gate.ReadTx, kept, mergeID value.ID, sealed []byte) (m moved, err error) {
	open, err := tx.Opener(kept)
	if err != nil {
		return m, err
	}
	plain, err := open("person_merge", mergeID, "moved", sealed)
	if err != nil {
		return m, err
	}
	return m, fault.Wrap(json.Unmarshal([]byte(plain), &m), "merge")
}

// split gives the merged record its own life back, with the records that had been merged into it before and still are.
func split(tx *gate.WriteTx, merged value.ID, m moved) error {
	if err := point(tx, []value.ID{merged}, []value.ID{m.Case}, "", ""); err != nil {
		if fault.Is(err, fault.Conflict) {
			return fault.New(fault.Conflict, text.SplitTaxCode)
		}
		return err
	}
	people, err := stillMerged(&tx.ReadTx, "person", m.People)
	if err != nil {
		return err
	}
	cases, err := stillMerged(&tx.ReadTx, "case_file", m.Cases)
	if err != nil {
		return err
	}
	if err := point(tx, people, cases, merged, m.Case); err != nil || m.HandOver == "" {
		return err
	}
	return tx.Update("hand_over", m.HandOver, gate.Row{"answered_at": nil, "answered_by": nil, "answer": nil})
}

func stillMerged(tx *gate.ReadTx, table string, ids []value.ID) ([]value.ID, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	args := []any{tx.Zone()}
	return gate.All(tx, "SELECT id FROM "+table+" WHERE zone = $1 AND merged_into IS NOT NULL AND id IN "+gate.Among(&args, ids), args,
		func(s gate.Scanner) (id value.ID, err error) { return id, s.Scan(&id) })
}

// keepApart notes once that two records are two people.
func keepApart(tx *gate.WriteTx, a, b value.ID, s Stamp) error {
	if a > b {
		a, b = b, a
	}
	id, err := optionalID(&tx.ReadTx, "SELECT id FROM person_apart WHERE zone = $1 AND first_id = $2 AND second_id = $3", tx.Zone(), a, b)
	if err != nil || id != "" {
		return err
	}
	return tx.Insert("person_apart", gate.Row{"id": value.NewID(), "first_id": a, "second_id": b, "at": s.At, "by_id": s.By})
}
