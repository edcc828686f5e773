package casefile

import (
	"context"
	"net/url"
	"unicode/utf8"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// Bounds of the saved lists of one account.
const (
	MaxViews    = 12
	MaxViewName = 40
)

// View is a list that somebody has saved: a name and filters by their codes. It is the account's own.
type View struct {
	ID      value.ID
	Name    string
	Filters string // as an address holds them
}

// Href is the address of the list.
func (v View) Href() string { return pathCases + "?" + v.Filters }

const viewsSQL = "SELECT id, name, filters FROM saved_view WHERE zone = $1 AND account_id = $2 AND ended_at IS NULL ORDER BY name, id LIMIT 50"

// loadViews reads the account's own saved lists. The caller has decided.
func loadViews(tx *gate.ReadTx) ([]View, error) {
	views, _, err := loadViewsAndColumns(tx)
	return views, err
}

// loadViewsAndColumns reads them with the columns that the account has chosen, which stand under no name.
func loadViewsAndColumns(tx *gate.ReadTx) (views []View, chosen View, err error) {
	views, err = loadRows(tx)
	if len(views) > 0 && views[0].Name == "" {
		views, chosen = views[1:], views[0]
	}
	return views, chosen, err
}

func loadRows(tx *gate.ReadTx) ([]View, error) {
	return gate.All(tx, viewsSQL, []any{tx.Zone(), string(tx.Who().Account)}, func(s gate.Scanner) (v View, err error) {
		return v, s.Scan(&v.ID, &v.Name, &v.Filters)
	})
}

// ownViews decides that the account changes what is its own.
func ownViews(tx *gate.ReadTx) error {
	if err := mayList(tx); err != nil {
		return err
	}
	return tx.Decide(policy.ProfileUse, policy.Resource{Kind: policy.Account, ID: tx.Who().Account, Own: true})
}

// Views reads the saved lists of whoever asks.
func (r *Room) Views(ctx context.Context, who gate.Actor) (out []View, err error) {
	err = r.g.Read(ctx, who, func(tx *gate.ReadTx) (err error) {
		if err := ownViews(tx); err != nil {
			return err
		}
		out, err = loadViews(tx)
		return err
	})
	return out, err
}

// SaveView saves filters under a name. It fails with Invalid when the name is missing, too long or taken, when there is no filter, or when
// there are MaxViews lists already. Only filters are kept that the reader may ask for; names and tax codes are none.
func (r *Room) SaveView(ctx context.Context, who gate.Actor, name string, filters url.Values) (id value.ID, err error) {
	id = value.NewID()
	err = r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		if err := ownViews(&tx.ReadTx); err != nil {
			return err
		}
		d, err := r.directory(&tx.ReadTx)
		if err != nil {
			return err
		}
		q, _ := d.parse(&tx.ReadTx, filters)
		kept := q.Values().Encode()
		views, err := loadViews(&tx.ReadTx)
		if err != nil {
			return err
		}
		check := checkViewName(name, "", views)
		check.Require(len(views) < MaxViews, "name", text.ViewTooMany.With(len(views)))
		check.Require(kept != "", "name", text.ViewNoFilter)
		if err := check.Err(); err != nil {
			return err
		}
		return tx.Insert("saved_view", gate.Row{"id": id, "account_id": who.Account, "name": name, "filters": kept, "made_at": tx.Now()})
	})
	return id, err
}

func checkViewName(name string, but value.ID, views []View) (c fault.Check) {
	c.Require(name != "", "name", text.ViewNameNeed)
	c.Fits("name", name, MaxViewName)
	for _, v := range views {
		c.Require(v.ID == but || v.Name != name, "name", text.ViewNameTaken)
	}
	return c
}

// RenameView gives a saved list another name. Somebody else's list is NotFound.
func (r *Room) RenameView(ctx context.Context, who gate.Actor, id value.ID, name string) error {
	return r.onView(ctx, who, id, false, func(tx *gate.WriteTx, views []View) error {
		check := checkViewName(name, id, views)
		if err := check.Err(); err != nil {
			return err
		}
		return tx.Update("saved_view", id, gate.Row{"name": name})
	})
}

// EndView takes a saved list away; RestoreView brings it back, unless its name was given to another meanwhile.
func (r *Room) EndView(ctx context.Context, who gate.Actor, id value.ID) error {
	return r.onView(ctx, who, id, false, func(tx *gate.WriteTx, _ []View) error {
		return tx.Update("saved_view", id, gate.Row{"ended_at": tx.Now()})
	})
}

// RestoreView undoes EndView.
func (r *Room) RestoreView(ctx context.Context, who gate.Actor, id value.ID) error {
	return r.onView(ctx, who, id, true, func(tx *gate.WriteTx, views []View) error {
		if len(views) >= MaxViews {
			return fault.New(fault.Conflict, text.ViewTooMany.With(len(views)))
		}
		return tx.Update("saved_view", id, gate.Row{"ended_at": nil})
	})
}

// onView runs a change of one of the account's own lists, one that is there or one that was taken away.
func (r *Room) onView(ctx context.Context, who gate.Actor, id value.ID, ended bool, do func(tx *gate.WriteTx, views []View) error) error {
	return r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		if err := ownViews(&tx.ReadTx); err != nil {
			return err
		}
		var endedAt value.Instant
		err := tx.One("SELECT ended_at FROM saved_view WHERE zone = $1 AND id = $2 AND account_id = $3", []any{tx.Zone(), string(id), string(who.Account)}, &endedAt)
		if err != nil {
			return err
		}
		if endedAt.IsZero() == ended {
			return fault.Missing()
		}
		views, err := loadViews(&tx.ReadTx)
		if err != nil {
			return err
		}
		return do(tx, views)
	})
}

// viewLength is the most that a filter string of a form may hold.
const viewLength = 4000

// filtersOf reads the filters that a form sends along; what is too long is none.
func filtersOf(s string) url.Values {
	if len(s) > viewLength || !utf8.ValidString(s) {
		return url.Values{}
	}
	v, err := url.ParseQuery(s)
	if err != nil {
		return url.Values{}
	}
	return v
}
