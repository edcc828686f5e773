// Package casefile is the case file (fascicolo): one per person and zone, with its episodes, states, diary, team, suspensions, closures
// and hand-overs. Nothing in it is deleted: a correction supersedes, a membership ends, a closed case begins again as a new episode.
//
// Building blocks (functions that take a transaction) write what they are told, with the dates and the author that they are told, and
// decide nothing: the command around them has decided. Commands (methods of Room) load, decide, check and write, one gate call each.
package casefile

import (
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/value"
)

// Room answers for the case files behind one gate.
type Room struct {
	g        *gate.Gate
	m        *guideline.Model
	searches *searches
}

// New makes the room.
func New(g *gate.Gate, m *guideline.Model) *Room { return &Room{g: g, m: m, searches: newSearches()} }

// Stamp says when and by whom a row was entered; zero values are the transaction's moment and its actor. Imports and synthetic worlds
// fill it in to write history.
type Stamp struct {
	At value.Instant
	By value.ID
}

func (s Stamp) in(tx *gate.WriteTx) Stamp {
	if s.At.IsZero() {
		s.At = tx.Now()
	}
	if s.By == "" {
		s.By = tx.Who().Account
	}
	return s
}

// The states that the building blocks know by name; all others are data.
const (
	stateSuspended = "SOSPESA"
	stateClosed    = "CHIUSA"
)

// ReasonNotGiven is the code for a suspension or closure whose list does not say why.
const ReasonNotGiven = "NON_INDICATO"

// SourceProgram is the source of what was written in the program, as against a list that was brought in.
const SourceProgram = "program"

// head is the row of a case file as commands need it.
type head struct {
	ID, PersonID, EpisodeID, ManagerID      value.ID
	State                                   string
	StateOn, OpenedOn, NextOn, Review, Last value.Date
	NextWhat                                string
	Version                                 int
}

const headSQL = `SELECT id, person_id, episode_id, manager_id, state, state_on, opened_on, next_on, COALESCE(next_what, ''), review_on, last_on,
	version FROM case_file WHERE zone = $1 AND id = $2`

func loadHead(tx *gate.ReadTx, id value.ID) (h head, err error) {
	err = tx.One(headSQL, []any{tx.Zone(), id}, &h.ID, &h.PersonID, &h.EpisodeID, &h.ManagerID, &h.State, &h.StateOn, &h.OpenedOn, &h.NextOn,
		&h.NextWhat, &h.Review, &h.Last, &h.Version)
	return h, err
}

// change sets columns of the case file and counts its version up, so that a form made before is told.
func change(tx *gate.WriteTx, h head, s Stamp, set gate.Row) error {
	set["version"], set["changed_at"], set["changed_by"] = h.Version+1, s.At, s.By
	return tx.Update("case_file", h.ID, set)
}

func later(a, b value.Date) value.Date {
	if a.After(b) {
		return a
	}
	return b
}

func kindOf(state string) guideline.Kind {
	s, _ := guideline.Default().State(state)
	return s.Kind
}
