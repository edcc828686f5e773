package assessment

import (
	"cmp"
	"context"
	"slices"

	"siil/internal/account"
	"siil/internal/casefile"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/policy"
	"siil/internal/ui"
	"siil/internal/value"
)

// View is the assessments of a case as their reader may know them.
type View struct {
	Case       casefile.Case
	All        []*Assessment // the oldest first
	References []Reference
	Names      map[value.ID]string
	MayBegin   bool
	MayRate    map[policy.Section]bool

	res    policy.Resource
	tabs   []ui.Tab
	drafts map[string]account.Kept
}

// Read reads the assessments of a case with what is cited of other systems, in a number of queries that no data changes. Whoever opens the case
// may, of each section what they may read there.
func (r *Room) Read(ctx context.Context, who gate.Actor, caseID value.ID) (v *View, err error) {
	err = r.g.Read(ctx, who, func(tx *gate.ReadTx) (err error) {
		v, err = r.read(tx, caseID, "")
		return err
	})
	return v, err
}

// read is Read in a transaction; drafts of one assessment come with it.
func (r *Room) read(tx *gate.ReadTx, caseID, draftsOf value.ID) (v *View, err error) {
	v = &View{Names: map[value.ID]string{}, MayRate: map[policy.Section]bool{}}
	if v.Case, v.res, err = facts(tx, caseID); err != nil {
		return nil, err
	}
	if err := tx.Decide(policy.AssessmentRead, withSection(v.res, policy.Common)); err != nil {
		return nil, err
	}
	if v.All, err = r.of(tx, v.Case, v.res); err != nil {
		return nil, err
	}
	if v.References, err = r.referencesOf(tx, v.Case, v.res); err != nil {
		return nil, err
	}
	all, err := account.Colleagues(tx)
	if err != nil {
		return nil, err
	}
	for _, c := range all {
		v.Names[c.ID] = c.Name()
	}
	v.MayBegin = tx.May(policy.AssessmentBegin, v.res)
	for _, s := range policy.Sections {
		v.MayRate[s] = tx.May(policy.AssessmentRate, withSection(v.res, s))
	}
	v.tabs = casefile.Tabs(tx, v.Case, v.res, "/valutazioni")
	if draftsOf != "" {
		v.drafts, err = account.Drafts(tx, tx.Who().Account, DraftSlot(draftsOf, ""))
	}
	return v, err
}

// Find gives one of them.
func (v *View) Find(id value.ID) (*Assessment, error) {
	for _, a := range v.All {
		if a.ID == id {
			return a, nil
		}
	}
	return nil, fault.Missing()
}

// Opened is the one that is open, not for training; nil when none is.
func (v *View) Opened() *Assessment {
	for _, a := range v.All {
		if !a.Closed() && a.SecondOf == "" {
			return a
		}
	}
	return nil
}

// Compared are those that are compared with each other: the ones that count, of the present episode.
func (v *View) Compared() (out []*Assessment) {
	for _, a := range v.All {
		if a.Counts() && a.EpisodeID == v.Case.EpisodeID {
			out = append(out, a)
		}
	}
	return out
}

// before is the entry with which an assessment is compared, nil when there is none.
func (v *View) before(a *Assessment) *Assessment {
	for _, b := range v.All {
		if b.Counts() && b.Kind == Entry && b.EpisodeID == a.EpisodeID && b.ID != a.ID && b.ID != a.Amends {
			return b
		}
	}
	return nil
}

// Difference is one domain over several assessments.
type Difference struct {
	Domain guideline.Domain
	Levels []int // one for each assessment, 0: none
	Person int   // the person's own level in the last one
	Change int   // from the first level to the last
	Known  bool  // there is a first and a last
}

// Talk tells whether the person and we see the domain differently, by a level at least.
func (d Difference) Talk() bool {
	last := d.Levels[len(d.Levels)-1]
	return last > 0 && d.Person > 0 && last != d.Person
}

// Differences compares assessments of one case in a group, the greatest change first. Domains that the reader may not read are not there.
func Differences(list []*Assessment, group string) (out []Difference) {
	if len(list) == 0 {
		return nil
	}
	last := list[len(list)-1]
	for _, d := range last.Instrument.Domains {
		if d.Group != group || !last.Readable(d) {
			continue
		}
		x := Difference{Domain: d, Person: last.Ratings[d.Code].PersonLevel}
		for _, a := range list {
			x.Levels = append(x.Levels, a.Ratings[d.Code].Level)
		}
		from, to := x.ends()
		if x.Known = from >= 0 && to > from; x.Known {
			x.Change = x.Levels[to] - x.Levels[from]
		}
		out = append(out, x)
	}
	slices.SortStableFunc(out, func(a, b Difference) int { return cmp.Compare(b.Change, a.Change) })
	return out
}

// ends are where the first and the last level stand; -1 without any.
func (d Difference) ends() (from, to int) {
	from, to = -1, -1
	for i, l := range d.Levels {
		if l > 0 {
			if from < 0 {
				from = i
			}
			to = i
		}
	}
	return from, to
}

// Agreement is how far two raters agree on the domains that both have rated and the reader may read.
type Agreement struct {
	Both, Same, ByOne, ByMore int
	Kappa                     guideline.Ratio // weighted by distance; not Known when chance alone explains everything
}

// Share is how many of them are the same, exactly.
func (a Agreement) Share() guideline.Ratio { return guideline.RatioOf(int64(a.Same), int64(a.Both)) }

// Agree compares two raters: only numbers of domains come of it, none of the levels.
func Agree(first, second *Assessment) (g Agreement) {
	var rows, columns [guideline.Levels + 1]int64
	apart := int64(0)
	one, two := first.Levels(), second.Levels()
	for code, x := range one {
		y := two[code]
		if y == 0 {
			continue
		}
		d := max(x-y, y-x)
		rows[x]++
		columns[y]++
		apart += int64(d)
		g.Both++
		switch d {
		case 0:
			g.Same++
		case 1:
			g.ByOne++
		default:
			g.ByMore++
		}
	}
	chance := int64(0)
	for i, r := range rows {
		for j, c := range columns {
			chance += int64(max(i-j, j-i)) * r * c
		}
	}
	g.Kappa = guideline.RatioOf(1, 1).Minus(guideline.RatioOf(apart*int64(g.Both), chance))
	return g
}
