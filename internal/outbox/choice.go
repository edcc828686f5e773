package outbox

import (
	"context"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// Choice is whether an account wants to be told something.
type Choice struct {
	Kind
	Wanted bool
}

func decideOwn(tx *gate.ReadTx, why string) error {
	return tx.DecideWhy(policy.ProfileUse, policy.Resource{Kind: policy.Account, ID: tx.Who().Account, Own: true}, why)
}

// Choices lists what somebody can be told, with what they chose: only what concerns their roles.
func (r *Room) Choices(ctx context.Context, who gate.Actor) (out []Choice, err error) {
	err = r.g.Read(ctx, who, func(tx *gate.ReadTx) error {
		if err := decideOwn(tx, ""); err != nil {
			return err
		}
		out, err = choices(tx)
		return err
	})
	return out, err
}

func choices(tx *gate.ReadTx) ([]Choice, error) {
	chosen := map[string]bool{}
	err := tx.Each("SELECT notice, wanted FROM mail_choice WHERE zone = $1 AND account_id = $2", []any{tx.Zone(), tx.Who().Account}, func(s gate.Scanner) error {
		var code string
		var wanted bool
		err := s.Scan(&code, &wanted)
		chosen[code] = wanted
		return err
	})
	var out []Choice
	for _, k := range Kinds {
		if !k.concerns(tx.Who().Roles) {
			continue
		}
		c := Choice{k, k.Default}
		if w, ok := chosen[k.Code]; ok {
			c.Wanted = w
		}
		out = append(out, c)
	}
	return out, err
}

// Choose keeps what somebody wants to be told: codes not named stay as they are. A code that does not concern them is Invalid.
func (r *Room) Choose(ctx context.Context, who gate.Actor, wanted map[string]bool) error {
	return r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		if err := decideOwn(&tx.ReadTx, "notices_chosen"); err != nil {
			return err
		}
		have, err := choices(&tx.ReadTx)
		if err != nil {
			return err
		}
		known := map[string]bool{}
		for _, c := range have {
			known[c.Code] = true
			w, named := wanted[c.Code]
			if !named || w == c.Wanted {
				continue
			}
			if err := choose(tx, c.Code, w); err != nil {
				return err
			}
		}
		for code := range wanted {
			if !known[code] {
				return &fault.Error{Kind: fault.Invalid, Fields: []fault.Field{{Name: "notices", Text: text.NoticeNotYours}}}
			}
		}
		return nil
	})
}

func choose(tx *gate.WriteTx, code string, wanted bool) error {
	var id value.ID
	err := tx.One("SELECT id FROM mail_choice WHERE zone = $1 AND account_id = $2 AND notice = $3", []any{tx.Zone(), tx.Who().Account, code}, &id)
	if fault.Is(err, fault.NotFound) {
		return tx.Insert("mail_choice", gate.Row{"id": value.NewID(), "account_id": tx.Who().Account, "notice": code, "wanted": number(wanted), "changed_at": tx.Now()})
	}
	if err != nil {
		return err
	}
	return tx.Update("mail_choice", id, gate.Row{"wanted": number(wanted), "changed_at": tx.Now()})
}
