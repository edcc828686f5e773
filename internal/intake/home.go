package intake

import (
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/referral"
	"siil/internal/text"
	"siil/internal/ui"
)

// HomeLine is a referral on the first screen: how it stands in time, what was said, where it is.
type HomeLine struct {
	Item
	Mark ui.MarkKind
	When text.T
	Said text.T
	Href string
}

// Home is what the first screen says of referrals. To the coordinator: what is to be assessed, the late first, how many cases wait for a
// pre-assessment without a written referral, and how many for the team in all. To an outside sender: what they are asked, and what became of the rest.
type Home struct {
	ToDo      []HomeLine
	ToDoCount int
	Sent      []HomeLine
	SentCount int
	Unwritten int
	Waiting   int
}

const unwritten = "SELECT c.id" + waits + " AND c.state IN ('SEGNALATA', 'IN_PREVALUTAZIONE') AND NOT EXISTS (SELECT 1" + ofEpisode + ")"

// Home reads it in a fixed number of queries, at most limit lines of each kind. Nothing for whoever neither assesses nor sends from outside. It
// is a part of another page, which has decided.
func (r *Room) Home(tx *gate.ReadTx, limit int) (h Home, err error) {
	assesses := tx.May(policy.ReferralAssess, policy.Resource{Kind: policy.Referral})
	if !assesses && (worksHere(tx.Who().Principal) || !tx.May(policy.ReferralSend, policy.Resource{Kind: policy.Referral})) {
		return h, nil
	}
	n, err := counts(tx, assesses)
	if err != nil {
		return h, err
	}
	if assesses {
		h.ToDoCount = n.Received
		if h.ToDo, err = r.homeLines(tx, ListQuery{State: referral.Received, Limit: limit}, true); err != nil {
			return h, err
		}
		if h.Unwritten, err = tx.Count(unwritten, nil, mostWaiting); err != nil {
			return h, err
		}
		h.Waiting, err = tx.Count("SELECT c.id"+waits, nil, mostWaiting)
		return h, err
	}
	h.ToDoCount, h.SentCount = n.ToComplete, n.Received+n.Answered
	if h.ToDo, err = r.homeLines(tx, ListQuery{State: referral.ToComplete, Limit: limit}, false); err != nil {
		return h, err
	}
	h.Sent, err = r.homeLines(tx, ListQuery{Limit: limit}, false)
	return h, err
}

// homeLines reads lines of a list; of everything that was sent, without those that wait for the reader, which stand by themselves.
func (r *Room) homeLines(tx *gate.ReadTx, q ListQuery, inside bool) (out []HomeLine, err error) {
	orgs, err := directory(tx)
	if err != nil {
		return nil, err
	}
	lines, err := r.lines(tx, q, inside)
	if err != nil {
		return nil, err
	}
	var p Page
	if err := r.items(tx, &p, lines[:min(len(lines), q.Limit)], orgs, inside); err != nil {
		return nil, err
	}
	for _, i := range p.Items {
		if q.State == "" && i.State == referral.ToComplete {
			continue
		}
		time, state := timeOf(i.State, i.DueOn, tx.Today(), !inside, text.LangOf(tx.Context())), r.stateOf(i.State, i.Outcome, i.TeamDecision, inside)
		l := HomeLine{Item: i, Mark: time.mark, When: time.word, Said: state.word, Href: pathOf(i.ID)}
		if l.When == (text.T{}) {
			l.Mark, l.When = state.mark, text.Raw(i.ReceivedOn.Format())
		}
		out = append(out, l)
	}
	return out, nil
}
