package assessment

import (
	"encoding/json"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/policy"
	"siil/internal/value"
)

// Restore adds an assessment as it stands already, with its ratings and texts, inside another command that has decided: for what did not happen
// here and now, such as the past of an invented world. Days, moments and who did what are those of a, which begins with instrument n; its id,
// when it has none, and those of its ratings are made.
func Restore(tx *gate.WriteTx, n *guideline.Instrument, a *Assessment) error {
	instrument, err := keep(tx, n)
	if err != nil {
		return err
	}
	if a.ID == "" {
		a.ID = value.NewID()
	}
	row := gate.Row{"id": a.ID, "case_id": a.CaseID, "episode_id": a.EpisodeID, "person_id": a.PersonID, "kind": a.Kind, "instrument_id": instrument,
		"on_day": a.OnDay, "begun_at": a.BegunAt, "begun_by": a.BegunBy, "closed_at": a.ClosedAt, "closed_by": a.ClosedBy, "version": 1}
	if a.Closed() {
		row["version"] = 2
	}
	row.SetText("decision", a.Decision)
	if err := tx.Insert("assessment", row); err != nil {
		return err
	}
	for _, d := range n.Domains {
		if x, ok := a.Ratings[d.Code]; ok {
			if err := restoreRating(tx, a, d, x); err != nil {
				return err
			}
		}
	}
	for _, name := range TextNames {
		if t, ok := a.Texts[name]; ok {
			row := gate.Row{"id": value.NewID(), "assessment_id": a.ID, "name": name, "body": t.Body, "changed_at": t.At, "changed_by": t.By, "version": 1}
			if err := tx.Insert("assessment_text", row); err != nil {
				return err
			}
		}
	}
	return nil
}

func restoreRating(tx *gate.WriteTx, a *Assessment, d guideline.Domain, x Rating) (err error) {
	x.ID, x.Version = value.NewID(), 1
	if !x.OursAt.IsZero() {
		x.OursVersion = 1
	}
	if !x.PersonAt.IsZero() {
		x.Version++
		x.PersonVersion = x.Version
	}
	row := x.row(d)
	row["id"], row["assessment_id"], row["domain"], row["section"] = x.ID, a.ID, d.Code, d.Section
	row.SetText("reason", x.Reason)
	if policy.Section(d.Section).Sealed() {
		if row["sealed"], err = x.seal(tx, a.PersonID); err != nil {
			return err
		}
	}
	return tx.Insert("rating", row)
}

// seal is what of a reserved domain is kept, under the person's key.
func (x Rating) seal(tx *gate.WriteTx, person value.ID) ([]byte, error) {
	plain, err := json.Marshal(sealedRating{x.Level, x.Unexplored, x.Note, x.PersonLevel, x.PersonWords})
	if err != nil {
		return nil, fault.Wrap(err, "rating")
	}
	return tx.Seal(person, "rating", x.ID, "sealed", string(plain))
}
