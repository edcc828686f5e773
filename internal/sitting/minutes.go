package sitting

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strings"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/outbox"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// MakeMinutes makes the minutes of a closed sitting out of what was recorded, for those who were there to approve, and tells them. The
// coordinator and who writes the minutes may. What was written while the cases were talked about is in them and is kept nowhere else.
func (r *Room) MakeMinutes(ctx context.Context, who gate.Actor, id value.ID) error {
	return r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		s, err := loadAgenda(&tx.ReadTx, id)
		if err != nil {
			return err
		}
		if err := tx.Decide(policy.SittingRun, s.resource()); err != nil {
			return err
		}
		if s.State != Closed {
			return conflict(text.SittingMinutesEarly)
		}
		if state, _, err := minutesState(&tx.ReadTx, s.ID); err != nil || state != "" {
			return orConflict(err, text.SittingMinutesThere)
		}
		if err := r.writeMinutes(tx, s); err != nil {
			return err
		}
		for _, m := range s.Members {
			if !m.Attended() {
				continue
			}
			err := outbox.Tell(tx, outbox.Notice{Account: m.AccountID, Code: "minutes_to_approve", Args: []string{s.OnDay.ISO()}, Path: s.path() + "/verbale",
				Once: "minutes-" + string(s.ID)})
			if err != nil {
				return err
			}
		}
		return bump(tx, s.ID)
	})
}

func orConflict(err error, t text.T) error {
	if err != nil {
		return err
	}
	return conflict(t)
}

func (r *Room) writeMinutes(tx *gate.WriteTx, s agenda) error {
	parts, people, err := r.parts(tx, s)
	if err != nil {
		return err
	}
	id := value.NewID()
	plain, digest, err := digested(r.head(tx, s, parts))
	if err != nil {
		return err
	}
	digests := []string{digest}
	bodies := make([][]byte, len(parts))
	for i, p := range parts {
		b, d, err := digested(p)
		if err != nil {
			return err
		}
		parts[i].ID, parts[i].Digest = value.NewID(), d
		digests = append(digests, d)
		if bodies[i], err = tx.Seal(people[i], "minutes_part", parts[i].ID, "body", string(b)); err != nil {
			return err
		}
	}
	head, err := tx.SealZone("minutes", id, "head", plain)
	if err != nil {
		return err
	}
	err = tx.Insert("minutes", gate.Row{"id": id, "sitting_id": s.ID, "state": MinutesDraft, "head": head, "digest": over(digests), "made_at": tx.Now(),
		"made_by": tx.Who().Account})
	if err != nil {
		return err
	}
	for i, p := range parts {
		err := tx.Insert("minutes_part", gate.Row{"id": p.ID, "minutes_id": id, "item_id": p.ItemID, "case_id": p.CaseID, "person_id": people[i],
			"position": p.Position, "body": bodies[i], "digest": p.Digest})
		if err != nil {
			return err
		}
	}
	return forgetFields(tx, s.ID)
}

// digested is a part of the minutes as it is sealed, the same bytes for the same content, with its SHA-256.
func digested(v any) ([]byte, string, error) {
	b, err := json.Marshal(v)
	if err != nil {
		return nil, "", fault.Wrap(err, "minutes")
	}
	sum := sha256.Sum256(b)
	return b, hex.EncodeToString(sum[:]), nil
}

// over is the SHA-256 over the digests of the head and of every part, one a line.
func over(digests []string) string {
	sum := sha256.Sum256([]byte(strings.Join(digests, "\n") + "\n"))
	return hex.EncodeToString(sum[:])
}

// head is what the minutes say of the sitting as a whole: it names no person, cases by their number alone.
func (r *Room) head(tx *gate.WriteTx, s agenda, parts []MinutesPart) MinutesHead {
	h := MinutesHead{Number: s.Number, OnDay: s.OnDay, Starts: s.Starts, Where: s.Where(), Link: s.Link != "", OpenedAt: s.OpenedAt, ClosedAt: s.ClosedAt,
		Quorum: minutesQuorum(r.expected(s)), Zone: tx.Zone(), Model: r.m.Info.Version, Members: []MinutesMember{}, Items: []MinutesItem{}}
	for _, m := range s.Members {
		x := MinutesMember{AccountID: m.AccountID, Name: m.Name, Part: m.Part, Recorder: m.Recorder, Times: []MinutesSpan{}}
		if !m.Attended() {
			x.Absence = m.Reply
		}
		for _, t := range m.Times {
			x.Times = append(x.Times, MinutesSpan(t))
		}
		h.Members = append(h.Members, x)
	}
	for _, p := range parts {
		h.Items = append(h.Items, MinutesItem{Position: p.Position, CaseNumber: p.CaseNumber, State: p.State})
	}
	return h
}

func minutesQuorum(q Quorum) []MinutesQuorum {
	out := []MinutesQuorum{}
	for _, p := range q.Parts {
		out = append(out, MinutesQuorum{Part: p.Part, Least: p.Least, Have: p.Have})
	}
	return out
}

// The work in progress of a sitting: what was being written, and by whom.
const (
	oldFieldsSQL = `SELECT f.id FROM sitting_field f JOIN sitting_item i ON i.zone = f.zone AND i.id = f.item_id WHERE f.zone = $1 AND i.sitting_id = $2`
	oldFocusSQL  = `SELECT f.id FROM sitting_focus f JOIN sitting_item i ON i.zone = f.zone AND i.id = f.item_id WHERE f.zone = $1 AND i.sitting_id = $2`
)

// forgetFields removes the work in progress of a sitting.
func forgetFields(tx *gate.WriteTx, sittingID value.ID) error {
	if err := forget(tx, "sitting_field", oldFieldsSQL, sittingID); err != nil {
		return err
	}
	return forget(tx, "sitting_focus", oldFocusSQL, sittingID)
}

func forget(tx *gate.WriteTx, table, query string, sittingID value.ID) error {
	ids, err := gate.All(&tx.ReadTx, query, []any{tx.Zone(), sittingID}, func(s gate.Scanner) (id value.ID, err error) { return id, s.Scan(&id) })
	for _, id := range ids {
		if err == nil {
			err = tx.Delete(table, id)
		}
	}
	return err
}
