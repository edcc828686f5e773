package gate

import (
	"errors"
	"strings"

	"siil/internal/fault"
	"siil/internal/gate/internal/ledger"
	"siil/internal/policy"
	"siil/internal/value"
)

// scopeMark stands in the text of every query over the cases of a zone, in the WHERE clause, where case_file has the alias c.
const scopeMark = "{scope}"

var errNoScope = errors.New("a list query without {scope}")

// Listing is one list of cases: a query with {scope} in its WHERE clause, whose parameters begin at $3 ($1 is the zone, $2 the account).
// Row reads one row and tells what the rules must know of it; the rules decide again for each row, so a wrong WHERE can hide a row but
// never show one.
type Listing[T any] struct {
	Action policy.Action
	Query  string
	Args   []any
	Row    func(s Scanner) (T, policy.Resource, error)
}

// List reads a list of cases and leaves one leaf with the root over the ids shown.
func List[T any](t *ReadTx, l Listing[T]) ([]T, error) {
	query, args, err := t.scoped(l.Query, l.Args)
	if err != nil {
		return nil, err
	}
	var out []T
	var ids []value.ID
	err = t.Each(query, args, func(s Scanner) error {
		v, res, err := l.Row(s)
		if err != nil {
			return err
		}
		if !t.May(l.Action, res) {
			t.g.hidden.Add(1)
			return nil
		}
		out, ids = append(out, v), append(ids, res.ID)
		return nil
	})
	if err != nil {
		return nil, err
	}
	root := ledger.ShownRoot(ids)
	t.leaves = append(t.leaves, ledger.Leaf{At: t.at, Zone: t.who.Zone, Actor: string(t.who.Account), Role: t.who.As(), Via: t.who.Via,
		Action: string(l.Action), Kind: string(policy.Case), OK: true, Shown: &root, Count: len(ids)})
	return out, nil
}

// Tally reads numbers over the cases that the actor may see: counts, groups, facets. The query holds {scope} like that of a list.
func (t *ReadTx) Tally(query string, args []any, row func(s Scanner) error) error {
	query, args, err := t.scoped(query, args)
	if err != nil {
		return err
	}
	return t.Each(query, args, row)
}

// Count counts rows of a query with {scope}, of the form SELECT … FROM … WHERE …, up to a limit: above it the exact number is dear
// and nobody needs it.
func (t *ReadTx) Count(query string, args []any, limit int) (int, error) {
	var n int
	err := t.Tally("SELECT COUNT(*) FROM ("+query+" LIMIT "+itoa(limit)+") AS counted", args, func(s Scanner) error { return s.Scan(&n) })
	return n, err
}

func (t *ReadTx) scoped(query string, args []any) (string, []any, error) {
	if !strings.Contains(query, scopeMark) {
		return "", nil, fault.Wrap(errNoScope, "gate")
	}
	query = strings.ReplaceAll(query, scopeMark, policy.CaseScope(t.who.Principal).Where())
	return query, append([]any{t.who.Zone, t.who.Account}, args...), nil
}
