package assessment

import (
	"context"
	"slices"

	"siil/internal/account"
	"siil/internal/casefile"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// Rates is what somebody says of one domain: our side, the person's, or both.
type Rates struct {
	Domain string
	Ours   *Ours
	Person *Persons
}

// Ours is our side of a domain. Base is the OursVersion that it began from, 0 for none. Level 0 is none; Unexplored leaves it so knowingly.
type Ours struct {
	Base       int
	Level      int
	Unexplored bool
	Note       string
}

// Persons is the person's own side.
type Persons struct {
	Base  int
	Level int
	Words string
}

// Rate writes domains of an open assessment, all or none. Whoever rates the section of each may; of a second rater's only that rater. It fails
// with Invalid, with Conflict when the assessment is closed, and with Conflict naming the domains when somebody has written on the same side of
// one since Base: nothing is overwritten. Saying what stands already is nothing.
func (r *Room) Rate(ctx context.Context, who gate.Actor, id value.ID, in ...Rates) (stale []string, err error) {
	err = r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		stale = nil
		_, a, err := r.rating(tx, id, in)
		if err != nil {
			return err
		}
		for _, x := range in {
			was := a.Ratings[x.Domain]
			ours, person := x.Ours.changes(was), x.Person.changes(was)
			if ours && x.Ours.Base != was.OursVersion || person && x.Person.Base != was.PersonVersion {
				stale = append(stale, x.Domain)
				continue
			}
			if len(stale) > 0 || !ours && !person {
				continue
			}
			if err := save(tx, a, x, was, ours, person); err != nil {
				return err
			}
		}
		if len(stale) > 0 {
			return savedBefore(tx, a, stale[0], in)
		}
		return clearDrafts(tx, who, id, in)
	})
	return stale, err
}

// rating loads and checks what Rate stands on: rights first, then what was sent.
func (r *Room) rating(tx *gate.WriteTx, id value.ID, in []Rates) (c casefile.Case, a *Assessment, err error) {
	c, res, err := caseOf(&tx.ReadTx, id)
	if err != nil {
		return c, nil, err
	}
	none, err := r.one(&tx.ReadTx, res, nil, id)
	if err != nil {
		return c, nil, err
	}
	sections := map[policy.Section]bool{}
	for _, x := range in {
		d, ok := none.Instrument.Domain(x.Domain)
		if !ok {
			return c, nil, fault.Missing()
		}
		sections[policy.Section(d.Section)] = true
	}
	for _, s := range policy.Sections {
		if sections[s] {
			if err := tx.Decide(policy.AssessmentRate, withSection(res, s)); err != nil {
				return c, nil, err
			}
		}
	}
	if len(sections) == 0 || none.SecondOf != "" && !res.Own {
		return c, nil, fault.Missing()
	}
	if none.Closed() {
		return c, nil, fault.New(fault.Conflict, text.AssessmentClosedAlready.With(none.ClosedAt.Date().Format()))
	}
	if err := checkRates(in); err != nil {
		return c, nil, err
	}
	a, err = r.one(&tx.ReadTx, res, sections, id)
	return c, a, err
}

func checkRates(in []Rates) error {
	var c fault.Check
	for _, x := range in {
		if o := x.Ours; o != nil {
			c.Require(o.Level >= 0 && o.Level <= guideline.Levels && !(o.Level > 0 && o.Unexplored), FieldLevel+x.Domain, text.AssessmentLevelChoose)
			c.Fits(FieldNote+x.Domain, o.Note, MaxNote)
		}
		if p := x.Person; p != nil {
			c.Require(p.Level >= 0 && p.Level <= guideline.Levels, FieldPerson+x.Domain, text.AssessmentLevelChoose)
			c.Fits(FieldWords+x.Domain, p.Words, MaxNote)
		}
	}
	return c.Err()
}

// The names that the fields of a domain have in forms, before its code.
const (
	FieldLevel  = "level_"
	FieldNote   = "note_"
	FieldPerson = "person_"
	FieldWords  = "words_"
	FieldReason = "reason_"
)

func (o *Ours) changes(was Rating) bool {
	return o != nil && (o.Level != was.Level || o.Unexplored != was.Unexplored || o.Note != was.Note)
}

func (p *Persons) changes(was Rating) bool {
	return p != nil && (p.Level != was.PersonLevel || p.Words != was.PersonWords)
}

// save writes one domain.
func save(tx *gate.WriteTx, a *Assessment, in Rates, was Rating, ours, person bool) error {
	d, _ := a.Instrument.Domain(in.Domain)
	x := was
	x.Version++
	if ours {
		x.Level, x.Unexplored, x.Note = in.Ours.Level, in.Ours.Unexplored, in.Ours.Note
		x.OursAt, x.OursBy, x.OursVersion = tx.Now(), tx.Who().Account, x.Version
	}
	if person {
		x.PersonLevel, x.PersonWords = in.Person.Level, in.Person.Words
		x.PersonAt, x.PersonBy, x.PersonVersion = tx.Now(), tx.Who().Account, x.Version
	}
	fresh := x.ID == ""
	if fresh {
		x.ID = value.NewID()
	}
	row := x.row(d)
	if policy.Section(d.Section).Sealed() {
		var err error
		if row["sealed"], err = x.seal(tx, a.PersonID); err != nil {
			return err
		}
	}
	if !fresh {
		return tx.Update("rating", x.ID, row)
	}
	row["id"], row["assessment_id"], row["domain"], row["section"] = x.ID, a.ID, d.Code, d.Section
	return tx.Insert("rating", row)
}

// row is the rating as it stands, without the values of a reserved domain.
func (x Rating) row(d guideline.Domain) gate.Row {
	row := gate.Row{"ours_at": x.OursAt, "ours_by": x.OursBy, "ours_version": x.OursVersion, "person_at": x.PersonAt, "person_by": x.PersonBy,
		"person_version": x.PersonVersion, "version": x.Version}
	if policy.Section(d.Section).Sealed() {
		return row
	}
	row["level"], row["person_level"], row["unexplored"], row["note"], row["person_words"] = number(x.Level), number(x.PersonLevel), x.Unexplored, words(x.Note), words(x.PersonWords)
	return row
}

// number is a level as it is stored: none is NULL, never 0.
func number(level int) any {
	if level == 0 {
		return nil
	}
	return level
}

func words(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// savedBefore is the conflict about a domain, with who wrote and when.
func savedBefore(tx *gate.WriteTx, a *Assessment, domain string, in []Rates) error {
	x := a.Ratings[domain]
	by, at := x.OursBy, x.OursAt
	if i := slices.IndexFunc(in, func(r Rates) bool { return r.Domain == domain }); in[i].Person.changes(x) && in[i].Person.Base != x.PersonVersion {
		by, at = x.PersonBy, x.PersonAt
	}
	name, err := nameOf(&tx.ReadTx, by)
	if err != nil {
		return err
	}
	return fault.New(fault.Conflict, text.SavedByOther.With(name, at.Clock()))
}

func nameOf(tx *gate.ReadTx, id value.ID) (string, error) {
	all, err := account.Colleagues(tx)
	if i := slices.IndexFunc(all, func(c account.Colleague) bool { return c.ID == id }); err == nil && i >= 0 {
		return all[i].Name(), nil
	}
	return "", err
}

// DraftSlot is under which name what somebody is writing is kept: on a domain (FieldNote or FieldWords and its code), or a text by its name.
func DraftSlot(id value.ID, field string) string { return "assessment:" + string(id) + ":" + field }

// clearDrafts takes away the drafts of what is now saved; they belong to pages.
func clearDrafts(tx *gate.WriteTx, who gate.Actor, id value.ID, in []Rates) error {
	if who.Via == "api" {
		return nil
	}
	for _, x := range in {
		field := FieldNote
		if x.Person != nil {
			field = FieldWords
		}
		if err := account.ClearDraft(tx, who.Account, DraftSlot(id, field+x.Domain)); err != nil {
			return err
		}
	}
	return nil
}

// WriteText writes strengths or aspirations of an open assessment; base is the version that it began from, 0 for none. Whoever rates the common
// section may. When somebody else has written since, it fails with Conflict and gives the other's text.
func (r *Room) WriteText(ctx context.Context, who gate.Actor, id value.ID, name string, base int, body string) (now Text, err error) {
	var stale error
	err = r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		stale = nil
		_, res, err := caseOf(&tx.ReadTx, id)
		if err != nil {
			return err
		}
		if err := tx.Decide(policy.AssessmentRate, withSection(res, policy.Common)); err != nil {
			return err
		}
		a, err := r.one(&tx.ReadTx, res, map[policy.Section]bool{policy.Common: true}, id)
		if err != nil {
			return err
		}
		if !slices.Contains(TextNames, name) || a.SecondOf != "" && !res.Own {
			return fault.Missing()
		}
		if a.Closed() {
			return fault.New(fault.Conflict, text.AssessmentClosedAlready.With(a.ClosedAt.Date().Format()))
		}
		var c fault.Check
		c.Fits(name, body, MaxText)
		if err := c.Err(); err != nil {
			return err
		}
		was := a.Texts[name]
		if now = was; body == was.Body {
			return nil
		}
		if base != was.Version {
			by, err := nameOf(&tx.ReadTx, was.By)
			stale = fault.New(fault.Conflict, text.SavedByOther.With(by, was.At.Clock()))
			return err
		}
		now = Text{Body: body, At: tx.Now(), By: who.Account, Version: was.Version + 1}
		row := gate.Row{"body": body, "changed_at": now.At, "changed_by": now.By, "version": now.Version}
		if was.id != "" {
			err = tx.Update("assessment_text", was.id, row)
		} else {
			row["id"], row["assessment_id"], row["name"] = value.NewID(), id, name
			err = tx.Insert("assessment_text", row)
		}
		if err != nil || who.Via == "api" {
			return err
		}
		return account.ClearDraft(tx, who.Account, DraftSlot(id, name))
	})
	if err == nil {
		err = stale
	}
	return now, err
}
