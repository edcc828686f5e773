package account

import (
	"context"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/text"
)

// ProveCode asks whoever acts for the second factor again, for what is signed with it: the six digits of their own app, which open once here or at
// signing in; recovery codes do not count. It fails with Invalid on the field "code", with TooMany when wrong codes came before. Guesses of a page
// and of tokens are counted apart, so that whoever found a token cannot keep the holder from signing.
func (r *Room) ProveCode(ctx context.Context, who gate.Actor, code string) error {
	code = plainCode(code)
	if !sixDigits(code) {
		return badCode(text.CodeSixDigits)
	}
	tries := []try{{r.tryKey("prove code", string(who.Account), who.Via), guesses, true}}
	if err := r.charge(ctx, tries); err != nil {
		return err
	}
	err := r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		if err := own(tx, who.Account, "code_proved"); err != nil {
			return err
		}
		a, err := loadSecrets(&tx.ReadTx, who.Account)
		if err != nil {
			return err
		}
		if len(a.sealed) == 0 {
			return badCode(text.CodeNoFactor)
		}
		return spend(tx, who.Account, a, code)
	})
	if err != nil {
		return err
	}
	return r.forgive(ctx, tries)
}

func sixDigits(s string) bool {
	for _, c := range s {
		if c < '0' || c > '9' {
			return false
		}
	}
	return len(s) == 6
}

func badCode(t text.T) error {
	return &fault.Error{Kind: fault.Invalid, Text: text.CheckFields, Fields: []fault.Field{{Name: "code", Text: t}}}
}
