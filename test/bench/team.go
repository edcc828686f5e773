package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"siil/internal/casefile"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/policy"
	"siil/internal/sitting"
	"siil/internal/value"
)

// agendaOf is how many cases the sitting has in which fields are written.
const agendaOf = 25

// sit convenes a sitting of cases that wait, with the professionals who are signed in, and opens it. It gives the addresses of its cases.
func (w *world) sit(ctx context.Context) (items []string, err error) {
	accounts, err := w.floor.column(ctx, `SELECT a.id FROM account a JOIN account_role r ON r.zone = a.zone AND r.account_id = a.id
		WHERE a.zone = $1 AND r.role IN ('coordinator', 'social_worker', 'employment_officer') ORDER BY r.role, a.id`, zone)
	if err != nil {
		return nil, err
	}
	m := guideline.Default()
	room := sitting.New(w.gate, m, casefile.New(w.gate, m))
	who := gate.Actor{Principal: policy.Principal{Zone: zone, Account: value.ID(accounts[0]), Roles: []policy.Role{policy.Coordinator}, Core: true}, Via: "page"}
	wait, err := room.Proposed(ctx, who)
	if err != nil {
		return nil, err
	}
	wait = slices.DeleteFunc(wait, func(p sitting.Proposal) bool { return p.Held != "" }) // the demo's own next sitting has the others
	if len(wait) < 2*clients {
		return nil, fmt.Errorf("only %d cases wait", len(wait))
	}
	in := sitting.Calling{OnDay: w.gate.Today().AddDays(9), Starts: "14:30", Place: "Monsummano Terme"}
	for _, p := range wait[:min(agendaOf, len(wait))] {
		in.Agenda = append(in.Agenda, p.CaseID)
	}
	var all []value.ID
	for _, a := range accounts {
		in.Members, all = append(in.Members, sitting.Called{AccountID: value.ID(a)}), append(all, value.ID(a))
	}
	id, err := room.Call(ctx, who, in)
	if err == nil {
		err = room.Attend(ctx, who, id, all)
	}
	if err != nil {
		return nil, err
	}
	v, err := room.View(ctx, who, id)
	for _, x := range v.Items {
		items = append(items, "/sedute/"+string(id)+"/voci/"+string(x.ID))
	}
	return items, err
}

// live is a word more in the note of a case that the team talks about. The floor writes in cases of its own: what it writes would stand
// against what the program's clients know of theirs.
func (w *world) live(ctx context.Context) (act, error) {
	items, err := w.sit(ctx)
	if err != nil {
		return act{}, err
	}
	bases := make([]int, len(items))
	write := func(ctx context.Context, at, who int, out *reply) error {
		form := url.Values{"name": {"note"}, "base": {strconv.Itoa(bases[at])}, "text": {fmt.Sprint("Si concorda sul percorso. La lettera parte domani: ", bases[at])}}
		if err := w.workers[who].send(ctx, http.MethodPost, items[at]+"/scrivi", form, out); err != nil {
			return err
		}
		bases[at]++
		if out.status != http.StatusOK || string(out.body) != strconv.Itoa(bases[at]) {
			return fmt.Errorf("a field was answered with %d", out.status)
		}
		return nil
	}
	out, most, recipes := &reply{}, counts{}, make([]recipe, len(w.workers))
	if len(w.workers) == 0 {
		return act{}, errors.New("nobody is signed in")
	}
	for i := range w.workers {
		at := clients + i
		if err := write(ctx, at, i, out); err != nil { // the first one makes the row
			return act{}, err
		}
		all, leaves, err := w.watch(ctx, func(ctx context.Context) error { return write(ctx, at, i, out) })
		if err != nil {
			return act{}, err
		}
		most = counts{max(most.statements, len(all)), max(most.leaves, leaves)}
		recipes[i] = recipe{statements: withoutSession(all)}
	}
	return act{w: w, counts: most,
		program: func(ctx context.Context, client, _ int, out *reply) error {
			return write(ctx, client%clients, client%len(w.workers), out)
		},
		floor: func(ctx context.Context, client, _ int, _ *reply) error {
			return w.floor.change(ctx, recipes[client%len(recipes)], string(value.NewID()), string(value.NewID()))
		}}, nil
}
