package casefile

import (
	"strings"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/value"
)

// SourceSitting is the source of a next step that a sitting has decided.
const SourceSitting = "sitting"

// NextStep is what somebody is to do in a case and by when. WhoWords names whoever has no account.
type NextStep struct {
	ID        value.ID      `json:"id,omitempty"`
	CaseID    value.ID      `json:"case_id,omitempty"`
	WhoID     value.ID      `json:"who_id,omitempty"`
	What      string        `json:"what"`
	WhoWords  string        `json:"who_words,omitempty"`
	DueOn     value.Date    `json:"due_on"`
	Source    string        `json:"source,omitempty"` // SourceSitting or SourceProgram
	SourceID  value.ID      `json:"source_id,omitempty"`
	DoneAt    value.Instant `json:"done_at"`
	DroppedAt value.Instant `json:"dropped_at"`
	MadeAt    value.Instant `json:"made_at"`

	Who        string `json:"-"` // name of WhoID, or WhoWords
	CaseNumber int    `json:"-"`
	Person     string `json:"-"` // given and family name
	DroppedWhy string `json:"-"`
}

// Open tells whether the step is still to be done.
func (s NextStep) Open() bool { return s.DoneAt.IsZero() && s.DroppedAt.IsZero() }

// AddStep adds a next step to a case's present episode, inside a command that has decided. An ID may be given; otherwise one is made.
func AddStep(tx *gate.WriteTx, s NextStep) (value.ID, error) {
	h, err := loadHead(&tx.ReadTx, s.CaseID)
	if err != nil {
		return "", err
	}
	if s.ID == "" {
		s.ID = value.NewID()
	}
	if s.Source == "" {
		s.Source = SourceProgram
	}
	row := gate.Row{"id": s.ID, "case_id": h.ID, "episode_id": h.EpisodeID, "what": s.What, "who_id": s.WhoID, "due_on": s.DueOn, "source": s.Source,
		"source_id": s.SourceID, "made_at": tx.Now(), "by_id": tx.Who().Account}
	row.SetText("who_words", s.WhoWords)
	return s.ID, tx.Insert("next_step", row)
}

// DropStep ends a step that will not be done, inside a command that has decided. One that has ended already is left as it is.
func DropStep(tx *gate.WriteTx, id value.ID, why string) error {
	s, err := loadStep(&tx.ReadTx, id)
	if err != nil || !s.Open() {
		return err
	}
	return endStep(tx, id, false, why)
}

func endStep(tx *gate.WriteTx, id value.ID, done bool, why string) error {
	set := gate.Row{"done_at": tx.Now(), "done_by": tx.Who().Account}
	if !done {
		set = gate.Row{"dropped_at": tx.Now(), "dropped_by": tx.Who().Account}
		set.SetText("dropped_why", why)
	}
	return tx.Update("next_step", id, set)
}

const stepSQL = `SELECT s.id, s.case_id, s.who_id, s.what, COALESCE(s.who_words, ''), s.due_on, s.source, s.source_id, s.done_at, s.dropped_at, s.made_at,
	COALESCE(s.dropped_why, ''), COALESCE(a.given_name, ''), COALESCE(a.family_name, ''), c.number, p.given_name, p.family_name
	FROM next_step s JOIN case_file c ON c.zone = s.zone AND c.id = s.case_id JOIN person p ON p.zone = c.zone AND p.id = c.person_id
	LEFT JOIN account a ON a.zone = s.zone AND a.id = s.who_id WHERE s.zone = $1`

const (
	stepOpen  = " AND s.done_at IS NULL AND s.dropped_at IS NULL"
	stepOrder = " ORDER BY CASE WHEN s.due_on IS NULL THEN 1 ELSE 0 END, s.due_on, s.id"
)

func scanStep(r gate.Scanner) (s NextStep, err error) {
	var given, family, personGiven, personFamily string
	err = r.Scan(&s.ID, &s.CaseID, &s.WhoID, &s.What, &s.WhoWords, &s.DueOn, &s.Source, &s.SourceID, &s.DoneAt, &s.DroppedAt, &s.MadeAt, &s.DroppedWhy, &given, &family,
		&s.CaseNumber, &personGiven, &personFamily)
	s.Who, s.Person = strings.TrimSpace(given+" "+family), strings.TrimSpace(personGiven+" "+personFamily)
	if s.Who == "" {
		s.Who = s.WhoWords
	}
	return s, err
}

func loadStep(tx *gate.ReadTx, id value.ID) (NextStep, error) {
	all, err := gate.All(tx, stepSQL+" AND s.id = $2", []any{tx.Zone(), id}, scanStep)
	if err == nil && len(all) == 0 {
		err = fault.Missing()
	}
	if err != nil {
		return NextStep{}, err
	}
	return all[0], nil
}

// StepsOf reads the next steps of cases, the earliest first; open: only what is neither done nor dropped. One query. The caller decides.
func StepsOf(tx *gate.ReadTx, caseIDs []value.ID, open bool) ([]NextStep, error) {
	if len(caseIDs) == 0 {
		return nil, nil
	}
	args := []any{tx.Zone()}
	query := stepSQL + " AND s.case_id IN " + gate.Among(&args, caseIDs)
	if open {
		query += stepOpen
	}
	return gate.All(tx, query+stepOrder, args, scanStep)
}

// StepsFor reads the open next steps that were given to an account, the earliest first. One query. The caller decides.
func StepsFor(tx *gate.ReadTx, account value.ID) ([]NextStep, error) {
	return gate.All(tx, stepSQL+" AND s.who_id = $2"+stepOpen+stepOrder, []any{tx.Zone(), string(account)}, scanStep)
}

// dateWords is what a next date says of a step: its words, cut to what a date may hold.
func dateWords(what string) string {
	r := []rune(what)
	if len(r) > MaxWhat {
		return string(r[:MaxWhat-1]) + "…"
	}
	return what
}

// NextFor is the next date that steps ask for: the earliest one's day and words; absent when none has a day.
func NextFor(steps []NextStep) (on value.Date, what string) {
	for _, s := range steps {
		if !s.DueOn.IsZero() && (on.IsZero() || s.DueOn.Before(on)) {
			on, what = s.DueOn, dateWords(s.What)
		}
	}
	return on, what
}
