package intake

import (
	"strconv"

	"siil/internal/account"
	"siil/internal/gate"
	"siil/internal/outbox"
	"siil/internal/policy"
	"siil/internal/referral"
	"siil/internal/value"
)

// tellArrived tells the coordinators of a new referral: with the others at seven, an urgent one at once.
func tellArrived(tx *gate.WriteTx, s referral.Sheet) error {
	n := notice(s, "referral_arrived", "")
	if s.Urgency == referral.Urgent {
		n.At = tx.Now()
	}
	return tellCoordinators(tx, n)
}

// notice says something about a sheet; which is what keeps it from being told twice.
func notice(s referral.Sheet, code, which string) outbox.Notice {
	return outbox.Notice{Code: code, Args: []string{strconv.Itoa(s.Number)}, Path: "/segnalazioni/" + string(s.ID), Once: code + "-" + string(s.ID) + which}
}

func tellCoordinators(tx *gate.WriteTx, n outbox.Notice) error {
	all, err := account.Colleagues(&tx.ReadTx)
	if err != nil {
		return err
	}
	for _, c := range all {
		if c.Disabled || !c.Has(policy.Coordinator) || c.ID == tx.Who().Account {
			continue
		}
		n.Account = c.ID
		if err := outbox.Tell(tx, n); err != nil {
			return err
		}
	}
	return nil
}

// tellSender tells whoever sent the referral with an account, unless they have just done it themselves.
func tellSender(tx *gate.WriteTx, s referral.Sheet, code, which string) error {
	if s.SenderID == "" || s.SenderID == tx.Who().Account {
		return nil
	}
	n := notice(s, code, which)
	n.Account = s.SenderID
	return outbox.Tell(tx, n)
}

func callOutcome(tx *gate.WriteTx, s referral.Sheet, outcome string) error {
	return outbox.Call(tx, "referral.outcome", map[string]value.ID{"referral": s.ID, "case": s.CaseID}, map[string]string{"outcome": outcome})
}
