package casefile

import (
	"slices"

	"siil/internal/account"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/ui"
	"siil/internal/value"
)

// diary is the first page of a case: its head, the box to write in, the timeline, and the aside.
type diary struct {
	*caseView
	section            policy.Section // shown alone; "" everything
	entries            []Entry
	next               string
	readable, writable []policy.Section
	counts             map[policy.Section]int
	team               []Member
	episode            int
	episodeOn          value.Date
	phaseOn            map[string]value.Date // when the episode came into each phase
	readers            []Reading
	steps              []stepLine // open, the earliest first
	ended              *Closure   // of a closed case
	followUps          []FollowUp // of its present episode
}

// Member is somebody in the team of the case today, the case manager not counted. Justice is false to whoever may not know.
type Member struct {
	AccountID value.ID
	Since     value.Instant
	Justice   bool
}

// load reads what the page shows beside the head, in a number of queries that no data changes.
func (d *diary) load(tx *gate.ReadTx, after string, readers int) (err error) {
	d.readable, d.writable = Readable(tx, d.res), Writable(tx, d.res)
	if err := d.loadAside(tx); err != nil {
		return err
	}
	if d.entries, d.next, err = Timeline(tx, d.c, d.res, Filter{Section: d.section, After: after}); err != nil {
		return err
	}
	if d.readers, _, err = Readers(tx, d.c, d.res, readers, 0); err != nil {
		return err
	}
	if err := d.loadEnded(tx); err != nil {
		return err
	}
	draft, err := account.Draft(tx, d.who.Account, DraftSlot(d.c.ID))
	if d.form.Value("text") == "" && draft != "" {
		d.form = d.form.Set("text", draft)
	}
	return err
}

// asideSQL reads small things by kind: the team, how many notes each readable section has, the states of the episode, the episode, the next
// steps that are open.
const asideSQL = `SELECT 'member' AS kind, m.account_id AS a, m.since_at AS b, m.justice AS n, '' AS id, '' AS words, '' AS other FROM case_member m
	WHERE m.zone = $1 AND m.case_id = $2 AND m.until_at IS NULL
	UNION ALL SELECT 'state', t.to_state, t.on_day, 0, '', '', '' FROM state_change t WHERE t.zone = $1 AND t.case_id = $2 AND t.episode_id = $3
	UNION ALL SELECT 'episode', '', e.opened_on, e.number, '', '', '' FROM episode e WHERE e.zone = $1 AND e.id = $3
	UNION ALL SELECT 'count', n.section, '', COUNT(*), '', '', '' FROM note n WHERE n.zone = $1 AND n.case_id IN {cases} AND n.section IN {sections} GROUP BY n.section
	UNION ALL SELECT 'step', COALESCE(s.who_id, ''), COALESCE(s.due_on, '9'), 0, s.id, s.what, COALESCE(s.who_words, '') FROM next_step s
	WHERE s.zone = $1 AND s.case_id IN {cases} AND s.done_at IS NULL AND s.dropped_at IS NULL
	ORDER BY 1, 3, 5, 2`

func (d *diary) loadAside(tx *gate.ReadTx) error {
	args := []any{tx.Zone(), d.c.ID, d.c.EpisodeID}
	query := fillLists(asideSQL, "{cases}", gate.Among(&args, d.c.Cases()), "{sections}", gate.Among(&args, sectionList(d.readable)))
	d.counts, d.phaseOn = map[policy.Section]int{}, map[string]value.Date{}
	mayKnow := d.may[policy.CaseJustice] || slices.Contains(d.readable, policy.Justice)
	return tx.Each(query, args, func(s gate.Scanner) error {
		var kind, a, b, id, words, other string
		var n int
		if err := s.Scan(&kind, &a, &b, &n, &id, &words, &other); err != nil {
			return err
		}
		day, _ := value.ParseISO(b)
		switch kind {
		case "member":
			since, _ := value.ParseInstant(b)
			d.team = append(d.team, Member{value.ID(a), since, n == 1 && mayKnow})
		case "step":
			d.steps = append(d.steps, d.stepLine(tx, NextStep{ID: value.ID(id), CaseID: d.c.ID, WhoID: value.ID(a), What: words, WhoWords: other, DueOn: day}))
		case "count":
			d.counts[policy.Section(a)] = n
		case "episode":
			d.episode, d.episodeOn = n, day
		case "state":
			if st, _ := d.r.m.State(a); st.Phase != "" && d.phaseOn[st.Phase].IsZero() {
				d.phaseOn[st.Phase] = day
			}
		}
		return nil
	})
}

// readersOf is who may read the notes of a section of this case: the rules themselves answer, for everybody who could.
func (d *diary) readersOf(s policy.Section) []account.Colleague {
	var out []account.Colleague
	for _, c := range d.all {
		if c.Disabled {
			continue
		}
		res := policy.Resource{Zone: d.who.Zone, Kind: policy.Note, Section: s, CaseManager: c.ID == d.c.ManagerID}
		if i := slices.IndexFunc(d.team, func(m Member) bool { return m.AccountID == c.ID }); i >= 0 {
			res.CaseTeam, res.Justice = true, d.team[i].Justice
		}
		ok, err := d.r.g.Rules().Decide(policy.Principal{Zone: d.who.Zone, Account: c.ID, Roles: c.Roles, Core: c.Core}, policy.NoteRead, res)
		if ok && err == nil {
			out = append(out, c)
		}
	}
	return out
}

// sectionOptions are the sections that the actor may write in, each with who will read it.
func (d *diary) sectionOptions() []ui.SectionOption {
	var out []ui.SectionOption
	for _, s := range d.writable {
		sec, _ := d.r.m.Section(string(s))
		readers := d.readersOf(s)
		words := text.NobodyReadsYet
		if len(readers) > 0 {
			words = text.WillReadIn.With(len(readers), familyNames(readers, d.lang))
		}
		out = append(out, ui.SectionOption{Value: string(s), Label: sec.Label, Readers: words})
	}
	return out
}

// homeSection is where a writer's notes begin: the section of the profession, if it may be written here.
func (d *diary) homeSection() policy.Section {
	for _, role := range d.who.Roles {
		if x, ok := d.r.m.Role(string(role)); ok && slices.Contains(d.writable, policy.Section(x.Section)) && x.Section != string(policy.Common) {
			return policy.Section(x.Section)
		}
	}
	return policy.Common
}

// phases is the road of the episode: what is behind, where the case stands, what is to come.
func (d *diary) phases() []ui.Phase {
	at := d.r.pips(d.c)
	var out []ui.Phase
	for _, p := range d.r.m.Phases {
		x := ui.Phase{Label: p.Label, State: ui.ToDo, Note: text.Raw(d.phaseOn[p.Code].Format())}
		switch {
		case p.Pip < at:
			x.State = ui.Done
		case p.Pip == at:
			x.State = ui.Now
		default:
			x.Note = text.T{}
		}
		out = append(out, x)
	}
	return out
}

// pips is how far along a case is; a suspended one is as far as when it was suspended.
func (r *Room) pips(c Case) int {
	code := c.State
	if c.Suspension != nil {
		code = c.Suspension.FromState
	}
	s, _ := r.m.State(code)
	return s.Pips
}

// statePips is the drawing of a state; none for those that end without a path.
func (r *Room) statePips(c Case) *ui.Pips {
	n := r.pips(c)
	if n == 0 {
		return nil
	}
	s, _ := r.m.State(c.State)
	return &ui.Pips{Done: n, Total: len(r.m.Phases), Striped: s.Mark == guideline.Striped}
}

// nextMark says of a next date whether it is late, today, to come or missing.
func nextMark(c Case, today value.Date) ui.MarkKind {
	switch {
	case c.NextOn.IsZero() && kindOf(c.State) != guideline.Closed:
		return ui.Missing
	case c.NextOn.IsZero():
		return ui.NoMark
	case c.NextOn.Before(today):
		return ui.Late
	case c.NextOn == today:
		return ui.Today
	}
	return ui.NoMark
}

// nextWords is a next date as people read it: "gio 26/11", and when it is late since when.
func nextWords(on, today value.Date, l text.Lang) text.T {
	switch away := today.Sub(on); {
	case on.IsZero():
		return text.NoNextDate
	case away == 1:
		return text.LateByOne.With(on.NearIn(today, l))
	case away > 1:
		return text.LateBy.With(on.NearIn(today, l), away)
	case away == 0:
		return text.NextToday
	}
	return text.Raw(on.NearIn(today, l))
}

// NextDateOf is the cell of a list, and of the answer to it, that holds the next date of a case.
func NextDateOf(caseID value.ID, on, today value.Date, closed bool, l text.Lang) ui.NextDate {
	state := stateClosed
	if !closed {
		state = guideline.Default().Initial
	}
	n := ui.NextDate{Href: "/casi/" + string(caseID) + "/data", Text: nextWords(on, today, l), Value: on.Format(), Mark: nextMark(Case{NextOn: on, State: state}, today)}
	if closed && on.IsZero() {
		n.Text = text.Raw("–")
	}
	return n
}

// strip is the first things to know of a case.
func (v *caseView) strip() []ui.Fact {
	state, _ := v.r.m.State(v.c.State)
	facts := []ui.Fact{{Label: text.CaseStateLabel, Value: state.Label, Note: text.SinceDay.With(v.c.StateOn.Format()), Pips: v.r.statePips(v.c)}}
	if state.Mark == guideline.Refused {
		facts[0].Mark = ui.Failed
	} else if state.Mark == guideline.Again {
		facts[0].Mark = ui.Again
	}
	next := ui.Fact{Label: text.NextDateLabel, Value: nextWords(v.c.NextOn, v.today, v.lang), Note: text.Raw(v.c.NextWhat), Mark: nextMark(v.c, v.today)}
	if !v.c.isOpen() && v.c.NextOn.IsZero() {
		next.Value = text.NoneNeeded
	} else if v.may[policy.CaseDate] {
		next.Href = v.path("/data")
	}
	facts = append(facts, next, v.managerFact())
	if v.c.Suspension != nil {
		facts = append(facts, ui.Fact{Label: text.ReviewLabel, Value: nextWords(v.c.ReviewOn, v.today, v.lang), Mark: nextMark(Case{NextOn: v.c.ReviewOn, State: v.c.State}, v.today)})
	}
	return facts
}

func (v *caseView) managerFact() ui.Fact {
	f := ui.Fact{Label: text.ManagerLabel, Value: text.Raw(v.c.Manager), Note: text.Raw(v.c.Seat)}
	switch {
	case v.c.ManagerID == "":
		f.Value, f.Mark = text.NoManager, ui.Missing
		if v.may[policy.CaseAssign] {
			f.Href = v.path("/squadra")
		}
	case v.c.ManagerID == v.who.Account:
		f.Value = text.ItIsYou.With(v.c.Manager)
	}
	return f
}
