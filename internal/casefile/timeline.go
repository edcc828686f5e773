package casefile

import (
	"strings"

	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/policy"
	"siil/internal/value"
)

// Kind is what a line of the timeline tells.
type Kind string

// The kinds of lines.
const (
	OfNote       Kind = "note"
	OfState      Kind = "state"
	OfSuspension Kind = "suspension"
	OfReview     Kind = "review" // a suspension that goes on after it was looked at
	OfResumption Kind = "resumption"
	OfClosure    Kind = "closure"
	OfManager    Kind = "manager"
	OfOffer      Kind = "offer"
	OfAnswer     Kind = "answer"
	OfJoining    Kind = "joining"
	OfLeaving    Kind = "leaving"
	OfDate       Kind = "date"
	OfReferral   Kind = "referral"
	OfEnrolment  Kind = "enrolment"
	OfEnd        Kind = "end" // of a membership
	OfPerson     Kind = "person"
	OfImport     Kind = "import"
	OfMerge      Kind = "merge"
	OfSplit      Kind = "split"
	OfDecision   Kind = "decision" // of a sitting
	OfStep       Kind = "step"
	OfAssessment Kind = "assessment" // closed
	OfPlan       Kind = "plan"       // a version of the project came into force
	OfCheck      Kind = "check"      // of the project
	OfAction     Kind = "action"     // started, ended or interrupted
	OfFollowUp   Kind = "followup"   // answered
)

// Entry is one line of the timeline: a row of the case read back. What A to D hold depends on the kind (see timeline_sql.go).
type Entry struct {
	Kind       Kind
	Day        value.Date    // of the fact
	At         value.Instant // of the entry
	ID, CaseID value.ID
	By         value.ID
	Section    policy.Section
	A, B, C, D string
	Text       string // of a note; of a suspension or closure, what was noted
	Hidden     bool   // the actor may know that it happened, not what it says
}

// Corrected tells whether a note was put right by a later one.
func (e Entry) Corrected() bool { return e.Kind == OfNote && e.C == "old" }

// PageSize is how many lines of the timeline a page shows.
const PageSize = 50

// Filter chooses lines of the timeline.
type Filter struct {
	Section policy.Section // only the notes of this section; "" everything
	After   string         // where the page before ended; "" the newest
	Limit   int            // 0: PageSize
}

// Timeline reads the rows of a case back, newest first, as far as the actor may see them: notes of the sections that they may read, and of
// the others no trace. It opens sealed texts that it shows, and leaves a leaf of note.read for each reserved section. next continues it,
// "" at the end. The number of queries does not depend on the data. The caller has decided CaseOpen.
func Timeline(tx *gate.ReadTx, c Case, res policy.Resource, f Filter) (out []Entry, next string, err error) {
	if f.Limit == 0 {
		f.Limit = PageSize
	}
	query, args := timelineQuery(tx, c, res, f)
	sealed := map[int][]byte{}
	err = tx.Each(query, args, func(s gate.Scanner) error {
		var e Entry
		var b []byte
		if err := s.Scan(&e.Kind, &e.Day, &e.At, &e.ID, &e.CaseID, &e.By, &e.Section, &e.Text, &e.A, &e.B, &e.C, &e.D, &b); err != nil {
			return err
		}
		if e.Section = sectionOf(guideline.Default(), e); e.Section != "" && e.Kind != OfAction && !tx.May(policy.NoteRead, noteOf(res, e.Section)) {
			e.Hidden, e.A, e.Text, b = true, "", "", nil
			if e.Kind != OfSuspension && e.Kind != OfReview {
				e.B = ""
			}
		}
		if b != nil {
			sealed[len(out)] = b
		}
		out = append(out, e)
		return nil
	})
	if err != nil {
		return nil, "", err
	}
	if len(out) > f.Limit {
		out = out[:f.Limit]
		next = out[f.Limit-1].cursor()
	}
	if err := tellPath(tx, res, out); err != nil {
		return nil, "", err
	}
	return out, next, unsealAll(tx, c, res, out, sealed)
}

func (e Entry) cursor() string {
	return strings.Join([]string{e.Day.ISO(), e.At.String(), string(e.Kind), string(e.ID)}, "_")
}

// unsealAll opens the sealed texts, which are of sections that the actor may read.
func unsealAll(tx *gate.ReadTx, c Case, res policy.Resource, out []Entry, sealed map[int][]byte) error {
	openers := map[value.ID]func(string, value.ID, string, []byte) (string, error){}
	told := map[policy.Section]bool{}
	for i := range out {
		e, b := &out[i], sealed[i]
		if b == nil {
			continue
		}
		if !told[e.Section] {
			told[e.Section] = true
			if err := tx.DecideWhy(policy.NoteRead, noteOf(res, e.Section), string(e.Section)); err != nil {
				return err
			}
		}
		person := c.personOf(e.CaseID)
		if openers[person] == nil {
			open, err := tx.Opener(person)
			if err != nil {
				return err
			}
			openers[person] = open
		}
		var err error
		if e.Text, err = openers[person](e.table(), e.ID, "sealed", b); err != nil {
			return err
		}
	}
	return nil
}

// table is where the sealed text of a line stands.
func (e Entry) table() string {
	switch e.Kind {
	case OfNote:
		return "note"
	case OfClosure:
		return "closure"
	}
	return "suspension"
}

// Readable lists the sections whose notes the actor may read in this case.
func Readable(tx *gate.ReadTx, res policy.Resource) []policy.Section {
	return sectionsFor(tx, res, policy.NoteRead)
}

// Writable lists the sections in which the actor may write in this case.
func Writable(tx *gate.ReadTx, res policy.Resource) []policy.Section {
	return sectionsFor(tx, res, policy.NoteWrite)
}

func sectionsFor(tx *gate.ReadTx, res policy.Resource, a policy.Action) []policy.Section {
	var out []policy.Section
	for _, s := range policy.Sections {
		if tx.May(a, noteOf(res, s)) {
			out = append(out, s)
		}
	}
	return out
}
