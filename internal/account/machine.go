package account

import (
	"context"
	"time"

	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/value"
)

// DisableByEmail disables the account of an address and ends its sessions and tokens at once. An unknown address is NotFound.
func DisableByEmail(ctx context.Context, g *gate.Gate, who gate.Actor, email string) error {
	return g.Write(ctx, who, func(tx *gate.WriteTx) error {
		id, err := byEmail(tx, who, email)
		if err != nil {
			return err
		}
		return disable(tx, id)
	})
}

// TokenByEmail makes a token of the REST interface for the account of an address, for whoever runs the program on its machine: a page
// gives tokens to their own user only. It lasts at most MaxTokenDays.
func TokenByEmail(ctx context.Context, g *gate.Gate, who gate.Actor, email string, lasts time.Duration) (bearer string, err error) {
	err = g.Write(ctx, who, func(tx *gate.WriteTx) error {
		id, err := byEmail(tx, who, email)
		if err != nil {
			return err
		}
		days := min(max(int(lasts/(24*time.Hour)), 1), MaxTokenDays)
		bearer, err = InsertToken(tx, id, "siil user token", days)
		return err
	})
	return bearer, err
}

// byEmail finds an account and decides that the actor may manage it.
func byEmail(tx *gate.WriteTx, who gate.Actor, email string) (value.ID, error) {
	address, _ := value.ParseEmail(email)
	var id value.ID
	if err := tx.One("SELECT id FROM account WHERE zone = $1 AND email = $2", []any{tx.Zone(), address}, &id); err != nil {
		return "", err
	}
	return id, tx.Decide(policy.UserManage, policy.Resource{Kind: policy.Account, ID: id, Own: id == who.Account})
}

// disable takes an account out of use: nobody enters with it, its sessions, tokens and calendar addresses end. Its rows stay.
func disable(tx *gate.WriteTx, id value.ID) error {
	if err := tx.Update("account", id, gate.Row{"disabled_at": tx.Now(), "disabled_by": tx.Who().Account}); err != nil {
		return err
	}
	if err := endSessions(tx, id, ""); err != nil {
		return err
	}
	if err := endFeeds(tx, id); err != nil {
		return err
	}
	return endAll(tx, "api_token", "SELECT id FROM api_token WHERE zone = $1 AND account_id = $2 AND ended_at IS NULL", id)
}

// endSessions ends the sessions of an account, all but one.
func endSessions(tx *gate.WriteTx, account, but value.ID) error {
	return endAll(tx, "session", "SELECT id FROM session WHERE zone = $1 AND account_id = $2 AND ended_at IS NULL AND id <> $3", account, string(but))
}

func endAll(tx *gate.WriteTx, table, query string, args ...any) error {
	ids, err := gate.All(&tx.ReadTx, query, append([]any{tx.Zone()}, args...), func(s gate.Scanner) (id value.ID, err error) { return id, s.Scan(&id) })
	for _, id := range ids {
		if err == nil {
			err = tx.Update(table, id, gate.Row{"ended_at": tx.Now()})
		}
	}
	return err
}
