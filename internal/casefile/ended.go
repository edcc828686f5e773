package casefile

import (
	"slices"
	"strings"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/policy"
	"siil/internal/value"
)

// Closure is how the present episode has ended, as its reader may know it. Reason, outcomes, note, details and why there is no exit assessment are empty and Hidden is set where the reason
// tells of a section that the reader may not read.
type Closure struct {
	ID, EpisodeID value.ID
	On            value.Date
	Reason        string
	Outcomes      []string
	Note          string
	Details       string // JSON: what the reason asks for
	ExitID        value.ID
	NoExitWhy     string
	ToldAt        value.Instant
	MadeAt        value.Instant
	By            value.ID
	CanUndo       bool // whoever closed it has kept how things stood before
	Hidden        bool

	exitSaid                   bool
	assessed, reports, senders int // of the episode
}

const closureSQL = `SELECT k.id, k.episode_id, k.case_id, k.on_day, k.reason, k.outcomes, COALESCE(k.note, ''), k.sealed, COALESCE(k.details, ''), k.exit_id, COALESCE(k.no_exit_why, ''),
	k.told_at, k.made_at, k.by_id, CASE WHEN k.undo IS NULL THEN 0 ELSE 1 END,
	(SELECT COUNT(*) FROM assessment a WHERE a.zone = k.zone AND a.episode_id = k.episode_id AND a.closed_at IS NOT NULL AND a.dropped_at IS NULL),
	(SELECT COUNT(*) FROM document d WHERE d.zone = k.zone AND d.episode_id = k.episode_id AND d.model = '` + ModelClosing + `' AND d.voided_at IS NULL),
	(SELECT COUNT(*) FROM referral f JOIN referral_sheet s ON s.zone = f.zone AND s.id = f.id WHERE f.zone = k.zone AND f.episode_id = k.episode_id AND s.outcome = 'to_team')
	FROM closure k WHERE k.zone = $1 AND k.episode_id = $2 AND k.undone_at IS NULL`

// ModelClosing is the model of the document that tells of a closure.
const ModelClosing = "RELAZIONE_CHIUSURA"

// ClosureOf reads the closure of a case's present episode, in one query; NotFound when it is not closed, or has only ended without a path. The caller has
// decided CaseOpen.
func ClosureOf(tx *gate.ReadTx, c Case, res policy.Resource) (k Closure, err error) {
	var caseID value.ID
	var outcomes string
	var sealed []byte
	var undo int
	if c.isOpen() {
		return k, fault.Missing()
	}
	err = tx.One(closureSQL, []any{tx.Zone(), c.EpisodeID}, &k.ID, &k.EpisodeID, &caseID, &k.On, &k.Reason, &outcomes, &k.Note, &sealed, &k.Details, &k.ExitID, &k.NoExitWhy, &k.ToldAt,
		&k.MadeAt, &k.By, &undo, &k.assessed, &k.reports, &k.senders)
	if err != nil {
		return k, err
	}
	k.Outcomes, k.CanUndo, k.exitSaid = strings.Fields(outcomes), undo == 1, k.ExitID != "" || k.NoExitWhy != ""
	reason, _ := guideline.Default().ClosureReason(k.Reason)
	if !mayKnowReason(tx, res, reason) {
		k.Reason, k.Outcomes, k.Note, k.Details, k.NoExitWhy, k.Hidden = "", nil, "", "", "", true
		return k, nil
	}
	if sealed != nil {
		k.Note, err = openWords(tx, c, res, "closure", k.ID, caseID, reason, sealed)
	}
	return k, err
}

// Lacks is what a closure lacks: one that a sitting or another program has made.
type Lacks struct{ Details, Exit, Report, Answer bool }

// Any tells whether anything is lacking.
func (l Lacks) Any() bool { return l.Details || l.Exit || l.Report || l.Answer }

// Lacks finds what the closure lacks, as far as its reader knows it.
func (k Closure) Lacks() Lacks {
	reason, known := guideline.Default().ClosureReason(k.Reason)
	followed := k.Hidden || known && reason.Followed()
	needs := func(ask string) bool {
		return ask == guideline.AskContractKind || ask == guideline.AskZone || ask == guideline.AskService
	}
	return Lacks{Details: known && k.Details == "" && slices.ContainsFunc(reason.Asks, needs), Exit: followed && k.assessed > 0 && !k.exitSaid,
		Report: followed && k.reports == 0, Answer: k.senders > 0 && k.ToldAt.IsZero()}
}

// UndoableBy tells whether somebody may still take the closure back with one click: whoever made it, on the same day.
func (k Closure) UndoableBy(who gate.Actor, today value.Date) bool {
	return k.CanUndo && k.By == who.Account && k.MadeAt.Date() == today
}
