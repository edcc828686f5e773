package document

import (
	"context"

	"siil/internal/casefile"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/value"
)

// Of lists the documents of a case that who may read, the newest first, in a fixed number of queries. Whoever reads the common section may; of a
// section that they do not read there is no trace. Titles of reserved sections are opened, and that leaves a leaf for each such section.
func (r *Room) Of(ctx context.Context, who gate.Actor, caseID value.ID) (out []Document, err error) {
	err = r.g.Read(ctx, who, func(tx *gate.ReadTx) error {
		c, res, err := casefile.Facts(tx, caseID)
		if err == nil {
			out, err = of(tx, c, res)
		}
		return err
	})
	return out, err
}

func of(tx *gate.ReadTx, c casefile.Case, res policy.Resource) ([]Document, error) {
	if err := tx.Decide(policy.DocumentRead, inSection(res, policy.Common)); err != nil {
		return nil, err
	}
	args := []any{tx.Zone()}
	rows, err := gate.All(tx, documentSQL+"d.case_id IN "+gate.Among(&args, c.Cases())+" ORDER BY d.year DESC, d.number DESC", args, scanRow)
	if err != nil {
		return nil, err
	}
	var out []Document
	told := map[policy.Section]bool{}
	var open gate.Unseal
	for _, x := range rows {
		if !tx.May(policy.DocumentRead, inSection(res, x.Section)) {
			continue
		}
		if x.Section.Sealed() {
			if !told[x.Section] {
				told[x.Section] = true
				if err := tx.DecideWhy(policy.DocumentRead, inSection(res, x.Section), string(x.Section)); err != nil {
					return nil, err
				}
			}
			if open == nil {
				if open, err = tx.Openers(c.People()); err != nil {
					return nil, err
				}
			}
			if x.Title, err = titleOf(open, x); err != nil {
				return nil, err
			}
		}
		out = append(out, x.Document)
	}
	return out, filesOf(tx, c.People(), out)
}
