package plan

import (
	"context"
	"encoding/json"
	"errors"

	"siil/internal/casefile"
	"siil/internal/crypt"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// Verify tells whether a version that was frozen still says what was signed: its rows give the sealed parts of the sections that the actor may read, those
// and the rest give the digest, and the signatures carry it. Who reads the project may. It fails with Conflict while the version is a draft.
func (r *Room) Verify(ctx context.Context, who gate.Actor, planID value.ID) (same bool, err error) {
	err = r.g.Read(ctx, who, func(tx *gate.ReadTx) error {
		c, res, err := caseOfPlan(tx, planID)
		if err != nil {
			return err
		}
		if err := tx.Decide(policy.PlanRead, inSection(res, policy.Common)); err != nil {
			return err
		}
		same, err = verify(tx, c, res, planID)
		if errors.Is(err, crypt.ErrSealed) { // a sealed text that somebody changed no longer opens
			same, err = false, nil
		}
		return err
	})
	return same, err
}

func verify(tx *gate.ReadTx, c casefile.Case, res policy.Resource, id value.ID) (bool, error) {
	may := mayIn(tx, res, policy.PlanRead)
	p, err := loadPlan(tx, may, reading(tx, c, res), id)
	if err != nil {
		return false, err
	}
	if p.State == Draft {
		return false, fault.New(fault.Conflict, text.PlanNotFrozen)
	}
	for _, s := range p.Signatures {
		if s.Stands() && s.Digest != p.Digest {
			return false, nil
		}
	}
	kept, err := keptParts(tx, p)
	if err != nil {
		return false, err
	}
	open, err := tx.Openers(c.People())
	if err != nil {
		return false, err
	}
	var digests []string
	for _, now := range partsOf(p) {
		x := kept[now.Section]
		digests = append(digests, now.Section+" "+x.digest)
		if !may[policy.Section(now.Section)] {
			continue
		}
		if same, err := x.says(open, p, now); err != nil || !same {
			return false, err
		}
	}
	return over(digests) == p.Digest, nil
}

// keptParts are the sealed parts of a version by section.
func keptParts(tx *gate.ReadTx, p Plan) (map[string]sealedPart, error) {
	out := map[string]sealedPart{}
	err := tx.Each("SELECT id, section, body, digest FROM plan_part WHERE zone = $1 AND plan_id = $2 AND ended_at IS NULL", []any{tx.Zone(), p.ID},
		func(s gate.Scanner) error {
			var x sealedPart
			err := s.Scan(&x.id, &x.section, &x.body, &x.digest)
			out[x.section] = x
			return err
		})
	return out, err
}

// says tells whether a sealed part is the one that its digest is of, and holds what the rows say now.
func (x sealedPart) says(open gate.Unseal, p Plan, now part) (bool, error) {
	if x.id == "" {
		return false, nil
	}
	plain, err := open(p.PersonID, "plan_part", x.id, "body", x.body)
	if err != nil {
		return false, err
	}
	var was part
	if err := json.Unmarshal([]byte(plain), &was); err != nil {
		return false, fault.Wrap(err, "part of a project")
	}
	now.Salt = was.Salt
	again, sum, err := digested(now)
	return string(again) == plain && sum == x.digest, err
}
