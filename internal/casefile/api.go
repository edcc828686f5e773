package casefile

import (
	"context"
	"net/http"

	"siil/internal/api"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// API registers the operations on people and cases.
func (r *Room) API(reg *api.Registry) {
	r.peopleAPI(reg)
	r.casesAPI(reg)
	r.timelineAPI(reg)
	r.teamAPI(reg)
	r.suspensionAPI(reg)
	r.closureAPI(reg)
	r.handOverAPI(reg)
	r.stepAPI(reg)
	r.stepMoveAPI(reg)
}

func get(path, name string, noun, title, about text.T, a policy.Action) api.Op {
	return api.Op{Method: http.MethodGet, Path: path, Name: name, Noun: noun, Title: title, About: about, Action: a}
}

func post(path, name string, noun, title, about text.T, a policy.Action) api.Op {
	return api.Op{Method: http.MethodPost, Path: path, Name: name, Noun: noun, Title: title, About: about, Action: a}
}

func put(path, name string, noun, title, about text.T, a policy.Action) api.Op {
	return api.Op{Method: http.MethodPut, Path: path, Name: name, Noun: noun, Title: title, About: about, Action: a, Conflicts: true}
}

// apiFacts is Facts without what the actor has opened with a reason: that holds for the pages in which the reason was given, not for a
// program that runs with the same person's token.
func apiFacts(tx *gate.ReadTx, id value.ID) (Case, policy.Resource, error) {
	c, res, err := Facts(tx, id)
	res.Glass = false
	return c, res, err
}

// apiRead runs a query on one case: it decides that the actor opens the case, and what else is asked.
func (r *Room) apiRead(ctx context.Context, who gate.Actor, id api.ID, a policy.Action, do func(tx *gate.ReadTx, c Case, res policy.Resource) error) error {
	return r.g.Read(ctx, who, func(tx *gate.ReadTx) error {
		c, res, err := apiFacts(tx, id.Value())
		if err != nil {
			return err
		}
		if err := tx.Decide(policy.CaseOpen, res); err != nil {
			return err
		}
		if a != policy.CaseOpen {
			if err := tx.Decide(a, res); err != nil {
				return err
			}
		}
		return do(tx, c, res)
	})
}

// apiChange runs a command on one case with the version that the request is about. Whoever may not do it is refused before anything of
// the request is judged; a conflict says which version the case has now.
func (r *Room) apiChange(ctx context.Context, who gate.Actor, id api.ID, m api.Match, a policy.Action, do func(c Case, version int) error) error {
	c, err := r.apiBefore(ctx, who, id, a, "")
	if err != nil {
		return err
	}
	err = do(c, m.Version(c.Version))
	if !fault.Is(err, fault.Conflict) {
		return err
	}
	now, again := r.apiBefore(ctx, who, id, a, "")
	if again != nil {
		return err
	}
	return api.Stale(err, now.Version)
}

// apiBefore reads a case for a command that follows, which leaves the leaf; what it reads is not shown. section is that of a note.
func (r *Room) apiBefore(ctx context.Context, who gate.Actor, id api.ID, a policy.Action, section policy.Section) (c Case, err error) {
	err = r.g.Read(ctx, who, func(tx *gate.ReadTx) error {
		var res policy.Resource
		if c, res, err = apiFacts(tx, id.Value()); err != nil {
			return err
		}
		if section != "" {
			res = noteOf(res, section)
		}
		if !tx.May(a, res) {
			return tx.Decide(a, res)
		}
		return tx.Decide(policy.HomeRead, policy.Resource{Kind: policy.Zone})
	})
	return c, err
}

// mayKnowReason tells whether the actor may know a coded reason that belongs to a section.
func mayKnowReason(tx *gate.ReadTx, res policy.Resource, reason guideline.Reason) bool {
	section := policy.Section(reason.Section)
	return section == "" || section == policy.Common || tx.May(policy.NoteRead, noteOf(res, section))
}

// openWords opens what somebody wrote beside a reason of a reserved section, for whoever may know the reason.
func openWords(tx *gate.ReadTx, c Case, res policy.Resource, table string, id, caseID value.ID, reason guideline.Reason, sealed []byte) (string, error) {
	section := policy.Section(reason.Section)
	if err := tx.DecideWhy(policy.NoteRead, noteOf(res, section), string(section)); err != nil {
		return "", err
	}
	open, err := tx.Opener(c.personOf(caseID))
	if err != nil {
		return "", err
	}
	return open(table, id, "sealed", sealed)
}

// number32 is a counter as the interface shows it.
func number32(n int) int32 { return int32(min(n, 1<<31-1)) }
