package document

import (
	"context"
	"strconv"

	"siil/internal/assessment"
	"siil/internal/fault"
	"siil/internal/guideline"
)

// assessment gathers the newest closed assessment, or the one that was asked for, and for a closure the indices at entry and now. A level of another
// section is left out, and so is an index that any such level counts in.
func (f *facts) assessment(ctx context.Context) error {
	if f.c.ID == "" || !f.t.Uses("valutazione") && !f.t.Uses("chiusura") {
		return nil
	}
	v, err := f.r.assessments.Read(ctx, f.who, f.c.ID)
	if fault.Is(err, fault.NotFound) || fault.Is(err, fault.Denied) {
		return nil
	}
	if err != nil {
		return err
	}
	var a *assessment.Assessment
	want := f.want(guideline.AboutAssessment)
	for _, x := range v.All {
		if x.Counts() && want == "" || x.ID == want {
			a = x
		}
	}
	if a != nil {
		f.rated(a)
	}
	f.indices(v.Compared())
	return nil
}

func (f *facts) rated(a *assessment.Assessment) {
	f.is(guideline.AboutAssessment, a.ID, a.OnDay)
	f.on("valutazione.data", a.OnDay)
	kind, _ := a.Instrument.Kind(a.Kind)
	f.put("valutazione.tipo", kind.Label)
	for _, x := range []struct{ code, name string }{{"autonomy", "autonomia"}, {"employability", "occupabilita"}} {
		f.set("valutazione."+x.name, f.index(a, x.code))
	}
	f.set("valutazione.punti_di_forza", a.Texts[assessment.Strengths].Body)
	f.set("valutazione.desideri", a.Texts[assessment.Aspirations].Body)
	f.set("valutazione.decisione", a.Decision)
	out := []map[string]any{}
	for _, d := range a.Instrument.Domains {
		x := a.Ratings[d.Code]
		if x.Hidden || !f.admits(d.Section) || !x.Rated() && x.PersonLevel == 0 {
			continue
		}
		item := map[string]any{"nome": d.Label.In(f.lang), "nota": x.Note, "persona_parole": x.PersonWords}
		if x.Level > 0 {
			item["livello"], item["frase"] = strconv.Itoa(x.Level), d.Anchor(x.Level).In(f.lang)
		}
		if x.PersonLevel > 0 {
			item["persona"] = strconv.Itoa(x.PersonLevel)
		}
		out = append(out, item)
	}
	f.list("valutazione.domini", out)
}

// index is an index in words, "" when a domain of it is of another section or the reader may not know it.
func (f *facts) index(a *assessment.Assessment, code string) string {
	for _, rule := range a.Instrument.Indices {
		if rule.Code != code {
			continue
		}
		for _, name := range rule.Domains() {
			if d, ok := a.Instrument.Domain(name); !ok || !f.admits(d.Section) {
				return ""
			}
		}
	}
	x, ok := a.Indices()[code]
	if !ok || !x.Value.Known() {
		return ""
	}
	return x.Value.Figure(f.lang)
}

func (f *facts) indices(all []*assessment.Assessment) {
	for _, x := range []struct{ code, name string }{{"autonomy", "autonomia"}, {"employability", "occupabilita"}} {
		for _, a := range all {
			if a.Kind == assessment.Entry {
				f.set("chiusura."+x.name+"_ingresso", f.index(a, x.code))
			}
		}
		if len(all) > 1 {
			f.set("chiusura."+x.name+"_uscita", f.index(all[len(all)-1], x.code))
		}
	}
}
