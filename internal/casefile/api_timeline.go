package casefile

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"siil/internal/api"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// apiLine is one line of the timeline; which fields it has depends on its kind.
type apiLine struct {
	ID         api.ID         `json:"id"`
	Kind       Kind           `json:"kind" maxLength:"20" pattern:"^[a-z]+$"`
	Day        api.Day        `json:"day"`
	At         api.Moment     `json:"at"`
	ByID       api.ID         `json:"by_id,omitempty"`
	Hidden     bool           `json:"hidden"`
	Section    policy.Section `json:"section,omitempty" maxLength:"10"`
	Text       string         `json:"text,omitempty" maxLength:"10000"`
	Source     string         `json:"source,omitempty" maxLength:"300"`
	AuthorRole string         `json:"author_role,omitempty" maxLength:"40"`
	Corrected  bool           `json:"corrected,omitempty"`
	Corrects   bool           `json:"corrects,omitempty"`
	FromState  string         `json:"from_state,omitempty" maxLength:"60"`
	State      string         `json:"state,omitempty" maxLength:"60"`
	ReasonCode string         `json:"reason_code,omitempty" maxLength:"60"`
	Outcomes   []string       `json:"outcomes,omitempty" maxItems:"40" maxLength:"60"`
	ReviewOn   api.Day        `json:"review_on,omitempty"`
	AccountID  api.ID         `json:"account_id,omitempty"`
	ToID       api.ID         `json:"to_id,omitempty"`
	FromID     api.ID         `json:"from_id,omitempty"`
	Answer     string         `json:"answer,omitempty" maxLength:"20"`
	NextDate   api.Day        `json:"next_date,omitempty"`
	NextWhat   string         `json:"next_what,omitempty" maxLength:"120"`
	Sender     string         `json:"sender,omitempty" maxLength:"300"`
	Words      string         `json:"words,omitempty" maxLength:"1000"`
	Programme  string         `json:"programme,omitempty" maxLength:"60"`
	Fields     []string       `json:"fields,omitempty" maxItems:"20" maxLength:"40"`
	Decision   string         `json:"decision,omitempty" maxLength:"60"`
	Assessment string         `json:"assessment_kind,omitempty" maxLength:"60"`
	Plan       int32          `json:"plan_number,omitempty" minimum:"1" maximum:"2147483647"`
	Action     string         `json:"action_kind,omitempty" maxLength:"60"`
	Event      string         `json:"event,omitempty" maxLength:"20"`
	Title      string         `json:"title,omitempty" maxLength:"120"`
	Line       int32          `json:"line,omitempty" minimum:"1" maximum:"2147483647"`
}

// shownLine reads what A to D of a line mean for its kind (see timeline_sql.go).
func shownLine(e Entry) apiLine {
	x := apiLine{ID: api.ID(e.ID), Kind: e.Kind, Day: api.DayOf(e.day()), At: api.MomentOf(e.At), ByID: api.ID(e.By), Hidden: e.Hidden, Section: e.Section,
		Text: e.Text}
	switch e.Kind {
	case OfNote:
		x.Source, x.AuthorRole, x.Corrected, x.Corrects = e.A, e.B, e.Corrected(), e.C == "new"
	case OfState:
		x.FromState, x.State = e.A, e.B
	case OfSuspension, OfReview:
		x.ReasonCode, x.ReviewOn = e.A, api.Day(e.B)
	case OfResumption:
		x.State = e.B
	case OfClosure:
		x.ReasonCode, x.Outcomes = e.A, strings.Fields(e.B)
	case OfManager, OfJoining, OfLeaving:
		x.AccountID = api.ID(e.A)
	case OfOffer:
		x.ToID, x.FromID = api.ID(e.A), api.ID(e.B)
	case OfAnswer:
		x.ToID, x.Answer = api.ID(e.A), e.B
	case OfDate:
		x.NextDate, x.NextWhat = api.Day(e.A), e.B
	case OfReferral:
		x.Sender, x.Words = e.A, e.B
	case OfEnrolment, OfEnd:
		x.Programme, x.Words = e.A, e.B
	case OfPerson:
		x.Source = e.B
		if e.A != "" {
			x.Fields = strings.Split(e.A, ",")
		}
	case OfDecision:
		x.Decision = e.A
	case OfStep:
		x.AccountID, x.NextDate, x.NextWhat = api.ID(e.A), api.Day(e.B), dateWords(e.D)
	case OfAssessment:
		x.Assessment, x.Corrects = e.A, e.C == "new"
	case OfPlan, OfCheck:
		n, _ := strconv.Atoi(e.A)
		x.Plan, x.NextDate = number32(n), api.Day(e.B)
	case OfAction:
		x.Action, x.Event, x.Title = e.A, e.B, e.D
	case OfImport:
		n, _ := strconv.Atoi(e.A)
		x.Line = number32(n)
	}
	return x
}

type apiTimelinePage struct {
	api.ByID
	api.Paged
}

type apiNotePage struct {
	api.ByID
	api.Paged
	Section string `query:"section" enum:"common,social,health,work,justice"`
}

// apiNote is one note of the diary.
type apiNote struct {
	ID         api.ID         `json:"id"`
	State      string         `json:"state" enum:"current,corrected"`
	Section    policy.Section `json:"section" maxLength:"10"`
	On         api.Day        `json:"on"`
	Text       string         `json:"text" maxLength:"10000"`
	AuthorID   api.ID         `json:"author_id,omitempty"`
	AuthorRole string         `json:"author_role,omitempty" maxLength:"40"`
	Source     string         `json:"source" maxLength:"300"`
	Corrects   bool           `json:"corrects"`
	CreatedAt  api.Moment     `json:"created_at"`
}

func shownNote(e Entry) apiNote {
	x := apiNote{ID: api.ID(e.ID), State: "current", Section: e.Section, On: api.DayOf(e.Day), Text: e.Text, AuthorID: api.ID(e.By), AuthorRole: e.B,
		Source: e.A, Corrects: e.C == "new", CreatedAt: api.MomentOf(e.At)}
	if e.Corrected() {
		x.State = "corrected"
	}
	return x
}

type apiNewNote struct {
	api.ByID
	Body struct {
		Section policy.Section `json:"section" enum:"common,social,health,work,justice"`
		Text    string         `json:"text" minLength:"1" maxLength:"10000"`
		On      api.Day        `json:"on,omitempty"`
	} `nameHint:"NewNote"`
}

type apiFixNote struct {
	api.ByID
	NoteID api.ID `path:"note_id"`
	Body   struct {
		Text string  `json:"text" minLength:"1" maxLength:"10000"`
		On   api.Day `json:"on,omitempty"`
	} `nameHint:"NoteCorrection"`
}

func (r *Room) timelineAPI(reg *api.Registry) {
	api.Add(reg, get("/cases/{id}/timeline", "show_timeline", text.APITimelineNoun, text.APITimelineTitle, text.APITimelineAbout, policy.CaseOpen),
		func(ctx context.Context, who gate.Actor, in *apiTimelinePage) (*api.Page[apiLine], error) {
			return apiLines(ctx, r, reg, who, in.ID, in.Paged, "timeline", shownLine, func(tx *gate.ReadTx, c Case, res policy.Resource, after string) (entries, error) {
				list, next, err := Timeline(tx, c, res, Filter{After: after, Limit: in.Limit})
				return entries{list, next}, err
			})
		})
	api.Add(reg, get("/cases/{id}/notes", "show_notes", text.APINotesNoun, text.APINotesTitle, text.APINotesAbout, policy.NoteRead),
		func(ctx context.Context, who gate.Actor, in *apiNotePage) (*api.Page[apiNote], error) {
			list := "notes " + in.Section
			return apiLines(ctx, r, reg, who, in.ID, in.Paged, list, shownNote, func(tx *gate.ReadTx, c Case, res policy.Resource, after string) (entries, error) {
				sections := Readable(tx, res)
				if in.Section != "" {
					sections = slices.DeleteFunc(sections, func(s policy.Section) bool { return string(s) != in.Section })
				}
				all, next, err := notes(tx, c, res, sections, after, in.Limit)
				return entries{all, next}, err
			})
		})
	api.Add(reg, post("/cases/{id}/notes", "new_note", text.APINotesNoun, text.APINoteNewTitle, text.APINoteNewAbout, policy.NoteWrite), r.apiNewNote)
	api.Add(reg, post("/cases/{id}/notes/{note_id}/correction", "new_note_correction", text.APINotesNoun, text.APINoteFixTitle, text.APINoteFixAbout, policy.NoteWrite), r.apiFixNote)
}

// entries is a page of lines; next is where the following one begins.
type entries struct {
	list []Entry
	next string
}

// apiLines reads a page of lines of a case.
func apiLines[T any](ctx context.Context, r *Room, reg *api.Registry, who gate.Actor, id api.ID, p api.Paged, what string, shown func(Entry) T,
	read func(tx *gate.ReadTx, c Case, res policy.Resource, after string) (entries, error)) (*api.Page[T], error) {
	list := what + " " + string(id.Value())
	after, err := reg.Position(who, list, p.Cursor)
	if err != nil {
		return nil, err
	}
	var out []T
	next := ""
	err = r.apiRead(ctx, who, id, policy.CaseOpen, func(tx *gate.ReadTx, c Case, res policy.Resource) error {
		page, err := read(tx, c, res, after)
		next = page.next
		out = make([]T, len(page.list))
		for i, e := range page.list {
			out[i] = shown(e)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return api.PageOf(out, reg.Cursor(who, list, next)), nil
}

// notes reads the notes of some sections, which the actor may read, newest first; it opens the sealed ones as Timeline does.
func notes(tx *gate.ReadTx, c Case, res policy.Resource, sections []policy.Section, after string, limit int) (out []Entry, next string, err error) {
	if len(sections) == 0 {
		return nil, "", nil
	}
	args := []any{tx.Zone()}
	words := make([]string, len(sections))
	for i, s := range sections {
		words[i] = string(s)
	}
	fill := strings.NewReplacer("{cases}", gate.Among(&args, c.Cases()), "{sections}", gate.Among(&args, words))
	query := "SELECT day, at, id, case_id, by_id, section, words, a, b, c, sealed FROM (" + fill.Replace(timelineNotes) + ") AS t"
	if k := strings.Split(after, "_"); len(k) == 4 {
		query += " WHERE (day, at, id) < " + gate.Among(&args, []string{k[0], k[1], k[3]})
	}
	sealed := map[int][]byte{}
	err = tx.Each(query+" ORDER BY day DESC, at DESC, id DESC LIMIT "+gate.Among(&args, []int{limit + 1}), args, func(s gate.Scanner) error {
		e := Entry{Kind: OfNote}
		var b []byte
		if err := s.Scan(&e.Day, &e.At, &e.ID, &e.CaseID, &e.By, &e.Section, &e.Text, &e.A, &e.B, &e.C, &b); err != nil {
			return err
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
	if len(out) > limit {
		out = out[:limit]
		next = out[limit-1].cursor()
	}
	return out, next, unsealAll(tx, c, res, out, sealed)
}

func (r *Room) apiNewNote(ctx context.Context, who gate.Actor, in *apiNewNote) (*api.Made[apiNote], error) {
	c, err := r.apiBefore(ctx, who, in.ID, policy.NoteWrite, in.Body.Section)
	if err != nil {
		return nil, err
	}
	id, err := r.WriteNote(ctx, who, c.ID, NoteInput{Once: api.Once(ctx), Section: in.Body.Section, On: in.Body.On.Or(r.g.Today()), Text: in.Body.Text})
	if err != nil {
		return nil, err
	}
	return r.madeOfNote(ctx, who, in.ID, id)
}

func (r *Room) apiFixNote(ctx context.Context, who gate.Actor, in *apiFixNote) (*api.Made[apiNote], error) {
	c, err := r.apiBefore(ctx, who, in.ID, policy.CaseOpen, "")
	if err != nil {
		return nil, err
	}
	id, err := r.CorrectNote(ctx, who, c.ID, in.NoteID.Value(), Correction{On: in.Body.On.Or(r.g.Today()), Text: in.Body.Text})
	if err != nil {
		return nil, err
	}
	return r.madeOfNote(ctx, who, in.ID, id)
}

// madeOfNote answers with a note that has just been written.
func (r *Room) madeOfNote(ctx context.Context, who gate.Actor, caseID api.ID, id value.ID) (*api.Made[apiNote], error) {
	var out apiNote
	err := r.apiRead(ctx, who, caseID, policy.CaseOpen, func(tx *gate.ReadTx, c Case, res policy.Resource) error {
		e, err := oneNote(tx, c, res, id)
		out = shownNote(e)
		return err
	})
	return api.MadeOf(out, 0, "/cases/"+string(caseID.Value())+"/notes"), err
}

// oneNote reads one note back, as its writer may read it.
func oneNote(tx *gate.ReadTx, c Case, res policy.Resource, id value.ID) (Entry, error) {
	n, err := loadNote(tx, c, id)
	if err != nil {
		return Entry{}, err
	}
	if !tx.May(policy.NoteRead, noteOf(res, n.Section)) {
		return Entry{}, fault.Missing()
	}
	if n.sealed != nil {
		if n.Text, err = openWords(tx, c, res, "note", n.ID, n.CaseID, guideline.Reason{Section: string(n.Section)}, n.sealed); err != nil {
			return Entry{}, err
		}
	}
	return Entry{Kind: OfNote, ID: n.ID, CaseID: n.CaseID, Day: n.On, At: n.MadeAt, By: n.Author, Section: n.Section, Text: n.Text, A: SourceProgram,
		B: string(roleFor(tx.Who(), n.Section))}, nil
}
