package casefile

import (
	"errors"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/value"
)

// NewNote is one note of the diary.
type NewNote struct {
	ID                          value.ID // absent: a new one
	CaseID, EpisodeID, PersonID value.ID // the episode and the person may be absent: they are the case's
	Section                     policy.Section
	On                          value.Date
	Text                        string
	Source                      string // SourceProgram, or the list that it came from
	Author                      value.ID
	AuthorRole                  string
	Supersedes                  value.ID // the note that this one corrects
	Stamp
}

// AddNote writes a note, inside a command that has decided. The texts of the reserved sections are sealed under the person's key.
func AddNote(tx *gate.WriteTx, n NewNote) (value.ID, error) {
	h, err := loadHead(&tx.ReadTx, n.CaseID)
	if err != nil {
		return "", err
	}
	return addNote(tx, h, n)
}

// AddNotes writes notes of one case, as AddNote does each of them.
func AddNotes(tx *gate.WriteTx, notes []NewNote) error {
	if len(notes) == 0 {
		return nil
	}
	h, err := loadHead(&tx.ReadTx, notes[0].CaseID)
	if err != nil {
		return err
	}
	last := h.Last
	for _, n := range notes {
		if _, err := insertNote(tx, h, n); err != nil {
			return err
		}
		last = later(last, n.On)
	}
	return touch(tx, h, last)
}

func addNote(tx *gate.WriteTx, h head, n NewNote) (value.ID, error) {
	id, err := insertNote(tx, h, n)
	if err != nil {
		return id, err
	}
	return id, touch(tx, h, n.On)
}

// touch says when something last happened in a case; days before what stands are nothing new.
func touch(tx *gate.WriteTx, h head, on value.Date) error {
	if !on.After(h.Last) {
		return nil
	}
	return tx.Update("case_file", h.ID, gate.Row{"last_on": on})
}

func insertNote(tx *gate.WriteTx, h head, n NewNote) (value.ID, error) {
	s, id := n.Stamp.in(tx), n.ID
	if id == "" {
		id = value.NewID()
	}
	if n.EpisodeID == "" {
		n.EpisodeID = h.EpisodeID
	}
	if n.PersonID != "" && n.PersonID != h.PersonID {
		return "", fault.Wrap(errors.New("a note under the key of another person"), "note")
	}
	row := gate.Row{"id": id, "case_id": h.ID, "episode_id": n.EpisodeID, "section": string(n.Section), "on_day": n.On, "source": n.Source,
		"author_id": n.Author, "made_at": s.At, "supersedes": n.Supersedes}
	row.SetText("author_role", n.AuthorRole)
	if n.Section.Sealed() {
		sealed, err := tx.Seal(h.PersonID, "note", id, "sealed", n.Text)
		if err != nil {
			return "", err
		}
		row["sealed"] = sealed
	} else {
		row["body"] = n.Text
	}
	return id, tx.Insert("note", row)
}
