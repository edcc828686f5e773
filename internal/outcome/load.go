package outcome

import (
	"siil/internal/casefile"
	"siil/internal/gate"
	"siil/internal/referral"
	"siil/internal/value"
)

// Exit is the exit assessment of an episode.
type Exit struct {
	ID    value.ID
	OnDay value.Date
}

const assessedSQL = `SELECT a.id, a.kind, a.on_day FROM assessment a WHERE a.zone = $1 AND a.episode_id = $2 AND a.closed_at IS NOT NULL AND a.dropped_at IS NULL
	AND a.second_of IS NULL AND NOT EXISTS (SELECT 1 FROM assessment b WHERE b.zone = a.zone AND b.amends = a.id AND b.dropped_at IS NULL AND b.closed_at IS NOT NULL)
	ORDER BY a.on_day DESC, a.closed_at DESC`

// assessed gives the newest closed exit assessment of the present episode, and whether it was assessed at all. The caller decides.
func assessed(tx *gate.ReadTx, c casefile.Case) (exit Exit, ever bool, err error) {
	err = tx.Each(assessedSQL, []any{tx.Zone(), c.EpisodeID}, func(s gate.Scanner) error {
		var e Exit
		var kind string
		if err := s.Scan(&e.ID, &kind, &e.OnDay); err != nil {
			return err
		}
		ever = true
		if kind == "exit" && exit.ID == "" {
			exit = e
		}
		return nil
	})
	return exit, ever, err
}

// sheetsOf are the referrals of the present episode that the team has judged: their senders may be answered.
func sheetsOf(tx *gate.ReadTx, c casefile.Case) (out []referral.Sheet, err error) {
	all, err := referral.Closed(tx, c.Cases())
	for _, s := range all {
		if s.EpisodeID == c.EpisodeID && s.Outcome == referral.ToTeam {
			out = append(out, s)
		}
	}
	return out, err
}
