package casefile

import (
	"context"
	"slices"

	"siil/internal/account"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// NoteInput is a note as its form brings it.
type NoteInput struct {
	Once     value.ID // made with the form: sending it twice writes one note; absent is a new one
	Section  policy.Section
	On       value.Date
	Text     string
	NextOn   value.Date // sets the next date too, when not absent
	NextWhat string
	NextWas  value.Date // the next date that the form showed
}

func (in NoteInput) check(today value.Date) error {
	var c fault.Check
	c.Needs("text", in.Text, text.WriteNote, MaxNote)
	c.Require(slices.Contains(policy.Sections, in.Section), "section", text.ChooseSection)
	factDay(&c, "on", in.On, value.MustDate("1990-01-01"), today)
	if !in.NextOn.IsZero() {
		comingDay(&c, "next_on", in.NextOn, today, mostAhead)
		c.Fits("next_what", in.NextWhat, MaxWhat)
	}
	return c.Err()
}

// WriteNote writes a note of a section that the actor may write, and with it the next date if one is given; the draft of the note is gone.
// It fails with Invalid by field.
func (r *Room) WriteNote(ctx context.Context, who gate.Actor, caseID value.ID, in NoteInput) (id value.ID, err error) {
	err = r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		c, res, err := Facts(&tx.ReadTx, caseID)
		if err != nil {
			return err
		}
		if err := in.check(tx.Today()); err != nil && tx.May(policy.CaseOpen, res) {
			return err
		}
		if err := tx.Decide(policy.NoteWrite, noteOf(res, in.Section)); err != nil {
			return err
		}
		if id, err = r.already(tx, c, in); err != nil || id != "" {
			return err
		}
		if id, err = addNote(tx, c.head(), in.row(who)); err != nil {
			return err
		}
		if who.Via != "api" { // a draft belongs to the page
			if err := account.ClearDraft(tx, who.Account, DraftSlot(c.ID)); err != nil {
				return err
			}
		}
		if in.NextOn.IsZero() {
			return nil
		}
		if err := tx.Decide(policy.CaseDate, res); err != nil {
			return err
		}
		if in.NextWas != c.NextOn {
			return savedBefore(c.ChangedBy, c.ChangedAt)
		}
		return setNext(tx, c.head(), in.NextOn, in.NextWhat, Stamp{}.in(tx))
	})
	return id, err
}

func noteOf(res policy.Resource, s policy.Section) policy.Resource {
	res.Kind, res.Section = policy.Note, s
	return res
}

func (in NoteInput) row(who gate.Actor) NewNote {
	return NewNote{ID: in.Once, Section: in.Section, On: in.On, Text: in.Text, Source: SourceProgram, Author: who.Account, AuthorRole: string(roleFor(who, in.Section))}
}

// roleFor is the role in which somebody with several writes in a section.
func roleFor(who gate.Actor, s policy.Section) policy.Role {
	of := map[policy.Section]policy.Role{policy.Social: policy.SocialWorker, policy.Health: policy.HealthWorker, policy.Work: policy.EmploymentOfficer}
	if role, ok := of[s]; ok && who.Has(role) {
		return role
	}
	for _, role := range []policy.Role{policy.SocialWorker, policy.EmploymentOfficer, policy.HealthWorker, policy.Coordinator} {
		if who.Has(role) {
			return role
		}
	}
	return ""
}

// already finds the note that the same form has written before. A form that comes back with other words is a new note.
func (r *Room) already(tx *gate.WriteTx, c Case, in NoteInput) (value.ID, error) {
	if in.Once == "" {
		return "", nil
	}
	old, err := loadNote(&tx.ReadTx, c, in.Once)
	switch {
	case fault.Is(err, fault.NotFound):
		return "", nil
	case err != nil:
		return "", err
	case old.Author != tx.Who().Account || old.Section != in.Section:
		return "", fault.New(fault.Conflict, text.FormSentBefore)
	}
	if old, err = old.unseal(&tx.ReadTx, c); err == nil && old.Text != in.Text {
		err = fault.New(fault.Conflict, text.FormSentBefore)
	}
	return old.ID, err
}

// Correction is a note put right. Only its author may; the old one stays, marked.
type Correction struct {
	On   value.Date
	Text string
}

// CorrectNote supersedes a note of the actor's own and gives the id of the new one. It fails with NotFound for a note of somebody else, with Conflict when it has been
// corrected already.
func (r *Room) CorrectNote(ctx context.Context, who gate.Actor, caseID, noteID value.ID, in Correction) (id value.ID, err error) {
	err = r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		c, res, err := Facts(&tx.ReadTx, caseID)
		if err != nil {
			return err
		}
		old, err := loadNote(&tx.ReadTx, c, noteID)
		if err != nil {
			return err
		}
		if err := tx.Decide(policy.NoteWrite, noteOf(res, old.Section)); err != nil {
			return err
		}
		if old.Author != who.Account || who.Account == "" {
			return fault.Missing()
		}
		if !old.SupersededAt.IsZero() {
			return savedBefore(who.Name, old.SupersededAt)
		}
		if err := (NoteInput{Section: old.Section, On: in.On, Text: in.Text}).check(tx.Today()); err != nil {
			return err
		}
		h, err := loadHead(&tx.ReadTx, old.CaseID)
		if err != nil {
			return err
		}
		n := NoteInput{Section: old.Section, On: in.On, Text: in.Text}.row(who)
		n.EpisodeID, n.Supersedes = old.EpisodeID, old.ID
		id, err = addNote(tx, h, n)
		return err
	})
	return id, err
}

// Note is one note as it stands in the diary; Text is empty until opened when the section is a reserved one.
type Note struct {
	ID, CaseID, EpisodeID, Author value.ID
	Section                       policy.Section
	On                            value.Date
	Text                          string
	MadeAt, SupersededAt          value.Instant
	sealed                        []byte
}

const noteSQL = `SELECT n.id, n.case_id, n.episode_id, n.author_id, n.section, n.on_day, COALESCE(n.body, ''), n.sealed, n.made_at,
	(SELECT s.made_at FROM note s WHERE s.zone = n.zone AND s.supersedes = n.id) FROM note n WHERE n.zone = $1 AND n.id = $2 AND n.case_id IN `

// loadNote reads a note of a case. The caller decides on its section before anything of it is shown.
func loadNote(tx *gate.ReadTx, c Case, id value.ID) (n Note, err error) {
	args := []any{tx.Zone(), id}
	query := noteSQL + gate.Among(&args, c.Cases())
	err = tx.One(query, args, &n.ID, &n.CaseID, &n.EpisodeID, &n.Author, &n.Section, &n.On, &n.Text, &n.sealed, &n.MadeAt, &n.SupersededAt)
	return n, err
}

// unseal opens the text of a note of a reserved section.
func (n Note) unseal(tx *gate.ReadTx, c Case) (Note, error) {
	if n.sealed == nil {
		return n, nil
	}
	open, err := tx.Opener(c.personOf(n.CaseID))
	if err != nil {
		return n, err
	}
	n.Text, err = open("note", n.ID, "sealed", n.sealed)
	return n, err
}

// DraftSlot is under which name the note that somebody is writing on a case is kept.
func DraftSlot(caseID value.ID) string { return "note:" + string(caseID) }
