package plan

import (
	"cmp"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strings"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/value"
)

// part is what of a version one section holds, in the form that is digested: the same content gives the same bytes. Salt keeps whoever may not read a
// section from trying out what its digest, or that of the whole, is of.
type part struct {
	Section     string           `json:"section"`
	Salt        string           `json:"salt,omitempty"`
	Plan        value.ID         `json:"plan"`
	Number      int              `json:"number"`
	Aims        string           `json:"aims,omitempty"`
	Goals       []partGoal       `json:"goals"`
	Actions     []partAction     `json:"actions"`
	Commitments []partCommitment `json:"commitments,omitempty"`
	Dates       []value.Date     `json:"dates,omitempty"`
}

type partGoal struct {
	ID          value.ID `json:"id"`
	Domain      string   `json:"domain"`
	Text        string   `json:"text"`
	ReachedWhen string   `json:"reached_when"`
}

type partAction struct {
	ID     value.ID `json:"id"`
	GoalID value.ID `json:"goal"`
	Content
}

type partCommitment struct {
	Side string `json:"side"`
	Who  string `json:"who,omitempty"`
	Text string `json:"text"`
}

// partsOf cuts a version by section: one part for each, empty ones too, so that which parts there are tells nothing.
func partsOf(p Plan) []part {
	by := map[policy.Section]*part{}
	for _, s := range policy.Sections {
		by[s] = &part{Section: string(s), Plan: p.ID, Number: p.Number}
	}
	by[policy.Common].Aims, by[policy.Common].Dates = p.Aims, p.Dates
	for _, g := range p.Goals {
		x := by[g.Section]
		x.Goals = append(x.Goals, partGoal{g.ID, g.Domain, g.Text, g.ReachedWhen})
		for _, a := range g.Actions {
			y := by[a.Section]
			y.Actions = append(y.Actions, partAction{a.ID, g.ID, a.Content})
		}
	}
	for _, c := range p.Commitments {
		by[policy.Common].Commitments = append(by[policy.Common].Commitments, partCommitment{c.Side, c.Who, c.Text})
	}
	var out []part
	for _, s := range policy.Sections {
		x := by[s]
		slices.SortFunc(x.Goals, func(a, b partGoal) int { return cmp.Compare(a.ID, b.ID) })
		slices.SortFunc(x.Actions, func(a, b partAction) int { return cmp.Compare(a.ID, b.ID) })
		out = append(out, *x)
	}
	return out
}

// Shown is by what a form says which content its page showed: the digest of a frozen version, of a draft one over what its reader may know.
func (p Plan) Shown() (string, error) {
	if p.Digest != "" {
		return p.Digest, nil
	}
	var digests []string
	for _, x := range partsOf(p) {
		_, sum, err := digested(x)
		if err != nil {
			return "", err
		}
		digests = append(digests, x.Section+" "+sum)
	}
	return over(digests), nil
}

// digested is a part as it is sealed, with its SHA-256.
func digested(v any) ([]byte, string, error) {
	b, err := json.Marshal(v)
	if err != nil {
		return nil, "", fault.Wrap(err, "part of a project")
	}
	sum := sha256.Sum256(b)
	return b, hex.EncodeToString(sum[:]), nil
}

// sealedPart is what one section of a version holds, as it is kept.
type sealedPart struct {
	id, plan        value.ID
	section, digest string
	body            []byte
}

// sealParts seals a version's content by section and gives the digest over all.
func sealParts(tx *gate.WriteTx, p Plan) (out []sealedPart, digest string, err error) {
	var digests []string
	for _, part := range partsOf(p) {
		part.Salt = rand.Text()
		plain, sum, err := digested(part)
		if err != nil {
			return nil, "", err
		}
		x := sealedPart{id: value.NewID(), plan: p.ID, section: part.Section, digest: sum}
		if x.body, err = tx.Seal(p.PersonID, "plan_part", x.id, "body", string(plain)); err != nil {
			return nil, "", err
		}
		out, digests = append(out, x), append(digests, part.Section+" "+sum)
	}
	return out, over(digests), nil
}

func (x sealedPart) insert(tx *gate.WriteTx, at value.Instant) error {
	return tx.Insert("plan_part", gate.Row{"id": x.id, "plan_id": x.plan, "section": x.section, "body": x.body, "digest": x.digest, "made_at": at})
}

// over is the SHA-256 over the sections' digests, one a line.
func over(digests []string) string {
	sum := sha256.Sum256([]byte(strings.Join(digests, "\n") + "\n"))
	return hex.EncodeToString(sum[:])
}
