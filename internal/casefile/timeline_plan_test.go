package casefile_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"siil/internal/casefile"
	"siil/internal/gate"
	"siil/internal/gate/gatetest"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// path plants rows of assessments and of the project, as their own rooms write them.
type path struct {
	w      *world
	t      testing.TB
	caseID value.ID
	c      casefile.Case
}

func (w *world) path(t testing.TB, caseID value.ID) path {
	c, _ := w.facts(t, w.coordinator, caseID)
	return path{w, t, caseID, c}
}

func (p path) row(table string, row gate.Row) (id value.ID) {
	p.t.Helper()
	id = value.NewID()
	row["id"] = id
	p.w.write(p.t, gate.System(gatetest.Zone, "cli"), policy.CaseCreate, func(tx *gate.WriteTx) error { return tx.Insert(table, row) })
	return id
}

func (p path) instrument(name string) value.ID {
	return p.row("instrument", gate.Row{"code": "m", "version": name, "digest": name, "body": "{}", "made_at": p.w.Now()})
}

func (p path) assessment(instrument value.ID, kind string, more gate.Row) value.ID {
	row := gate.Row{"case_id": p.caseID, "episode_id": p.c.EpisodeID, "person_id": p.c.PersonID, "kind": kind, "instrument_id": instrument, "on_day": today,
		"begun_at": p.w.Now(), "begun_by": p.w.elena.Account, "version": 1}
	for k, v := range more {
		row[k] = v
	}
	return p.row("assessment", row)
}

func (p path) plan(number int, state string, more gate.Row) value.ID {
	row := gate.Row{"case_id": p.caseID, "episode_id": p.c.EpisodeID, "person_id": p.c.PersonID, "number": number, "state": state, "aims": "Lavorare",
		"made_at": p.w.Now(), "changed_at": p.w.Now(), "version": 1}
	for k, v := range more {
		row[k] = v
	}
	return p.row("plan", row)
}

// action is one action in a version; of a sealed section the kind is not there.
func (p path) action(plan value.ID, section policy.Section, kind, title string, events ...string) value.ID {
	id := p.row("action", gate.Row{"case_id": p.caseID, "episode_id": p.c.EpisodeID, "person_id": p.c.PersonID, "section": string(section), "state": "running",
		"made_at": p.w.Now(), "version": 1})
	p.version(plan, id, section, kind, title)
	for i, kind := range events {
		p.row("action_event", gate.Row{"action_id": id, "kind": kind, "on_day": today.AddDays(i - 10), "words": "parole da non mostrare", "at": p.w.Now(), "by_id": p.w.elena.Account})
	}
	return id
}

func (p path) version(plan, action value.ID, section policy.Section, kind, title string) {
	row := gate.Row{"plan_id": plan, "action_id": action, "goal_id": value.NewID(), "section": string(section), "position": 1, "changed_at": p.w.Now(), "version": 1}
	if !section.Sealed() {
		row["kind"], row["title"] = kind, title
	}
	p.row("plan_action", row)
}

// walked plants a closed assessment, a project in force, an action that began, and a check.
func (p path) walked(instrument string) {
	p.t.Helper()
	p.assessment(p.instrument(instrument), "entry", gate.Row{"closed_at": p.w.Now(), "closed_by": p.w.elena.Account})
	plan := p.plan(1, "in_force", gate.Row{"force_on": today})
	p.action(plan, policy.Common, "HACCP", "", "start")
	p.check(plan, 0)
}

func (p path) check(plan value.ID, reopens int) {
	p.t.Helper()
	p.row("plan_check", gate.Row{"case_id": p.caseID, "episode_id": p.c.EpisodeID, "person_id": p.c.PersonID, "plan_id": plan, "on_day": today.AddDays(-1), "with_person": 1,
		"changes": "parole da non mostrare", "next_on": today.AddDays(80), "reopens": reopens, "made_at": p.w.Now(), "made_by": p.w.elena.Account})
}

// lines are the lines of the path that somebody sees, the oldest first.
func (p path) lines(who gate.Actor) (out []string) {
	p.t.Helper()
	for _, e := range p.w.timeline(p.t, who, p.caseID, casefile.Filter{Limit: 500}) {
		switch e.Kind {
		case casefile.OfAssessment, casefile.OfPlan, casefile.OfCheck, casefile.OfAction:
			if e.Text != "" || e.Hidden {
				p.t.Errorf("%s shows words or hides some: %+v", e.Kind, e)
			}
			out = append(out, strings.TrimSpace(strings.Join([]string{string(e.Kind), e.Day.ISO(), string(e.Section), e.A, e.B, e.C, e.D}, " ")))
		}
	}
	slices.Sort(out)
	return out
}

func TestTheTimelineTellsOfThePath(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		id := w.followed(t, casefile.Opening{})
		for _, who := range []gate.Actor{w.lucia, w.paolo} {
			if err := w.room.Join(ctx, w.elena, id, casefile.Membership{AccountID: who.Account}); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.room.AllowJustice(ctx, w.coordinator, id, casefile.Membership{AccountID: w.elena.Account, Reason: "misura alternativa"}, true); err != nil {
			t.Fatal(err)
		}
		p := w.path(t, id)
		m := p.instrument("one")
		entry := p.assessment(m, "entry", gate.Row{"closed_at": w.Now(), "closed_by": w.elena.Account})
		p.assessment(m, "check", gate.Row{"closed_at": w.Now(), "amends": entry})
		p.assessment(m, "exit", gate.Row{"closed_at": w.Now(), "second_of": entry})
		p.assessment(m, "exit", gate.Row{"dropped_at": w.Now()})
		p.assessment(m, "exit", nil)

		old := p.plan(1, "superseded", gate.Row{"force_on": today.AddDays(-90), "superseded_at": w.Now()})
		now := p.plan(2, "in_force", gate.Row{"force_on": today.AddDays(-2)})
		p.plan(3, "dropped", gate.Row{"dropped_at": w.Now()})
		p.plan(4, "draft", nil)
		for i, party := range []string{"person", "case_manager", "service"} {
			p.row("plan_signature", gate.Row{"plan_id": now, "party": party, "signer": party, "means": "paper", "on_day": today, "digest": "d",
				"made_at": w.Now().Add(time.Duration(i-3) * time.Minute), "made_by": []any{nil, w.sara.Account, w.elena.Account}[i]})
		}
		p.check(now, 1)

		course := p.action(old, policy.Common, "HACCP", "", "start", "suspend", "resume", "end")
		p.version(now, course, policy.Common, "ALTRO", "Orto di quartiere")
		p.action(now, policy.Social, "PIPPI", "", "start", "interrupt")
		p.action(now, policy.Work, "ISCRIZIONE_68", "", "start")
		p.action(now, policy.Health, "SERD", "", "start")
		p.action(now, policy.Justice, "SPORTELLO_LEGALE", "", "start")
		moved := p.action(old, policy.Common, "CASA", "", "start")
		p.version(now, moved, policy.Health, "", "")

		day := func(n int) string { return today.AddDays(n).ISO() }
		seen := func(parts ...string) (all []string) {
			all = append([]string{"action " + day(-10) + "  ALTRO start  Orto di quartiere", "action " + day(-7) + "  ALTRO end  Orto di quartiere",
				"assessment " + w.Now().Date().ISO() + "  entry", "assessment " + w.Now().Date().ISO() + "  check  new",
				"plan " + day(-90) + "  1", "plan " + day(-2) + "  2", "check " + day(-1) + "  2 " + day(80) + " reopens with"}, parts...)
			slices.Sort(all)
			return all
		}
		social := []string{"action " + day(-10) + " social PIPPI start", "action " + day(-9) + " social PIPPI interrupt"}
		health, work, justice := "action "+day(-10)+" health  start", "action "+day(-10)+" work ISCRIZIONE_68 start", "action "+day(-10)+" justice  start"
		for name, c := range map[string]struct {
			who  gate.Actor
			want []string
		}{
			"case manager":  {w.elena, seen(append(social, work, justice)...)},
			"social worker": {w.sara, seen(social...)},
			"health worker": {w.lucia, seen(health, health)},
			"job centre":    {w.paolo, seen(work)},
			"coordinator":   {w.coordinator, seen(social...)},
		} {
			if got := p.lines(c.who); !slices.Equal(got, c.want) {
				t.Errorf("%s sees\n%s\nwant\n%s", name, strings.Join(got, "\n"), strings.Join(c.want, "\n"))
			}
		}
		page := w.ask(t, w.elena, "/casi/"+string(id), nil)
		for _, words := range []text.T{text.SaidAssessed.With("ingresso"), text.SaidAssessedAgain.With("verifica"), text.SaidPlanned.With("2"), text.SaidCheckedAgain,
			text.SaidStartedWhat.With("Orto di quartiere"), text.SaidFinishedWhat.With("Orto di quartiere"), text.SaidInterruptedWhat.With("Percorso P.I.P.P.I."), text.SaidStarted} {
			if !strings.Contains(page.body, words.In(text.Italian)) {
				t.Errorf("the page does not say %q", words.In(text.Italian))
			}
		}
		if strings.Contains(page.body, "da non mostrare") {
			t.Error("the page shows what somebody wrote of an action or of a check")
		}
		for _, e := range w.timeline(t, w.elena, id, casefile.Filter{Limit: 500}) {
			if e.Kind == casefile.OfPlan && e.A == "2" && e.By != w.sara.Account {
				t.Errorf("version 2 is in force by %q, want who brought the last signature that was needed", e.By)
			}
		}
	})
}

// A case with reserved actions looks to whoever may not read them like one without; and whatever there is costs no further query.
func TestReservedActionsLeaveNoTrace(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		plain, full := w.followed(t, casefile.Opening{}), w.followed(t, casefile.Opening{})
		if err := w.room.Join(ctx, w.elena, full, casefile.Membership{AccountID: w.lucia.Account}); err != nil {
			t.Fatal(err)
		}
		if err := w.room.Join(ctx, w.elena, plain, casefile.Membership{AccountID: w.lucia.Account}); err != nil {
			t.Fatal(err)
		}
		few := w.ask(t, w.lucia, "/casi/"+string(full), nil).queries
		w.ask(t, w.lucia, "/casi/"+string(plain), nil)
		for _, id := range []value.ID{plain, full} {
			p := w.path(t, id)
			plan := p.plan(1, "in_force", gate.Row{"force_on": today})
			for range 3 {
				p.action(plan, policy.Common, "HACCP", "", "start", "end")
			}
			for range 20 {
				if id == full {
					p.action(plan, policy.Health, "SERD", "", "start", "interrupt")
					p.action(plan, policy.Justice, "SPORTELLO_LEGALE", "", "start")
					p.action(plan, policy.Work, "ISCRIZIONE_68", "", "start")
				}
			}
		}
		many := w.ask(t, w.lucia, "/casi/"+string(full), nil)
		if many.queries > few || many.queries > 8 || strings.Count(many.body, text.SaidInterrupted.In(text.Italian)) != 20 {
			t.Errorf("%d queries, before %d; %d lines of interrupted actions", many.queries, few, strings.Count(many.body, text.SaidInterrupted.In(text.Italian)))
		}
		w.ask(t, w.lucia, "/casi/"+string(plain), nil)
		ids, number := regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f-]{27}`), regexp.MustCompile(`n\. \d+`)
		for _, who := range []gate.Actor{w.sara, w.coordinator} {
			seen := func(id value.ID) string {
				body := w.ask(t, who, "/casi/"+string(id), nil).body
				return number.ReplaceAllString(ids.ReplaceAllString(body, "ID"), "N")
			}
			if a, b := seen(plain), seen(full); a != b {
				t.Errorf("%s: the page tells that something is there:\n%s", who.Name, firstDifference(a, b))
			}
		}
		w.whole(t)
	})
}

// Working days of a term are those of the guidelines: the form for a new state proposes a day on which offices are open.
func TestTheTermOfAStateIsThatOfTheGuidelines(t *testing.T) {
	w := newWorld(t, gatetest.NewSQLite(t))
	c := casefile.Case{OpenedOn: value.MustDate("2026-03-12")}
	for _, x := range []struct{ state, on, due string }{
		{"IN_PREVALUTAZIONE", "2026-11-24", "2026-12-09"}, // over 8 December
		{"IN_PREVALUTAZIONE", "2026-03-30", "2026-04-14"}, // over Easter Monday
		{"IN_VALUTAZIONE", "2026-11-24", "2026-12-24"},
		{"SEGNALATA", "2026-11-24", "2026-04-11"}, // since the referral
		{"ASSEGNATA", "2026-11-24", ""},
		{"NOWHERE", "2026-11-24", ""},
	} {
		due, what, ok := w.room.Term(c, x.state, value.MustDate(x.on))
		if got := due.ISO(); ok != (x.due != "") || ok && got != x.due || ok == (what == text.T{}) {
			t.Errorf("%s from %s: %s %v %v, want %q", x.state, x.on, due.ISO(), what, ok, x.due)
		}
	}
}
