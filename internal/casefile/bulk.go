package casefile

import (
	"context"
	"slices"

	"siil/internal/account"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// MaxBulk is how many cases are handed over at a time.
const MaxBulk = 500

// Bulk hands cases of one colleague over to another. Left says that the colleague no longer works here: the cases pass at once.
type Bulk struct {
	From, To value.ID
	Cases    []value.ID
	Reason   string
	Left     bool
}

// The reasons for which a case stays out of a bulk hand-over.
const (
	outPending = "pending" // an offer waits already
	outMoved   = "moved"   // no longer the colleague's
	outClosed  = "closed"
	outMissing = "missing"
)

// LeftOut is a case that stayed out of a bulk hand-over, and why.
type LeftOut struct {
	CaseID value.ID `json:"c"`
	Why    string   `json:"w"`
}

// BulkDone is what a bulk hand-over did. All its hand-overs were asked at the same moment by the same person, which is how its undo
// finds them.
type BulkDone struct {
	From, To value.ID
	At       value.Instant
	Left     bool
	Done     int
	Out      []LeftOut
}

// HandOverAll asks for the hand-over of cases, or makes it at once, in one transaction with one leaf for each case. Only the coordinator
// may. What cannot be handed over stays out and is told. It fails with Invalid by field.
func (r *Room) HandOverAll(ctx context.Context, who gate.Actor, in Bulk) (out BulkDone, err error) {
	err = r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		out = BulkDone{From: in.From, To: in.To, At: tx.Now(), Left: in.Left}
		if err := tx.Decide(policy.HandOverBulk, policy.Resource{Kind: policy.HandOver}); err != nil {
			return err
		}
		if err := checkBulk(&tx.ReadTx, in); err != nil {
			return err
		}
		rows, err := bulkCases(&tx.ReadTx, in.Cases)
		if err != nil {
			return err
		}
		for _, id := range in.Cases {
			why := rows[id].out(in)
			if why == "" {
				out.Done++
				err = handOverOne(tx, rows[id].head, in)
			} else {
				out.Out = append(out.Out, LeftOut{id, why})
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
	return out, err
}

func checkBulk(tx *gate.ReadTx, in Bulk) error {
	all, err := account.Colleagues(tx)
	if err != nil {
		return err
	}
	is := func(id value.ID) func(account.Colleague) bool {
		return func(c account.Colleague) bool { return c.ID == id && id != "" }
	}
	var c fault.Check
	c.Require(slices.ContainsFunc(all, is(in.From)), "da", text.BulkChooseFrom)
	c.Require(slices.ContainsFunc(account.ManagersOf(all), is(in.To)), "a", text.ChooseColleague)
	c.Require(in.From != in.To || in.To == "", "a", text.BulkSame)
	c.Require(len(in.Cases) > 0, "caso", text.BulkChooseCase)
	c.Require(len(in.Cases) <= MaxBulk, "caso", text.BulkTooMany.With(MaxBulk))
	c.Needs("reason", in.Reason, text.WriteReason, MaxReason)
	return c.Err()
}

// bulkCase is a case as the hand-over needs it.
type bulkCase struct {
	head
	pending value.ID // to whom it is offered
}

// out tells why a case stays out; "" when it goes.
func (b bulkCase) out(in Bulk) string {
	switch {
	case b.ID == "":
		return outMissing
	case kindOf(b.State) == guideline.Closed:
		return outClosed
	case b.ManagerID != in.From:
		return outMoved
	case b.pending != "" && !in.Left:
		return outPending
	}
	return ""
}

// bulkCases reads cases by their ids, in one query.
func bulkCases(tx *gate.ReadTx, ids []value.ID) (map[value.ID]bulkCase, error) {
	out := map[value.ID]bulkCase{}
	args := []any{tx.Zone()}
	query := `SELECT c.id, c.person_id, c.episode_id, c.manager_id, c.state, c.version, h.to_id FROM case_file c
		LEFT JOIN hand_over h ON h.zone = c.zone AND h.case_id = c.id AND h.answered_at IS NULL
		WHERE c.zone = $1 AND c.merged_into IS NULL AND c.id IN ` + gate.Among(&args, ids)
	err := tx.Each(query, args, func(s gate.Scanner) error {
		var b bulkCase
		err := s.Scan(&b.ID, &b.PersonID, &b.EpisodeID, &b.ManagerID, &b.State, &b.Version, &b.pending)
		out[b.ID] = b
		return err
	})
	return out, err
}

// handOverOne writes the offer, and when the colleague has left also that it was taken.
func handOverOne(tx *gate.WriteTx, h head, in Bulk) error {
	s := Stamp{}.in(tx)
	if err := tx.Decide(policy.HandOverBulk, policy.Resource{Kind: policy.HandOver, ID: h.ID}); err != nil {
		return err
	}
	if in.Left {
		if err := withdrawPending(tx, h.ID, s); err != nil {
			return err
		}
	}
	id, err := AskHandOver(tx, HandingOver{CaseID: h.ID, From: in.From, To: in.To, Reason: in.Reason})
	if err != nil {
		return err
	}
	if !in.Left {
		return change(tx, h, s, gate.Row{})
	}
	if err := answer(tx, id, Accepted, "", s); err != nil {
		return err
	}
	return setManager(tx, h, in.To, s)
}

const batchSQL = `SELECT h.id, h.answered_at, h.answered_by, COALESCE(h.answer, ''), c.id, c.person_id, c.episode_id, c.manager_id, c.state, c.version,
	EXISTS (SELECT 1 FROM hand_over w WHERE w.zone = h.zone AND w.case_id = h.case_id AND w.answered_at IS NULL AND w.id <> h.id) FROM hand_over h
	JOIN case_file c ON c.zone = h.zone AND c.id = h.case_id
	WHERE h.zone = $1 AND h.to_id = $2 AND h.from_id = $3 AND h.asked_at = $4 AND h.asked_by = $5 ORDER BY h.id`

// UndoHandOverAll withdraws what still waits of a bulk hand-over, and gives the cases that passed at once back to who had them. done is
// how many were undone, stayed how many were answered or handed on meanwhile.
func (r *Room) UndoHandOverAll(ctx context.Context, who gate.Actor, from, to value.ID, at value.Instant) (done, stayed int, err error) {
	err = r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		done, stayed = 0, 0
		if err := tx.Decide(policy.HandOverBulk, policy.Resource{Kind: policy.HandOver}); err != nil {
			return err
		}
		batch, err := gate.All(&tx.ReadTx, batchSQL, []any{tx.Zone(), string(to), string(from), at, string(who.Account)}, scanBatch)
		if err != nil {
			return err
		}
		for _, b := range batch {
			ok, err := undoOne(tx, b, from, to, at)
			if err != nil {
				return err
			}
			if ok {
				done++
			} else {
				stayed++
			}
		}
		return nil
	})
	return done, stayed, err
}

type batchRow struct {
	head
	offer      value.ID
	answeredAt value.Instant
	answeredBy value.ID
	answer     string
	offered    bool // to somebody else meanwhile
}

func scanBatch(s gate.Scanner) (b batchRow, err error) {
	return b, s.Scan(&b.offer, &b.answeredAt, &b.answeredBy, &b.answer, &b.ID, &b.PersonID, &b.EpisodeID, &b.ManagerID, &b.State, &b.Version, &b.offered)
}

// undoOne takes one hand-over of the batch back; false when it is too late for that.
func undoOne(tx *gate.WriteTx, b batchRow, from, to value.ID, at value.Instant) (bool, error) {
	atOnce := b.answer == Accepted && b.answeredAt == at && b.answeredBy == tx.Who().Account && b.ManagerID == to && !b.offered && kindOf(b.State) != guideline.Closed
	if !b.answeredAt.IsZero() && !atOnce {
		return false, nil
	}
	if err := tx.Decide(policy.HandOverBulk, policy.Resource{Kind: policy.HandOver, ID: b.ID}); err != nil {
		return false, err
	}
	s := Stamp{}.in(tx)
	if b.answeredAt.IsZero() {
		if err := answer(tx, b.offer, Withdrawn, "", s); err != nil {
			return false, err
		}
		return true, change(tx, b.head, s, gate.Row{})
	}
	back, err := AskHandOver(tx, HandingOver{CaseID: b.ID, From: to, To: from, Reason: text.BulkUndo.In(text.Italian)})
	if err != nil {
		return false, err
	}
	if err := answer(tx, back, Accepted, "", s); err != nil {
		return false, err
	}
	return true, setManager(tx, b.head, from, s)
}
