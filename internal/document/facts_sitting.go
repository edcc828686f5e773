package document

import (
	"context"
	"strconv"

	"siil/internal/fault"
	"siil/internal/guideline"
	"siil/internal/sitting"
)

// sitting gathers the sitting that was asked for, else the next one. Cases stand in it by their numbers: an agenda names nobody.
func (f *facts) sitting(ctx context.Context) error {
	if !f.t.Uses("seduta") {
		return nil
	}
	id := f.want(guideline.AboutSitting)
	if id == "" {
		page, err := f.r.sittings.List(ctx, f.who, sitting.ListQuery{Limit: 1})
		if err != nil || len(page.Lines) == 0 {
			return err
		}
		id = page.Lines[0].ID
	}
	v, err := f.r.sittings.View(ctx, f.who, id)
	if fault.Is(err, fault.NotFound) || fault.Is(err, fault.Denied) {
		return nil
	}
	if err != nil {
		return err
	}
	f.is(guideline.AboutSitting, v.ID, v.OnDay)
	f.set("seduta.numero", strconv.Itoa(v.Number))
	f.on("seduta.data", v.OnDay)
	f.set("seduta.ora", v.Starts)
	f.set("seduta.luogo", v.Where())
	members := []map[string]any{}
	for _, m := range v.Members {
		line := map[string]any{"nome": m.Name}
		for _, x := range f.people {
			if x.ID == m.AccountID {
				line["ruolo"] = f.roleOf(x.Roles)
			}
		}
		members = append(members, line)
	}
	f.list("seduta.membri", members)
	if f.c.ID != "" {
		return nil // who is named in a paper of one case does not learn of the others
	}
	cases := []map[string]any{}
	for _, x := range v.Items {
		why, _ := f.r.m.Sittings.Why(x.Why)
		cases = append(cases, map[string]any{"posizione": strconv.Itoa(x.Position), "numero": strconv.Itoa(x.CaseNumber), "perche": why.Label.In(f.lang), "dal": x.WaitsFrom.Format()})
	}
	f.list("seduta.casi", cases)
	return nil
}
