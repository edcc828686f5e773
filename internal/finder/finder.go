// Package finder is the one box that looks across the zone: people and cases, referrals, bodies, who runs actions, titles of documents. Each
// group is decided by the rules of what it shows, row by row; what a reader may not read leaves no trace in it.
package finder

import (
	"context"
	"unicode"

	"siil/internal/casefile"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// MaxHits is how many hits of each group are shown.
const MaxHits = 8

// Room answers searches behind one gate.
type Room struct {
	g     *gate.Gate
	m     *guideline.Model
	cases *casefile.Room
}

// New makes the room.
func New(g *gate.Gate, m *guideline.Model, cases *casefile.Room) *Room { return &Room{g, m, cases} }

// Hit is one thing that was found: its name, what it is, where it is, and its page (none for whoever sees only that it is there).
type Hit struct {
	Name, What, Where text.T
	Href              string
}

// Group is the hits of one kind. More tells that there are others; All is the address of a list of them, if one exists, and Count how many.
type Group struct {
	Label text.T
	Hits  []Hit
	More  bool
	All   string
	Count int
}

// Found is what a search gives, the groups without hits left out.
type Found struct {
	Words  string
	Groups []Group
	exact  bool // the words name one thing: a number, a tax code
}

// Only is the address of the only hit of words that name one thing.
func (f Found) Only() (string, bool) {
	if !f.exact || len(f.Groups) != 1 || len(f.Groups[0].Hits) != 1 {
		return "", false
	}
	href := f.Groups[0].Hits[0].Href
	return href, href != ""
}

// Find looks for words as people type them, for whoever has lists of cases; any other role gets a fault of kind Denied. It fails with Invalid
// when the words are too few to look for. The number of queries depends on the kind of words only.
func (r *Room) Find(ctx context.Context, who gate.Actor, words string) (f Found, err error) {
	f.Words = words
	err = r.g.Read(ctx, who, func(tx *gate.ReadTx) error {
		q := understand(words)
		f.exact = q.exact()
		groups := r.byName
		if q.number != 0 {
			groups = r.byNumber
		}
		found, err := groups(tx, q)
		for _, g := range found {
			if len(g.Hits) > 0 {
				f.Groups = append(f.Groups, g)
			}
		}
		if err == nil && q.empty() {
			var c fault.Check
			c.Add("q", text.FindTooShort)
			return c.Err()
		}
		return err
	})
	return f, err
}

// byNumber looks for the case, the referral and the documents of a number.
func (r *Room) byNumber(tx *gate.ReadTx, q query) (out []Group, err error) {
	if err := r.mayFind(tx); err != nil {
		return nil, err
	}
	var people Group
	if q.year == 0 && (q.of == ofAnything || q.of == ofCases) {
		if people, err = r.people(tx, casefile.Query{Number: q.number}); err != nil {
			return nil, err
		}
	}
	referrals, err := r.referrals(tx, q)
	if err != nil {
		return nil, err
	}
	papers, err := r.documentsByNumber(tx, q)
	return []Group{people, referrals, papers}, err
}

// byName looks for what words name. A tax code names a person and nothing else.
func (r *Room) byName(tx *gate.ReadTx, q query) (out []Group, err error) {
	if q.empty() {
		return nil, r.mayFind(tx)
	}
	people, err := r.people(tx, casefile.Query{Search: q.words})
	if err != nil || q.taxCode {
		return []Group{people}, err
	}
	bodies, err := r.bodies(tx, q)
	if err != nil {
		return nil, err
	}
	providers, err := r.providers(tx, q)
	if err != nil {
		return nil, err
	}
	papers, err := r.documentsByTitle(tx, q)
	return []Group{people, bodies, providers, papers}, err
}

// mayFind decides where no case is shown: roles without lists of cases have no search.
func (r *Room) mayFind(tx *gate.ReadTx) error {
	if policy.CaseScope(tx.Who().Principal) == policy.None {
		return tx.Decide(policy.CaseList, policy.Resource{Kind: policy.Zone})
	}
	return tx.Decide(policy.HomeRead, policy.Resource{Kind: policy.Zone})
}

// letters counts what a search can go by.
func letters(s string) (n int) {
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			n++
		}
	}
	return n
}

func isTaxCode(s string) bool {
	_, err := value.ParseTaxCode(s)
	return err == nil
}
