package exchange

import (
	"errors"

	"siil/internal/casefile"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/person"
	"siil/internal/policy"
	"siil/internal/programme"
	"siil/internal/referral"
	"siil/internal/text"
	"siil/internal/value"
)

// source is the mark of what a list has brought.
const source = "import"

// reviewAfter is when somebody looks again at a case that a list gives as suspended: it cannot be in the past, as the list's own date may.
const reviewAfter = 90

// taker takes good lines into the archive, inside one command.
type taker struct {
	tx      *gate.WriteTx
	r       *Room
	id      value.ID // of the import
	file    string
	notes   policy.Section
	bodies  bodies
	written map[*subject]bool // whose record stands as it will
}

func (r *Room) taker(tx *gate.WriteTx, x Import, a *archive) *taker {
	return &taker{tx: tx, r: r, id: x.ID, file: x.FileName, notes: x.Mapping.Notes, bodies: a.bodies, written: map[*subject]bool{}}
}

// take does what the line's verdict says. Each case gets a leaf of its own in the log.
func (t *taker) take(v *verdict) error {
	d, s := &v.do, v.do.who
	if d.nothing() {
		return t.tx.Decide(policy.ImportRun, policy.Resource{Kind: policy.Case, ID: s.caseID})
	}
	if err := t.keepPerson(d, s); err != nil {
		return err
	}
	if d.opens {
		if err := t.openCase(v, s); err != nil {
			return err
		}
	} else if err := t.tx.Decide(policy.ImportRun, policy.Resource{Kind: policy.Case, ID: s.caseID}); err != nil {
		return err
	}
	if d.apart != nil && d.apart.ID != "" {
		if err := tellApart(t.tx, s.ID, d.apart.ID); err != nil {
			return err
		}
	}
	return t.addToCase(v, s)
}

// keepPerson adds the person, or what the lines tell of one whom the archive has: everything that the list brings, at the first line.
func (t *taker) keepPerson(d *deed, s *subject) error {
	if t.written[s] {
		return nil
	}
	t.written[s] = true
	if d.makes {
		s.ID = value.NewID()
		if err := t.tx.Decide(policy.PersonCreate, policy.Resource{Kind: policy.Person, ID: s.ID}); err != nil {
			return err
		}
		_, err := person.Insert(t.tx, s.Person)
		s.stored = s.Person
		s.stored.Version = 1
		return err
	}
	about := policy.Resource{Kind: policy.Case, ID: s.caseID}
	if s.caseID == "" {
		about = policy.Resource{Kind: policy.Person, ID: s.ID}
	}
	if err := t.tx.Decide(policy.ImportRun, about); err != nil {
		return err
	}
	return person.Change(t.tx, s.stored, s.Person, person.SourceImport, "")
}

func (t *taker) openCase(v *verdict, s *subject) error {
	if s.ID == "" {
		return fault.Wrap(errors.New("a case without its person"), "import")
	}
	org, _ := t.bodies.find(v.Referrer)
	today := t.tx.Today()
	o := casefile.Opening{PersonID: s.ID, NameKey: s.NameKey(), Municipality: s.Municipality, OpenedOn: orDay(s.since, today), State: v.State,
		StateOn: orDay(v.ReferredOn, today), StateReason: v.Why, ManagerID: s.managerID, SeatID: s.seatID, ReferrerID: org.ID}
	state, _ := t.r.m.State(v.State)
	switch state.Kind {
	case guideline.Suspended:
		o.ReviewOn = today.AddDays(reviewAfter)
	case guideline.Open:
		o.NextOn = s.nextOn
		if v.Words.State != "" { // the reason of an open state is words; those of a closure or suspension have become a code
			o.StateReason = text.ListSaysState.F(text.Italian, t.file, v.Line, short(v.Words.State))
		}
	}
	var err error
	if s.caseID, s.episodeID, err = casefile.Open(t.tx, o); err != nil {
		return err
	}
	return t.tx.Decide(policy.CaseCreate, policy.Resource{Kind: policy.Case, ID: s.caseID})
}

func orDay(d, other value.Date) value.Date {
	if d.IsZero() {
		return other
	}
	return d
}

func (t *taker) addToCase(v *verdict, s *subject) error {
	if v.do.referral {
		if err := t.addReferral(v, s); err != nil {
			return err
		}
	}
	for _, code := range v.do.programmes {
		if err := t.enrol(v, s, code); err != nil {
			return err
		}
	}
	if !v.do.note {
		return nil
	}
	_, err := casefile.AddNote(t.tx, casefile.NewNote{CaseID: s.caseID, EpisodeID: s.episodeID, PersonID: s.ID, Section: t.notes,
		On: orDay(v.ReferredOn, t.tx.Today()), Text: v.Notes, Source: source})
	return err
}

func (t *taker) addReferral(v *verdict, s *subject) error {
	org, listed := t.bodies.find(v.Referrer)
	x := referral.Referral{CaseID: s.caseID, EpisodeID: s.episodeID, ReceivedOn: v.ReferredOn, OrganisationID: org.ID, Source: source}
	if !listed { // of a body that is listed the words could tell what its name may not
		x.SenderWords = v.Referrer
	}
	_, err := referral.Record(t.tx, x)
	return err
}

// enrol begins a membership; one of a programme that has ended for everybody is over.
func (t *taker) enrol(v *verdict, s *subject, code string) error {
	id, err := programme.Enrol(t.tx, s.ID, code, v.Words.Programme, value.Date{}, source)
	if err != nil {
		return err
	}
	p, _ := t.r.m.Programme(code)
	over, ok := value.ParseISO(p.DeprecatedAt)
	if !ok || over.After(t.tx.Today()) {
		return nil
	}
	return programme.End(t.tx, id, over.AddDays(-1))
}

// tellApart keeps that two records are of two people, so that nobody is asked again.
func tellApart(tx *gate.WriteTx, a, b value.ID) error {
	if b < a {
		a, b = b, a
	}
	return tx.Insert("person_apart", gate.Row{"id": value.NewID(), "first_id": a, "second_id": b, "at": tx.Now(), "by_id": tx.Who().Account})
}
