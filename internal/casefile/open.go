package casefile

import (
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/value"
)

// Opening is a new case file. State is any state of the model: a list may bring a case that is well on its way.
type Opening struct {
	PersonID     value.ID
	NameKey      string // value.NameKey of the person
	Municipality string // ISTAT code
	OpenedOn     value.Date
	State        string
	StateOn      value.Date
	StateReason  string     // the code of a suspension's or closure's reason; for other states, words
	Before       string     // of a suspended case: the state to come back to; "" is the earliest that fits
	ReviewOn     value.Date // of a suspended case; absent is the model's term after StateOn
	ManagerID    value.ID
	SeatID       value.ID
	ReferrerID   value.ID
	NextOn       value.Date
	NextWhat     string
	Earlier      []Step       // the states before this one, the first one first; a list knows none
	Closure      *PastClosure // of a closed case of which more is known than the reason; a list knows none
	Stamp
}

// Step is a state that a case was in from a day on.
type Step struct {
	State string
	On    value.Date
}

// Open makes a case file with its first episode, inside a command that has decided CaseCreate. It fails with Conflict when the person has
// a case file already.
func Open(tx *gate.WriteTx, o Opening) (caseID, episodeID value.ID, err error) {
	s := o.Stamp.in(tx)
	caseID, episodeID = value.NewID(), value.NewID()
	if o.StateOn.IsZero() {
		o.StateOn = o.OpenedOn
	}
	number := 0
	if err := tx.One("SELECT COALESCE(MAX(number), 0) + 1 FROM case_file WHERE zone = $1", []any{tx.Zone()}, &number); err != nil {
		return "", "", err
	}
	kind := kindOf(o.State)
	if kind == guideline.Suspended && o.ReviewOn.IsZero() {
		o.ReviewOn = o.StateOn.AddDays(reviewDays)
	}
	row := gate.Row{"id": caseID, "person_id": o.PersonID, "number": number, "episode_id": episodeID, "opened_on": o.OpenedOn, "state": o.State,
		"state_on": o.StateOn, "manager_id": o.ManagerID, "seat_id": o.SeatID, "referrer_id": o.ReferrerID, "next_on": o.NextOn,
		"review_on": o.ReviewOn, "last_on": later(o.OpenedOn, o.StateOn), "name_key": o.NameKey, "version": 1, "made_at": s.At, "made_by": s.By,
		"changed_at": s.At, "changed_by": s.By}
	row.SetText("municipality", o.Municipality)
	row.SetText("next_what", o.NextWhat)
	if err := tx.Insert("case_file", row); err != nil {
		return "", "", err
	}
	episode := gate.Row{"id": episodeID, "case_id": caseID, "number": 1, "opened_on": o.OpenedOn, "made_at": s.At, "made_by": s.By}
	if kind == guideline.Closed {
		episode["closed_on"] = o.closedOn()
	}
	if err := tx.Insert("episode", episode); err != nil {
		return "", "", err
	}
	h := head{ID: caseID, PersonID: o.PersonID, EpisodeID: episodeID, State: o.State}
	if err := openState(tx, h, o, kind, s); err != nil {
		return "", "", err
	}
	if o.ManagerID != "" {
		if err := insertManager(tx, caseID, o.ManagerID, s); err != nil {
			return "", "", err
		}
	}
	if o.NextOn.IsZero() {
		return caseID, episodeID, nil
	}
	return caseID, episodeID, insertDate(tx, caseID, o.NextOn, o.NextWhat, s)
}

// closedOn is the day of the closure: later states only say how one looks at the person since.
func (o Opening) closedOn() value.Date {
	if o.Closure != nil {
		return o.Closure.On
	}
	return o.StateOn
}

// openState writes the rows that stand behind the state in which the case begins.
func openState(tx *gate.WriteTx, h head, o Opening, kind guideline.Kind, s Stamp) error {
	words := o.StateReason
	if kind == guideline.Suspended || closesWithReason(o.State) {
		words = ""
	}
	from := ""
	for _, e := range o.Earlier {
		if err := insertChange(tx, h, from, e.State, e.On, "", Stamp{At: e.On.At(10, 0), By: s.By}); err != nil {
			return err
		}
		from = e.State
	}
	last := s
	if at := o.StateOn.At(10, 0); from != "" && last.At.Before(at) { // written down as of an earlier day: it still comes after those before it
		last.At = at
	}
	if err := insertChange(tx, h, from, o.State, o.StateOn, words, last); err != nil {
		return err
	}
	switch {
	case kind == guideline.Suspended:
		before := o.Before
		if before == "" {
			before = earliestBefore(o.ManagerID)
		}
		reason := o.StateReason
		if _, ok := guideline.Default().SuspensionReason(reason); !ok {
			reason = ReasonNotGiven
		}
		return insertSuspension(tx, h, Suspending{SinceOn: o.StateOn, ReviewOn: o.ReviewOn, Reason: reason}, before, s)
	case closesWithReason(o.State):
		reason := o.StateReason
		if _, ok := guideline.Default().ClosureReason(reason); !ok {
			reason = ReasonNotGiven
		}
		if o.Closure != nil {
			return restoreClosure(tx, h, reason, *o.Closure, s.By)
		}
		_, err := insertClosure(tx, h, Closing{On: o.StateOn, Reason: reason}, s)
		return err
	}
	return nil
}

// earliestBefore is the first state from which the model lets a case be suspended: with a case manager, the one after the assignment.
func earliestBefore(manager value.ID) string {
	if manager == "" {
		return "IN_EQUIPE"
	}
	return "ASSEGNATA"
}

// closesWithReason tells the states behind which a closure stands from those that only end an episode (sent elsewhere, not admitted).
func closesWithReason(state string) bool { return state == stateClosed || state == "FOLLOW_UP" }
