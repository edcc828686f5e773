package casefile

import (
	"context"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

const glassLasts = GlassHours * time.Hour

// The bounds of opening somebody else's case with a reason.
const (
	GlassHours  = 1  // how long it lasts
	GlassPerDay = 5  // how many an account has in a day
	GlassReason = 20 // how many characters the reason has at least
)

// Asking is the reason for opening a case that is not one's own.
type Asking struct {
	Code   string // of guidelines/break_glass_reasons.json
	Reason string
}

// OpenWithReason opens somebody else's case to a professional of the core team for an hour; the coordinator will see it. The reason is
// sealed under the person's key, the log keeps its code. It fails with Invalid by field, with TooMany after five in a day. For whoever may
// open the case anyway it does nothing.
func (r *Room) OpenWithReason(ctx context.Context, who gate.Actor, caseID value.ID, in Asking) error {
	return r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		c, res, err := Facts(&tx.ReadTx, caseID)
		if err != nil {
			return err
		}
		if tx.May(policy.CaseOpen, res) {
			return tx.Decide(policy.CaseOpen, res)
		}
		check := r.checkAsking(in, tx.Today())
		why := ""
		if check == nil {
			why = in.Code
		}
		if err := tx.DecideWhy(policy.CaseGlass, res, why); err != nil {
			return err
		}
		if check != nil {
			return check
		}
		if err := glassLeft(&tx.ReadTx); err != nil {
			return err
		}
		id := value.NewID()
		sealed, err := tx.Seal(c.PersonID, "break_glass", id, "reason", in.Reason)
		if err != nil {
			return err
		}
		return tx.Insert("break_glass", gate.Row{"id": id, "case_id": c.ID, "account_id": who.Account, "code": in.Code, "reason": sealed,
			"by_coordinator": who.Has(policy.Coordinator), "at": tx.Now(), "until_at": tx.Now().Add(glassLasts)})
	})
}

func (r *Room) checkAsking(in Asking, today value.Date) error {
	var c fault.Check
	code, ok := r.m.BreakGlassReason(in.Code)
	c.Require(ok && code.OfferedOn(today.ISO()), "code", text.ChooseReason)
	c.Require(isReason(in.Reason), "reason", text.GlassReasonShort.With(GlassReason))
	c.Fits("reason", in.Reason, MaxReason)
	return c.Err()
}

// isReason tells words from keys pressed to get past: enough characters, three words, six different letters.
func isReason(s string) bool {
	letters := map[rune]bool{}
	for _, r := range strings.ToLower(s) {
		if unicode.IsLetter(r) {
			letters[r] = true
		}
	}
	return utf8.RuneCountInString(s) >= GlassReason && len(strings.Fields(s)) >= 3 && len(letters) >= 6
}

func glassLeft(tx *gate.ReadTx) error {
	var n int
	err := tx.One("SELECT COUNT(*) FROM break_glass WHERE zone = $1 AND account_id = $2 AND at >= $3",
		[]any{tx.Zone(), tx.Who().Account, tx.Today().At(0, 0)}, &n)
	if err != nil || n < GlassPerDay {
		return err
	}
	wait := tx.Today().AddDays(1).At(0, 0).Sub(tx.Now())
	return &fault.Error{Kind: fault.TooMany, Text: text.GlassSpent.With(GlassPerDay), RetryAfter: int(wait.Seconds()) + 1}
}

// GlassRow is one opening with a reason, as the list of them shows it. Person is empty to whoever may not open the case.
type GlassRow struct {
	ID, CaseID, AccountID value.ID
	Number                int
	Person, Account       string
	Code                  string
	At                    value.Instant
	ReviewedAt            value.Instant
	ReviewedBy            string
	Review, ReviewNote    string // seen or discuss, and what was noted
	personID              value.ID
	sealed                []byte
}

// The results of a review.
const (
	ReviewSeen    = "seen"
	ReviewDiscuss = "discuss"
)

const glassSQL = `SELECT b.id, b.case_id, b.account_id, c.number, p.given_name || ' ' || p.family_name, a.given_name || ' ' || a.family_name, b.code, b.at,
	b.reviewed_at, COALESCE(v.given_name || ' ' || v.family_name, ''), COALESCE(b.review, ''), COALESCE(b.review_note, ''), c.person_id, b.reason
	FROM break_glass b
	JOIN case_file c ON c.zone = b.zone AND c.id = b.case_id
	JOIN person p ON p.zone = c.zone AND p.id = c.person_id
	JOIN account a ON a.zone = b.zone AND a.id = b.account_id
	LEFT JOIN account v ON v.zone = b.zone AND v.id = b.reviewed_by
	WHERE b.zone = $1`

func scanGlass(tx *gate.ReadTx) func(s gate.Scanner) (GlassRow, error) {
	named := tx.Who().Has(policy.Coordinator)
	return func(s gate.Scanner) (g GlassRow, err error) {
		err = s.Scan(&g.ID, &g.CaseID, &g.AccountID, &g.Number, &g.Person, &g.Account, &g.Code, &g.At, &g.ReviewedAt, &g.ReviewedBy, &g.Review, &g.ReviewNote,
			&g.personID, &g.sealed)
		if !named {
			g.Person = ""
		}
		return g, err
	}
}

// glassList reads those that nobody has looked at yet, the oldest first, or those that somebody has, the newest first. The actor's own are
// left out: somebody else looks at them.
func glassList(tx *gate.ReadTx, reviewed bool, limit int) ([]GlassRow, error) {
	query := glassSQL + " AND b.account_id <> $2 AND b.reviewed_at IS NULL ORDER BY b.at, b.id LIMIT $3"
	if reviewed {
		query = glassSQL + " AND b.account_id <> $2 AND b.reviewed_at IS NOT NULL ORDER BY b.at DESC, b.id LIMIT $3"
	}
	return gate.All(tx, query, []any{tx.Zone(), string(tx.Who().Account), limit}, scanGlass(tx))
}

// UnreviewedGlass counts the openings with a reason that wait for the actor's review, with the oldest of them; none for whoever does not
// review. For the first screen, inside a query that has decided.
func UnreviewedGlass(tx *gate.ReadTx) (n int, oldest value.Instant, err error) {
	if !tx.May(policy.GlassReview, policy.Resource{Kind: policy.Glass}) {
		return 0, value.Instant{}, nil
	}
	err = tx.One("SELECT COUNT(*), MIN(at) FROM break_glass WHERE zone = $1 AND reviewed_at IS NULL AND account_id <> $2",
		[]any{tx.Zone(), string(tx.Who().Account)}, &n, &oldest)
	return n, oldest, err
}

// loadGlass reads one and decides that the actor may review it.
func loadGlass(tx *gate.ReadTx, id value.ID) (GlassRow, error) {
	rows, err := gate.All(tx, glassSQL+" AND b.id = $2", []any{tx.Zone(), id}, scanGlass(tx))
	if err != nil {
		return GlassRow{}, err
	}
	if len(rows) == 0 {
		return GlassRow{}, fault.Missing()
	}
	return rows[0], tx.Decide(policy.GlassReview, policy.Resource{Kind: policy.Glass, ID: rows[0].CaseID, Own: rows[0].AccountID == tx.Who().Account})
}

// words opens the reason.
func (g GlassRow) words(tx *gate.ReadTx) (string, error) {
	open, err := tx.Opener(g.personID)
	if err != nil {
		return "", err
	}
	return open("break_glass", g.ID, "reason", g.sealed)
}

// Reviewing is what whoever looks at an opening says of it.
type Reviewing struct {
	Result string // seen or discuss
	Note   string
}

// ReviewGlass records that an opening with a reason was looked at. The coordinator may, not for the own ones; the auditor may. It fails with
// Conflict when somebody has looked already.
func (r *Room) ReviewGlass(ctx context.Context, who gate.Actor, id value.ID, in Reviewing) error {
	return r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		g, err := loadGlass(&tx.ReadTx, id)
		if err != nil {
			return err
		}
		if !g.ReviewedAt.IsZero() {
			return savedBefore(g.ReviewedBy, g.ReviewedAt)
		}
		var c fault.Check
		c.Require(in.Result == ReviewSeen || in.Result == ReviewDiscuss, "result", text.ChooseReview)
		if in.Result == ReviewDiscuss {
			c.Require(in.Note != "", "note", text.WriteWhatToDiscuss)
		}
		c.Fits("note", in.Note, MaxReason)
		if err := c.Err(); err != nil {
			return err
		}
		set := gate.Row{"reviewed_at": tx.Now(), "reviewed_by": who.Account, "review": in.Result}
		set.SetText("review_note", in.Note)
		return tx.Update("break_glass", id, set)
	})
}

// glassReasons are the reasons that the form offers.
func (r *Room) glassReasons(today value.Date) []guideline.Reason {
	return guideline.Offered(r.m.BreakGlassReasons, today.ISO())
}

// GlassToReview lists the openings with a reason that wait for the actor's review, the oldest first, a hundred at most.
func (r *Room) GlassToReview(ctx context.Context, who gate.Actor) (rows []GlassRow, err error) {
	err = r.g.Read(ctx, who, func(tx *gate.ReadTx) error {
		if err := tx.Decide(policy.GlassReview, policy.Resource{Kind: policy.Glass}); err != nil {
			return err
		}
		rows, err = glassList(tx, false, 100)
		return err
	})
	return rows, err
}
