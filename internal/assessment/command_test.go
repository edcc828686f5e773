package assessment_test

import (
	"slices"
	"strings"
	"testing"

	"siil/internal/assessment"
	"siil/internal/casefile"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

func TestWhoMayNot(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		begin := func(who gate.Actor) error {
			_, err := w.room.Begin(ctx, who, w.id, assessment.Beginning{Kind: assessment.Entry, OnDay: value.MustDate("2026-11-20")})
			return err
		}
		gone := func(name string, err error) {
			t.Helper()
			if k := fault.KindOf(err); err == nil || k != fault.Denied && k != fault.NotFound {
				t.Errorf("%s: %v", name, err)
			}
		}
		for name, who := range map[string]gate.Actor{"coordinator": w.carla, "not on the case": w.nora, "secretary": w.sofia, "other zone": w.outside} {
			gone(name+" begins", begin(who))
		}
		id := w.begin(t, w.paolo, assessment.Entry, "2026-11-20")
		for name, who := range map[string]gate.Actor{"coordinator": w.carla, "not on the case": w.nora, "secretary": w.sofia, "other zone": w.outside} {
			_, err := w.room.Rate(ctx, who, id, ours("CASA", 3))
			gone(name+" rates", err)
			_, err = w.room.WriteText(ctx, who, id, assessment.Strengths, 0, "puntuale")
			gone(name+" writes", err)
			gone(name+" closes", w.room.Close(ctx, who, id, assessment.Closing{}))
			gone(name+" drops", w.room.Drop(ctx, who, id))
			_, err = w.room.AddReference(ctx, who, w.id, assessment.Citing{Kind: "GOL_PATH", Value: "4", Source: "SIUL", OnDay: value.MustDate("2026-11-20")})
			gone(name+" cites", err)
		}
		for _, who := range []gate.Actor{w.elena, w.paolo, w.sara} {
			for _, d := range []string{"SALUTE_FISICA", "SALUTE_MENTALE", "DIPENDENZE", "GIURIDICA"} {
				_, err := w.room.Rate(ctx, who, id, ours(d, 3))
				gone(who.Name+" rates "+d, err)
			}
		}
		_, err := w.room.Rate(ctx, w.lucia, id, ours("CASA", 3), ours("GIURIDICA", 3))
		gone("one of two not allowed", err)
		if n := len(w.see(t, w.lucia, id).Ratings); n != 0 {
			t.Errorf("%d domains were rated all the same", n)
		}
		gone("somebody of the team who did not begin it closes", w.room.Close(ctx, w.sara, id, assessment.Closing{}))
		for name, who := range map[string]gate.Actor{"not on the case": w.nora, "secretary": w.sofia, "other zone": w.outside} {
			_, err := w.room.Read(ctx, who, w.id)
			gone(name+" reads", err)
		}
		w.rate(t, w.lucia, id, ours("SALUTE_FISICA", 2))
		if err := w.cases.AllowJustice(ctx, w.carla, w.id, casefile.Membership{AccountID: w.paolo.Account, Reason: "segue le pratiche"}, true); err != nil {
			t.Fatal(err)
		}
		w.rate(t, w.paolo, id, ours("GIURIDICA", 4))
		w.proved(t)
	})
}

func TestAReservedDomainShowsByWhomAndWhenAndNothingElse(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		id := w.begin(t, w.elena, assessment.Entry, "2026-11-20")
		x := assessment.Rates{Domain: "SALUTE_MENTALE", Ours: &assessment.Ours{Level: 2, Note: "parole riservatissime"},
			Person: &assessment.Persons{Level: 4, Words: "sto benone"}}
		w.rate(t, w.lucia, id, x)
		if got := w.see(t, w.lucia, id).Ratings["SALUTE_MENTALE"]; got.Level != 2 || got.Note != "parole riservatissime" || got.PersonLevel != 4 || got.PersonWords != "sto benone" {
			t.Errorf("who rated it reads %+v", got)
		}
		for _, who := range []gate.Actor{w.elena, w.carla, w.paolo} {
			a := w.see(t, who, id)
			got := a.Ratings["SALUTE_MENTALE"]
			if !got.Hidden || got.Level != 0 || got.Unexplored || got.Note != "" || got.PersonLevel != 0 || got.PersonWords != "" || got.Version != 0 || got.OursBy != w.lucia.Account || got.OursAt.IsZero() {
				t.Errorf("%s reads %+v", who.Name, got)
			}
			if _, ok := a.Levels()["SALUTE_MENTALE"]; ok {
				t.Errorf("%s has the level", who.Name)
			}
		}
		body := w.text(t, `SELECT COALESCE(CAST(level AS TEXT), '-') || COALESCE(CAST(person_level AS TEXT), '-') || COALESCE(CAST(unexplored AS TEXT), '-') || COALESCE(note, '-') || COALESCE(person_words, '-')
			FROM rating WHERE zone = $1 AND domain = 'SALUTE_MENTALE'`)
		if body != "-----" {
			t.Errorf("in the database stands %q", body)
		}
		w.proved(t)
	})
}

// What somebody else may not read changes nothing of what they see: no index, no comparison, no sum.
func TestReservedLevelsChangeNoFigure(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		first := w.whole(t, assessment.Entry, "2026-04-21", 2)
		second := w.begin(t, w.elena, assessment.Check, "2026-11-20")
		for _, d := range open {
			w.rate(t, w.elena, second, ours(d, 3))
		}
		figures := func(who gate.Actor) string {
			a, b := w.see(t, who, first), w.see(t, who, second)
			out := ""
			for _, code := range []string{"autonomy", "employability"} {
				x := b.Indices()[code]
				out += x.Value.Figure(text.Italian) + " "
			}
			for _, g := range []string{"autonomy", "employability"} {
				for _, d := range assessment.Differences([]*assessment.Assessment{a, b}, g) {
					out += d.Domain.Code + " "
				}
			}
			g := assessment.Agree(a, b)
			return out + g.Kappa.Figure(text.Italian) + " " + string(rune('0'+g.Both%10))
		}
		before := map[string]string{}
		for _, who := range []gate.Actor{w.elena, w.carla, w.paolo, w.lucia} {
			before[who.Name] = figures(who)
		}
		w.rate(t, w.lucia, second, ours("SALUTE_FISICA", 1), ours("SALUTE_MENTALE", 5), ours("DIPENDENZE", 1))
		for _, who := range []gate.Actor{w.elena, w.carla, w.paolo} {
			if now := figures(who); now != before[who.Name] {
				t.Errorf("%s saw %q, now %q", who.Name, before[who.Name], now)
			}
		}
		for _, code := range []string{"autonomy", "employability"} {
			if a, b := w.see(t, w.lucia, second).Indices()[code], w.see(t, w.elena, second).Indices()[code]; a.Value.Cmp(b.Value) != 0 {
				t.Errorf("%s is %s for one, %s for the other", code, a.Value.Figure(text.Italian), b.Value.Figure(text.Italian))
			}
		}
	})
}

func TestTwoProfessionalsNeverOverwriteEachOther(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		id := w.begin(t, w.elena, assessment.Entry, "2026-11-20")
		w.rate(t, w.elena, id, ours("CASA", 4))
		stale, err := w.room.Rate(ctx, w.paolo, id, ours("RETE", 2), ours("CASA", 1))
		if !fault.Is(err, fault.Conflict) || !slices.Equal(stale, []string{"CASA"}) || !strings.Contains(err.(*fault.Error).Text[0], "Elena Prova") {
			t.Errorf("%v, %v", stale, err)
		}
		a := w.see(t, w.paolo, id)
		if a.Ratings["CASA"].Level != 4 || a.Ratings["RETE"].Rated() {
			t.Errorf("now %+v", a.Ratings)
		}
		w.rate(t, w.paolo, id, persons("CASA", 2, 0)) // the person's side is another
		w.rate(t, w.paolo, id, over("CASA", 1, a.Ratings["CASA"].OursVersion))
		got := w.see(t, w.elena, id).Ratings["CASA"]
		if got.Level != 1 || got.PersonLevel != 2 || got.OursBy != w.paolo.Account {
			t.Errorf("now %+v", got)
		}
		w.rate(t, w.sara, id, ours("CASA", 1)) // what stands already is nothing, whatever it began from
		if v := w.see(t, w.elena, id).Ratings["CASA"].Version; v != got.Version {
			t.Errorf("version %d, then %d", got.Version, v)
		}
		one, err := w.room.WriteText(ctx, w.elena, id, assessment.Strengths, 0, "puntuale")
		if err != nil || one.Version != 1 {
			t.Fatal(one, err)
		}
		if now, err := w.room.WriteText(ctx, w.paolo, id, assessment.Strengths, 0, "cordiale"); !fault.Is(err, fault.Conflict) || now.Body != "puntuale" || now.Version != 1 {
			t.Errorf("%+v, %v", now, err)
		}
		w.proved(t)
	})
}

func TestNotExploredYetIsNoLevel(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		id := w.begin(t, w.elena, assessment.Entry, "2026-11-20")
		w.rate(t, w.elena, id, ours("REDDITO", 2), ours("CASA", 4), ours("RETE", 3))
		if got := w.see(t, w.elena, id).Indices()["autonomy"]; got.Value.Figure(text.Italian) != "3,0" || got.Rated != 3 || got.Of != 5 {
			t.Errorf("%+v", got)
		}
		w.rate(t, w.elena, id, ours("AUTONOMIA", 0))
		a := w.see(t, w.elena, id)
		if got := a.Indices()["autonomy"]; got.Value.Figure(text.Italian) != "3,0" || a.Levels()["AUTONOMIA"] != 0 || !a.Ratings["AUTONOMIA"].Unexplored {
			t.Errorf("%+v", got)
		}
		if got := a.Indices()["employability"]; got.Value.Known() {
			t.Errorf("an index of nothing: %+v", got)
		}
		if s := w.text(t, "SELECT COALESCE(CAST(level AS TEXT), 'null') FROM rating WHERE zone = $1 AND domain = 'AUTONOMIA'"); s != "null" {
			t.Errorf("stored as %s", s)
		}
		for _, level := range []int{-1, 6} {
			if _, err := w.room.Rate(ctx, w.elena, id, ours("CURA", level)); !slices.Equal(fields(err), []string{"level_CURA"}) {
				t.Errorf("level %d: %v", level, err)
			}
		}
		if _, err := w.room.Rate(ctx, w.elena, id, ours("FORTUNA", 3)); !fault.Is(err, fault.NotFound) {
			t.Errorf("unknown domain: %v", err)
		}
	})
}

func TestClosingNamesWhatIsMissingAndAsksForReasons(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		id := w.begin(t, w.elena, assessment.Entry, "2026-11-20")
		err := w.room.Close(ctx, w.elena, id, assessment.Closing{})
		if len(fields(err)) != len(open) || !slices.Contains(fields(err), "level_CASA") || slices.Contains(fields(err), "level_SALUTE_FISICA") {
			t.Errorf("%v", err)
		}
		for _, d := range open {
			w.rate(t, w.elena, id, ours(d, 3))
		}
		a := w.see(t, w.elena, id)
		w.rate(t, w.elena, id, over("LAVORO", 5, a.Ratings["LAVORO"].OursVersion), over("REDDITO", 1, a.Ratings["REDDITO"].OursVersion))
		if err := w.room.Close(ctx, w.elena, id, assessment.Closing{Reasons: map[string]string{"REDDITO": "  "}}); !slices.Equal(fields(err), []string{"reason_REDDITO"}) {
			t.Errorf("%v", err)
		}
		if err := w.room.Close(ctx, w.elena, id, assessment.Closing{Reasons: map[string]string{"REDDITO": "pignoramento in corso"}, Decision: "proseguire"}); err != nil {
			t.Fatal(err)
		}
		a = w.see(t, w.paolo, id)
		if !a.Closed() || a.Ratings["REDDITO"].Reason != "pignoramento in corso" || a.Decision != "proseguire" {
			t.Errorf("%+v", a)
		}
		for name, err := range map[string]error{"close again": w.room.Close(ctx, w.elena, id, assessment.Closing{}), "drop": w.room.Drop(ctx, w.elena, id)} {
			if !fault.Is(err, fault.Conflict) {
				t.Errorf("%s: %v", name, err)
			}
		}
		if _, err := w.room.Rate(ctx, w.elena, id, over("CASA", 1, a.Ratings["CASA"].OursVersion)); !fault.Is(err, fault.Conflict) {
			t.Errorf("rate a closed one: %v", err)
		}
		if _, err := w.room.WriteText(ctx, w.elena, id, assessment.Strengths, 0, "x"); !fault.Is(err, fault.Conflict) {
			t.Errorf("write on a closed one: %v", err)
		}
		w.proved(t)
	})
}

func TestBeginningsThatDoNotFit(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		begin := func(b assessment.Beginning) error {
			_, err := w.room.Begin(ctx, w.elena, w.id, b)
			return err
		}
		day := value.MustDate("2026-11-20")
		for name, c := range map[string]struct {
			b     assessment.Beginning
			field string
		}{
			"unknown":      {assessment.Beginning{Kind: "sometime", OnDay: day}, "kind"},
			"no day":       {assessment.Beginning{Kind: assessment.Entry}, "on"},
			"tomorrow":     {assessment.Beginning{Kind: assessment.Entry, OnDay: value.MustDate("2026-11-25")}, "on"},
			"before there": {assessment.Beginning{Kind: assessment.Entry, OnDay: value.MustDate("2025-01-01")}, "on"},
		} {
			if err := begin(c.b); !slices.Equal(fields(err), []string{c.field}) {
				t.Errorf("%s: %v", name, err)
			}
		}
		if err := begin(assessment.Beginning{Kind: assessment.Check, OnDay: day}); !fault.Is(err, fault.Conflict) {
			t.Errorf("check before the entry: %v", err)
		}
		id := w.begin(t, w.elena, assessment.Entry, "2026-11-20")
		if err := begin(assessment.Beginning{Kind: assessment.Entry, OnDay: day}); !fault.Is(err, fault.Conflict) {
			t.Errorf("two open: %v", err)
		}
		if err := begin(assessment.Beginning{Amends: id}); !fault.Is(err, fault.Conflict) {
			t.Errorf("amend an open one: %v", err)
		}
		if err := w.room.Drop(ctx, w.elena, id); err != nil {
			t.Fatal(err)
		}
		first := w.whole(t, assessment.Entry, "2026-11-20", 3)
		if err := begin(assessment.Beginning{Kind: assessment.Entry, OnDay: day}); !fault.Is(err, fault.Conflict) {
			t.Errorf("two entries: %v", err)
		}
		if err := begin(assessment.Beginning{Amends: value.NewID()}); !fault.Is(err, fault.NotFound) {
			t.Errorf("amend nothing: %v", err)
		}
		next, err := w.room.Begin(ctx, w.paolo, w.id, assessment.Beginning{Amends: first})
		if err != nil {
			t.Fatal(err)
		}
		if a := w.see(t, w.elena, next); a.Kind != assessment.Entry || a.Ratings["CASA"].Level != 3 || a.Closed() || !w.see(t, w.elena, first).Counts() {
			t.Errorf("%+v", a)
		}
		w.rate(t, w.paolo, next, over("CASA", 2, 1))
		if err := w.room.Close(ctx, w.paolo, next, assessment.Closing{}); err != nil {
			t.Fatal(err)
		}
		if old := w.see(t, w.elena, first); old.Counts() || old.AmendedBy != next || old.Ratings["CASA"].Level != 3 {
			t.Errorf("the amended one: %+v", old)
		}
		if err := begin(assessment.Beginning{Amends: first}); !fault.Is(err, fault.Conflict) {
			t.Errorf("amend twice: %v", err)
		}
		w.proved(t)
	})
}

func TestAnOpenAssessmentKeepsTheInstrumentThatItBeganWith(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		id := w.begin(t, w.elena, assessment.Entry, "2026-11-20")
		w.rate(t, w.elena, id, ours("CASA", 3))
		m := *guideline.Default()
		body, err := m.Assessment.Body()
		if err != nil {
			t.Fatal(err)
		}
		changed, err := guideline.ParseInstrument(strings.ReplaceAll(strings.ReplaceAll(body, "2026.1", "2027.1"), "Dorme in strada", "Sta in strada"))
		if err != nil {
			t.Fatal(err)
		}
		m.Assessment = *changed
		later := assessment.New(w.Gate, &m, w.cases)
		if _, err := later.Rate(ctx, w.paolo, id, ours("RETE", 2)); err != nil {
			t.Fatal(err)
		}
		v, err := later.Read(ctx, w.elena, w.id)
		if err != nil {
			t.Fatal(err)
		}
		a, err := v.Find(id)
		if err != nil {
			t.Fatal(err)
		}
		d, _ := a.Instrument.Domain("CASA")
		if a.Instrument.Version != "2026.1" || !strings.HasPrefix(d.Anchor(1)[0], "Dorme in strada") {
			t.Errorf("version %s, %q", a.Instrument.Version, d.Anchor(1)[0])
		}
		if n := w.text(t, "SELECT CAST(COUNT(*) AS TEXT) FROM instrument WHERE zone = $1"); n != "1" {
			t.Errorf("%s instruments kept", n)
		}
		for _, d := range open[2:] {
			if d != "RETE" {
				if _, err := later.Rate(ctx, w.elena, id, ours(d, 3)); err != nil {
					t.Fatal(err)
				}
			}
		}
		if _, err := later.Rate(ctx, w.elena, id, ours("REDDITO", 3)); err != nil {
			t.Fatal(err)
		}
		if err := later.Close(ctx, w.elena, id, assessment.Closing{}); err != nil {
			t.Fatal(err)
		}
		next, err := later.Begin(ctx, w.elena, w.id, assessment.Beginning{Kind: assessment.Check, OnDay: value.MustDate("2026-11-24")})
		if err != nil {
			t.Fatal(err)
		}
		// A program that starts anew with other guidelines reads both from what was kept.
		v, err = w.room.Read(ctx, w.elena, w.id)
		if err != nil {
			t.Fatal(err)
		}
		if a, err := v.Find(next); err != nil || a.Instrument.Version != "2027.1" {
			t.Errorf("%v", err)
		}
	})
}

func TestASecondRaterIsComparedAndCountsNowhere(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		first := w.whole(t, assessment.Entry, "2026-11-20", 3)
		if _, err := w.room.Begin(ctx, w.elena, w.id, assessment.Beginning{SecondOf: first}); !fault.Is(err, fault.Conflict) {
			t.Errorf("rated twice by the same: %v", err)
		}
		second, err := w.room.Begin(ctx, w.sara, w.id, assessment.Beginning{SecondOf: first})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.room.Rate(ctx, w.paolo, second, ours("CASA", 3)); !fault.Is(err, fault.NotFound) {
			t.Errorf("somebody else rates in it: %v", err)
		}
		for i, d := range open {
			w.rate(t, w.sara, second, ours(d, 3+i%2))
		}
		if err := w.room.Close(ctx, w.sara, second, assessment.Closing{}); err != nil {
			t.Fatal(err)
		}
		a, b := w.see(t, w.elena, first), w.see(t, w.elena, second)
		g := assessment.Agree(a, b)
		if g.Both != 10 || g.Same != 5 || g.ByOne != 5 || g.ByMore != 0 || g.Share().Cmp(guideline.RatioOf(1, 2)) != 0 {
			t.Errorf("%+v", g)
		}
		v, err := w.room.Read(ctx, w.elena, w.id)
		if err != nil || len(v.Compared()) != 1 || b.Counts() {
			t.Errorf("%v", err)
		}
	})
}

func TestWeightedKappa(t *testing.T) {
	domain := func(levels ...int) *assessment.Assessment {
		a := &assessment.Assessment{Ratings: map[string]assessment.Rating{}}
		for i, l := range levels {
			a.Ratings[open[i]] = assessment.Rating{Level: l}
		}
		return a
	}
	for name, c := range map[string]struct {
		a, b  *assessment.Assessment
		kappa guideline.Ratio
	}{
		"the same":      {domain(1, 2, 3, 4, 5), domain(1, 2, 3, 4, 5), guideline.RatioOf(1, 1)},
		"one apart":     {domain(1, 2, 3, 4, 5), domain(2, 2, 3, 4, 5), guideline.RatioOf(1, 1).Minus(guideline.RatioOf(5, 37))},
		"opposite":      {domain(1, 5), domain(5, 1), guideline.RatioOf(-1, 1)},
		"chance is all": {domain(3, 3), domain(3, 3), guideline.Ratio{}},
		"nothing":       {domain(), domain(), guideline.Ratio{}},
	} {
		if got := assessment.Agree(c.a, c.b).Kappa; got.Cmp(c.kappa) != 0 {
			t.Errorf("%s: %s", name, guideline.HundredthsIn(got.Hundredths(), text.English))
		}
	}
}

func TestResultsKeptElsewhereAreCitedOnce(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		on := value.MustDate("2026-10-01")
		cite := func(who gate.Actor, c assessment.Citing) error {
			_, err := w.room.AddReference(ctx, who, w.id, c)
			return err
		}
		for name, c := range map[string]struct {
			c     assessment.Citing
			field string
		}{
			"unknown":        {assessment.Citing{Kind: "OROSCOPO", Value: "1", Source: "x", OnDay: on}, "kind"},
			"nothing":        {assessment.Citing{Kind: "GOL_PATH", Source: "SIUL", OnDay: on}, "value"},
			"not one of":     {assessment.Citing{Kind: "GOL_PATH", Value: "6", Source: "SIUL", OnDay: on}, "value"},
			"without source": {assessment.Citing{Kind: "GOL_PATH", Value: "4", OnDay: on}, "source"},
			"of tomorrow":    {assessment.Citing{Kind: "GOL_PATH", Value: "4", Source: "SIUL", OnDay: value.MustDate("2026-11-25")}, "on"},
		} {
			if err := cite(w.elena, c.c); !slices.Contains(fields(err), c.field) {
				t.Errorf("%s: %v", name, err)
			}
		}
		if err := cite(w.paolo, assessment.Citing{Kind: "GOL_PATH", Value: "4", Source: "SIUL 12345", OnDay: on}); err != nil {
			t.Fatal(err)
		}
		if err := cite(w.elena, assessment.Citing{Kind: "GOL_PATH", Value: "4", Source: "SIUL", OnDay: on}); !fault.Is(err, fault.Conflict) {
			t.Errorf("typed twice: %v", err)
		}
		who := assessment.Citing{Kind: "WHODAS_TOTAL", Value: "101", Source: "ambulatorio", OnDay: on}
		if err := cite(w.lucia, who); !slices.Equal(fields(err), []string{"value"}) {
			t.Errorf("above the most: %v", err)
		}
		who.Value = "37"
		if err := cite(w.elena, who); !fault.Is(err, fault.Denied) {
			t.Errorf("a social worker cites a health result: %v", err)
		}
		if err := cite(w.lucia, who); err != nil {
			t.Fatal(err)
		}
		see := func(a gate.Actor) (out []string) {
			v, err := w.room.Read(ctx, a, w.id)
			if err != nil {
				t.Fatal(err)
			}
			for _, x := range v.References {
				out = append(out, x.Kind+" "+x.Value+" "+x.Source)
			}
			slices.Sort(out)
			return out
		}
		if got := see(w.lucia); !slices.Equal(got, []string{"GOL_PATH 4 SIUL 12345", "WHODAS_TOTAL 37 ambulatorio"}) {
			t.Errorf("%q", got)
		}
		if got := see(w.elena); !slices.Equal(got, []string{"GOL_PATH 4 SIUL 12345"}) {
			t.Errorf("%q", got)
		}
		if s := w.text(t, "SELECT COALESCE(value, '-') || source FROM assessment_reference WHERE zone = $1 AND kind = 'WHODAS_TOTAL'"); s != "-" {
			t.Errorf("in the database stands %q", s)
		}
		v, err := w.room.Read(ctx, w.lucia, w.id)
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range v.References {
			if x.Kind == "WHODAS_TOTAL" {
				if err := w.room.EndReference(ctx, w.elena, w.id, x.ID); !fault.Is(err, fault.Denied) {
					t.Errorf("taken away by who may not: %v", err)
				}
				if err := w.room.EndReference(ctx, w.lucia, w.id, x.ID); err != nil {
					t.Error(err)
				}
			}
		}
		w.proved(t)
	})
}

func TestTheNewestIsWhatAPlanBeginsFrom(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		newest := func(who gate.Actor) (s assessment.Summary, ok bool) {
			t.Helper()
			err := w.Read(ctx, who, func(tx *gate.ReadTx) error {
				c, res, err := casefile.Facts(tx, w.id)
				if err != nil {
					return err
				}
				if err := tx.Decide(policy.CaseOpen, res); err != nil {
					return err
				}
				s, ok, err = w.room.Newest(tx, c, res)
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
			return s, ok
		}
		if _, ok := newest(w.elena); ok {
			t.Error("one without any")
		}
		id := w.begin(t, w.elena, assessment.Entry, "2026-11-20")
		for _, d := range open {
			w.rate(t, w.elena, id, ours(d, 4))
		}
		w.rate(t, w.elena, id, over("RETE", 1, 1), over("LINGUA", 3, 1))
		w.rate(t, w.lucia, id, ours("DIPENDENZE", 1))
		if _, err := w.room.WriteText(ctx, w.elena, id, assessment.Strengths, 0, "puntuale\n\nimpara guardando"); err != nil {
			t.Fatal(err)
		}
		if _, ok := newest(w.elena); ok {
			t.Error("an open one")
		}
		if err := w.room.Close(ctx, w.elena, id, assessment.Closing{}); err != nil {
			t.Fatal(err)
		}
		for who, want := range map[*gate.Actor]string{&w.elena: "RETE 1,LINGUA 3,", &w.lucia: "DIPENDENZE 1,RETE 1,LINGUA 3,"} {
			s, _ := newest(*who)
			got := ""
			for _, x := range s.Weak {
				got += x.Domain.Code + " " + string(rune('0'+x.Level)) + ","
			}
			if got != want || !slices.Equal(s.Strengths, []string{"puntuale", "impara guardando"}) || s.Indices["autonomy"].Value.Figure(text.Italian) != "3,4" {
				t.Errorf("%s: %q, %q, %v", who.Name, got, s.Strengths, s.Indices)
			}
		}
	})
}
