package indicator

import (
	"context"
	"maps"
	"slices"
	"strconv"

	"siil/internal/account"
	"siil/internal/gate"
	"siil/internal/network"
	"siil/internal/person"
	"siil/internal/policy"
	"siil/internal/territory"
	"siil/internal/text"
	"siil/internal/ui"
	"siil/internal/value"
)

// Ask is what an overview is asked for: a period, and all of the zone or one value of one dimension.
type Ask struct {
	Period Period
	Dim    Dim
	Key    string
	Own    bool // the cases that the reader manages
	Told   bool // leaves the zone: small numbers are left out whoever asks
}

// foldsAtOnce is how many changed cases a page counts before it shows: with more the program counts them, and the page says so.
const foldsAtOnce = 300

// smallZone is up to how many cases a page counts a zone that was never counted.
const smallZone = 2000

// Read gives the figures that somebody may know: the zone's to coordinator and director (OverviewRead), to the latter without small numbers and
// without case managers by name; their own to who manages cases (OverviewOwn). It takes the same number of queries however many cases there are;
// what has changed a moment ago is counted first.
func (r *Room) Read(ctx context.Context, who gate.Actor, ask Ask) (Overview, Choices, error) {
	o, c, err := r.read(ctx, who, ask)
	if err != nil {
		return o, c, err
	}
	if changed, err := r.freshen(ctx, who, ask, o.state); err != nil || !changed {
		return o, c, err
	}
	return r.read(ctx, who, ask)
}

// freshen counts what has changed, when it is little enough for somebody to wait for.
func (r *Room) freshen(ctx context.Context, who gate.Actor, ask Ask, s state) (changed bool, err error) {
	if s.Counted && s.Pending == 0 || s.Pending > foldsAtOnce {
		return false, nil
	}
	if !s.Counted {
		if small, err := r.isSmall(ctx, who, ask); err != nil || !small {
			return false, err
		}
	}
	return true, r.Fold(ctx, who.Zone)
}

func actionOf(ask Ask) policy.Action {
	if ask.Own {
		return policy.OverviewOwn
	}
	return policy.OverviewRead
}

func (r *Room) isSmall(ctx context.Context, who gate.Actor, ask Ask) (small bool, err error) {
	err = r.g.Read(ctx, who, func(tx *gate.ReadTx) error {
		if err := tx.Decide(actionOf(ask), policy.Resource{Kind: policy.Zone}); err != nil {
			return err
		}
		n := 0
		err := tx.One("SELECT COUNT(*) FROM (SELECT id FROM case_file WHERE zone = $1 LIMIT $2) AS few", []any{tx.Zone(), smallZone + 1}, &n)
		small = n <= smallZone
		return err
	})
	return small, err
}

func (r *Room) read(ctx context.Context, who gate.Actor, ask Ask) (o Overview, c Choices, err error) {
	err = r.g.Read(ctx, who, func(tx *gate.ReadTx) error {
		if err := tx.Decide(actionOf(ask), policy.Resource{Kind: policy.Zone}); err != nil {
			return err
		}
		if ask.Own {
			ask.Dim, ask.Key = ByManager, string(who.Account)
		}
		if c, err = r.choices(tx); err != nil {
			return err
		}
		o = Overview{Period: ask.Period, Dim: ask.Dim, Key: ask.Key, Today: tx.Today(), Own: ask.Own}
		if o.Period == (Period{}) {
			o.Period = lastYear(tx.Today())
		}
		o.Filter = c.word(ask.Dim, ask.Key)
		return r.fill(tx, &o, c, ask)
	})
	return o, c, err
}

// fill reads what is kept and makes the overview of it.
func (r *Room) fill(tx *gate.ReadTx, o *Overview, c Choices, ask Ask) error {
	var err error
	if o.state, err = loadState(tx); err != nil {
		return err
	}
	mayOpen := tx.May(policy.OverviewOpen, policy.Resource{Kind: policy.Zone})
	fewest := 0
	if ask.Told || !ask.Own && !mayOpen {
		fewest = r.m.Overview.Fewest
	}
	byName := mayOpen && !ask.Own && !ask.Told && ask.Dim == OfZone
	k, err := loadKept(tx, where{o.Dim, o.Key}, byName, fewest > 0)
	if err != nil {
		return err
	}
	o.Fewest = fewest
	b := &builder{m: r.m, f: k.mine, o: o, today: tx.Today(), peers: k.peers}
	b.build()
	o.Before = &Overview{Period: o.Period.Before(), Dim: o.Dim, Key: o.Key, Today: o.Today, Own: o.Own, Fewest: fewest}
	(&builder{m: r.m, f: k.mine, o: o.Before, today: tx.Today(), peers: k.peers}).build()
	if byName {
		b.load(k.managers, c.people)
		b.noDateOf()
	}
	if fewest > 0 {
		o.shield(fewest)
	}
	return nil
}

// keptFigures are the kept numbers that one overview is made of.
type keptFigures struct {
	mine     figures
	managers map[string]figures
	peers    *peers
}

// loadKept reads what is kept of one value of a dimension, in one query: for who sees people by name also of each case manager, for who is not told
// small numbers also of the other values of the dimension.
func loadKept(tx *gate.ReadTx, at where, byName, shielded bool) (k keptFigures, err error) {
	k = keptFigures{figures{}, map[string]figures{}, nil}
	query, args := "SELECT dim, dim_key, figure, part, counts FROM summary WHERE zone = $1 AND (dim = $2 AND dim_key = $3", []any{tx.Zone(), string(at.dim), at.key}
	if byName {
		query += " OR dim = 'manager' AND figure IN ('now', 'next')"
	}
	if shielded && at.dim != OfZone {
		query += " OR dim = '' OR dim = $2"
		k.peers = &peers{of: map[string]figures{}, zone: figures{}, adds: at.dim != ByProgramme}
	}
	err = tx.Each(query+")", args, func(s gate.Scanner) error {
		var c cell
		var counts string
		if err := s.Scan(&c.dim, &c.key, &c.figure, &c.part, &counts); err != nil {
			return err
		}
		k.take(at, c, unpacked(counts))
		return nil
	})
	if k.peers != nil {
		k.peers.keys = slices.Sorted(maps.Keys(k.peers.of))
	}
	return k, err
}

func (k *keptFigures) take(at where, c cell, d Days) {
	if c.where == at {
		k.mine.put(c, d)
	}
	switch {
	case k.peers != nil && c.dim == OfZone:
		k.peers.zone.put(c, d)
	case k.peers != nil:
		putIn(k.peers.of, c, d)
	case c.dim == ByManager:
		putIn(k.managers, c, d)
	}
}

func putIn(of map[string]figures, c cell, d Days) {
	if of[c.key] == nil {
		of[c.key] = figures{}
	}
	of[c.key].put(c, d)
}

// noDateOf says under the cases without a date how many case managers have some.
func (b *builder) noDateOf() {
	n := 0
	for _, l := range b.o.Load {
		if l.NoDate.N > 0 && l.ID != "" {
			n++
		}
	}
	for i := range b.o.Boxes {
		if b.o.Boxes[i].Figure == Next && n > 0 {
			b.o.Boxes[i].Notes = []Note{{Text: text.BoxManagers, Number: bare(n)}}
		}
	}
}

// loadState reads whether the zone was counted and how many cases have changed since.
func loadState(tx *gate.ReadTx) (out state, err error) {
	return out, tx.Each(`SELECT 'counting' AS kind, counts FROM summary WHERE zone = $1 AND dim = '#'
		UNION ALL SELECT 'touched', CAST(COUNT(*) AS TEXT) FROM (SELECT id FROM case_touched WHERE zone = $1 LIMIT $2) AS few`,
		[]any{tx.Zone(), foldsAtOnce + 1}, func(s gate.Scanner) error {
			var kind, said string
			if err := s.Scan(&kind, &said); err != nil {
				return err
			}
			if kind == "counting" {
				out.Counted = true
				return nil
			}
			var err error
			out.Pending, err = strconv.Atoi(said)
			return err
		})
}

// Choices are the values that the figures can be asked for, by name.
type Choices struct {
	seats, towns, referrers, programmes []ui.Option
	people                              []account.Colleague
}

func (r *Room) choices(tx *gate.ReadTx) (c Choices, err error) {
	if c.people, err = account.Colleagues(tx); err != nil {
		return c, err
	}
	seats, err := network.Seats(tx)
	if err != nil {
		return c, err
	}
	for _, s := range seats {
		c.seats = append(c.seats, ui.Option{Value: string(s.ID), Label: text.Raw(s.Name)})
	}
	for _, m := range territory.Municipalities(tx.Zone()) {
		c.towns = append(c.towns, ui.Option{Value: m.ISTAT, Label: text.Raw(m.Name)})
	}
	bodies, err := network.Organisations(tx)
	if err != nil {
		return c, err
	}
	groups := map[string]bool{}
	for _, b := range bodies {
		switch key := referrerKey(b.ID, b.Section); {
		case key == string(b.ID):
			c.referrers = append(c.referrers, ui.Option{Value: key, Label: text.Raw(b.Name)})
		default:
			groups[key] = true
		}
	}
	for _, g := range []struct {
		key   string
		label text.T
	}{{ReservedHealth, text.ReservedService}, {ReservedOther, text.ReservedBody}} {
		if groups[g.key] {
			c.referrers = append(c.referrers, ui.Option{Value: g.key, Label: g.label})
		}
	}
	for _, p := range r.m.Programmes {
		if isCommon(p) {
			c.programmes = append(c.programmes, ui.Option{Value: p.Code, Label: p.Label})
		}
	}
	return c, nil
}

func (c Choices) of(dim Dim) []ui.Option {
	switch dim {
	case BySeat:
		return c.seats
	case ByTown:
		return c.towns
	case ByReferrer:
		return c.referrers
	case ByProgramme:
		return c.programmes
	}
	return nil
}

// word is a value of a dimension in words; empty when there is no such value.
func (c Choices) word(dim Dim, key string) text.T {
	i := slices.IndexFunc(c.of(dim), func(o ui.Option) bool { return o.Value == key })
	switch {
	case i >= 0:
		return c.of(dim)[i].Label
	case dim == ByTown && key != "":
		return text.Raw(person.MunicipalityName(key))
	case dim == ByManager && key == Nobody:
		return text.LoadNobody
	case dim == ByManager:
		return text.Raw(c.name(value.ID(key)))
	}
	return text.T{}
}

func (c Choices) name(id value.ID) string {
	for _, p := range c.people {
		if p.ID == id {
			return p.Name()
		}
	}
	return ""
}
