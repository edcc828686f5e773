package help

import (
	"context"
	"strings"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/value"
)

// Kinds of what somebody is shown once; the code of an account_seen row is the kind and what it is of.
const (
	tourSeen = "tour:"
	newsSeen = "news:"
)

// Notice is what the first screen offers at its top: the tour of a role that its holder has not taken yet, or the news since the last upgrade.
// The zero Notice offers nothing.
type Notice struct {
	Tour  policy.Role
	Steps int
	News  string
}

// NoticeFor reads, in one query, what to offer to whoever asks. It is for the reader's own first screen, which the caller has decided.
func NoticeFor(tx *gate.ReadTx) (Notice, error) {
	seen, err := seenBy(tx, tx.Who().Account)
	if err != nil {
		return Notice{}, err
	}
	return Default().notice(tx.Who().Roles, seen), nil
}

func (l *Library) notice(roles []policy.Role, seen map[string]bool) Notice {
	for _, r := range roles {
		if t, ok := l.Tours[r]; ok && !seen[tourSeen+string(r)] {
			return Notice{Tour: r, Steps: len(t.Steps[0])}
		}
	}
	if len(roles) > 0 && !seen[newsSeen+l.News.Version] {
		return Notice{News: l.News.Version}
	}
	return Notice{}
}

// seenBy is what an account has been shown.
func seenBy(tx *gate.ReadTx, account value.ID) (map[string]bool, error) {
	seen := map[string]bool{}
	err := tx.Each("SELECT code FROM account_seen WHERE zone = $1 AND account_id = $2", []any{tx.Zone(), account}, func(s gate.Scanner) error {
		var code string
		err := s.Scan(&code)
		seen[code] = true
		return err
	})
	return seen, err
}

// See records that whoever asks has been shown a tour or the news, so that it is not offered again; who sees a first tour needs no news of
// what changed before. A code that was not offered fails with NotFound, and keeps nothing.
func (r *Room) See(ctx context.Context, who gate.Actor, code string) error {
	if !r.offers(who, code) {
		return fault.Missing()
	}
	return r.g.Quiet(ctx, who.Zone, func(tx *gate.WriteTx) error {
		seen, err := seenBy(&tx.ReadTx, who.Account)
		if err != nil {
			return err
		}
		codes := []string{code}
		if len(seen) == 0 {
			codes = append(codes, newsSeen+r.texts.News.Version)
		}
		for _, c := range codes {
			if seen[c] {
				continue
			}
			seen[c] = true
			if err := tx.Insert("account_seen", gate.Row{"id": value.NewID(), "account_id": who.Account, "code": c, "at": tx.Now()}); err != nil {
				return err
			}
		}
		return nil
	})
}

// offers tells whether a code names a tour of one of the person's roles, or the newest news.
func (r *Room) offers(who gate.Actor, code string) bool {
	if role, ok := strings.CutPrefix(code, tourSeen); ok {
		_, there := r.texts.Tours[policy.Role(role)]
		return there && who.Has(policy.Role(role))
	}
	return code == newsSeen+r.texts.News.Version
}
