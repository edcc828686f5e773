package sitting

import (
	"encoding/json"
	"strings"

	"siil/internal/casefile"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/value"
)

// decisionsSQL reads the decisions on a case that hold, but those of sittings in which the reader had stepped out of it; $2 is the reader.
const decisionsSQL = `SELECT d.id, d.item_id, k.person_id, d.decision, d.from_state, d.to_state, d.manager_id, COALESCE(m.given_name, ''), COALESCE(m.family_name, ''),
	d.body, d.at, d.by_id, COALESCE(b.given_name, ''), COALESCE(b.family_name, ''), s.on_day, s.number
	FROM sitting_decision d JOIN sitting_item i ON i.zone = d.zone AND i.id = d.item_id JOIN sitting s ON s.zone = i.zone AND s.id = i.sitting_id
	JOIN case_file k ON k.zone = i.zone AND k.id = i.case_id LEFT JOIN account m ON m.zone = d.zone AND m.id = d.manager_id
	LEFT JOIN account b ON b.zone = d.zone AND b.id = d.by_id WHERE d.zone = $1 AND d.undone_at IS NULL
	AND NOT EXISTS (SELECT 1 FROM sitting_out o WHERE o.zone = d.zone AND o.item_id = d.item_id AND o.account_id = $2 AND o.back_at IS NULL)`

// decided is a decision as its row holds it.
type decided struct {
	Decision
	item, person value.ID
	body         []byte
}

func scanDecision(s gate.Scanner) (d decided, err error) {
	var mGiven, mFamily, bGiven, bFamily string
	err = s.Scan(&d.ID, &d.item, &d.person, &d.Decision.Decision, &d.FromState, &d.ToState, &d.ManagerID, &mGiven, &mFamily, &d.body, &d.At, &d.ByID, &bGiven,
		&bFamily, &d.OnDay, &d.SittingNumber)
	d.Manager, d.By = strings.TrimSpace(mGiven+" "+mFamily), strings.TrimSpace(bGiven+" "+bFamily)
	return d, err
}

type opener func(person value.ID, table string, row value.ID, col string, sealed []byte) (string, error)

// open reads what the decision says.
func (d *decided) open(open opener) (w words, err error) {
	plain, err := open(d.person, "sitting_decision", d.ID, "body", d.body)
	if err != nil {
		return w, err
	}
	if err := json.Unmarshal([]byte(plain), &w); err != nil {
		return w, fault.Wrap(err, "words of a decision")
	}
	d.Reason, d.Advice, d.Note, d.Team, d.Steps = w.Reason, w.Advice, w.Note, w.Team, w.Steps
	d.SuspensionReason, d.ClosureReason, d.ReviewOn = w.SuspensionReason, w.ClosureReason, w.ReviewOn
	return w, nil
}

func (r *Room) fillDecisions(tx *gate.ReadTx, v *ItemView, c casefile.Case, x item, see sees) error {
	args := []any{tx.Zone(), string(tx.Who().Account)}
	all, err := gate.All(tx, decisionsSQL+" AND d.case_id IN "+gate.Among(&args, c.Cases())+" ORDER BY d.at DESC, d.id DESC LIMIT 10", args, scanDecision)
	if err != nil {
		return err
	}
	open, err := tx.Openers(c.People())
	if err != nil {
		return err
	}
	for i := range all {
		d := &all[i]
		if _, err := d.open(open); err != nil {
			return err
		}
		r.hideReasons(&d.SuspensionReason, &d.ClosureReason, see)
		if d.item == x.ID {
			v.Decided = &d.Decision
			continue
		}
		v.Before = append(v.Before, d.Decision)
	}
	return nil
}

// hideReasons empties coded reasons of sections that the reader does not read.
func (r *Room) hideReasons(suspension, closure *string, see sees) {
	if reason, ok := r.m.SuspensionReason(*suspension); ok && !see(reason.Section) {
		*suspension = ""
	}
	if reason, ok := r.m.ClosureReason(*closure); ok && !see(reason.Section) {
		*closure = ""
	}
}
