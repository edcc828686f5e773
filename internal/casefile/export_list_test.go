package casefile

import (
	"context"

	"siil/internal/gate"
)

// ListAs is List read in one of its two ways whatever the count says.
func (r *Room) ListAs(ctx context.Context, who gate.Actor, q Query, few bool, cursor string, limit int) (out Listed, err error) {
	err = r.g.Read(ctx, who, func(tx *gate.ReadTx) error {
		if err := mayList(tx); err != nil {
			return err
		}
		d, err := r.directory(tx)
		if err != nil {
			return err
		}
		if out.Count, err = count(tx, d, q); err != nil {
			return err
		}
		return r.pageOf(tx, d, q, few, &out, cursor, limit)
	})
	return out, err
}

// ListSQL is the text and the parameters of the query of a page, and of the count.
func (r *Room) ListSQL(tx *gate.ReadTx, q Query, few bool) (page string, pageArgs []any, counted string, countArgs []any, err error) {
	d, err := r.directory(tx)
	if err != nil {
		return "", nil, "", nil, err
	}
	b := newBuilder(tx, d, q)
	page = b.page(few, position{}, PageRows+1)
	c := newBuilder(tx, d, q)
	counted = c.counted()
	return page, b.args.list, counted, c.args.list, nil
}
