package account

import (
	"context"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// Token is a token of the REST interface as its owner sees it.
type Token struct {
	ID             value.ID
	Name           string
	MadeAt, EndsAt value.Instant
}

// OwnTokens lists the holder's tokens that still hold.
func (r *Room) OwnTokens(ctx context.Context, who gate.Actor) (out []Token, err error) {
	err = r.g.Read(ctx, who, func(tx *gate.ReadTx) error {
		if err := tx.Decide(policy.ProfileUse, policy.Resource{Kind: policy.Account, ID: who.Account, Own: true}); err != nil {
			return err
		}
		out, err = gate.All(tx, `SELECT id, name, made_at, ends_at FROM api_token WHERE zone = $1 AND account_id = $2 AND ended_at IS NULL AND ends_at > $3
			ORDER BY made_at DESC, id`, []any{tx.Zone(), who.Account, tx.Now()}, func(s gate.Scanner) (t Token, err error) {
			return t, s.Scan(&t.ID, &t.Name, &t.MadeAt, &t.EndsAt)
		})
		return err
	})
	return out, err
}

// NewToken makes a token for the holder. The word is given once.
func (r *Room) NewToken(ctx context.Context, who gate.Actor, name string, days int) (bearer string, err error) {
	var c fault.Check
	c.Require(name != "" && len([]rune(name)) <= 60, "name", text.TokenNameWrong)
	c.Require(days >= 1 && days <= MaxTokenDays, "days", text.TokenDaysWrong.With(MaxTokenDays))
	if err := c.Err(); err != nil {
		return "", err
	}
	err = r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		if err := own(tx, who.Account, "token_made"); err != nil {
			return err
		}
		bearer, err = InsertToken(tx, who.Account, name, days)
		return err
	})
	return bearer, err
}

// EndToken ends one of the holder's tokens.
func (r *Room) EndToken(ctx context.Context, who gate.Actor, id value.ID) error {
	return r.endOwn(ctx, who, "token_ended", "api_token", "SELECT id FROM api_token WHERE zone = $1 AND account_id = $2 AND id = $3 AND ended_at IS NULL", string(id))
}
