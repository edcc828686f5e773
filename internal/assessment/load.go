package assessment

import (
	"encoding/json"
	"strings"

	"siil/internal/casefile"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/policy"
	"siil/internal/value"
)

const assessmentSQL = `SELECT a.id, a.case_id, a.episode_id, a.person_id, a.kind, a.instrument_id, i.digest, a.on_day, a.amends,
	(SELECT b.id FROM assessment b WHERE b.zone = a.zone AND b.amends = a.id AND b.dropped_at IS NULL AND b.closed_at IS NOT NULL),
	a.second_of, COALESCE(a.decision, ''), a.begun_at, a.begun_by, a.closed_at, a.closed_by, a.version
	FROM assessment a JOIN instrument i ON i.zone = a.zone AND i.id = a.instrument_id
	WHERE a.zone = $1 AND a.dropped_at IS NULL AND `

// of reads the assessments of a case, the oldest first, with everything of them that the actor may read, in four queries at most whatever
// there is of them. The caller has decided.
func (r *Room) of(tx *gate.ReadTx, c casefile.Case, res policy.Resource) ([]*Assessment, error) {
	args := []any{tx.Zone()}
	return r.load(tx, res, mayRead(tx, res), assessmentSQL+"a.case_id IN "+gate.Among(&args, c.Cases())+" ORDER BY a.on_day, a.begun_at, a.id", args)
}

// load reads assessments with their ratings and texts. Values of a reserved section are opened only for whoever may read it, and that leaves a
// leaf for each such section.
func (r *Room) load(tx *gate.ReadTx, res policy.Resource, may map[policy.Section]bool, query string, args []any) ([]*Assessment, error) {
	digests := map[value.ID]string{}
	all, err := gate.All(tx, query, args, func(s gate.Scanner) (*Assessment, error) {
		a := &Assessment{Ratings: map[string]Rating{}, Texts: map[string]Text{}, may: may}
		var digest string
		err := s.Scan(&a.ID, &a.CaseID, &a.EpisodeID, &a.PersonID, &a.Kind, &a.instrumentID, &digest, &a.OnDay, &a.Amends, &a.AmendedBy, &a.SecondOf,
			&a.Decision, &a.BegunAt, &a.BegunBy, &a.ClosedAt, &a.ClosedBy, &a.Version)
		digests[a.instrumentID] = digest
		return a, err
	})
	if err != nil || len(all) == 0 {
		return all, err
	}
	if err := r.fillInstruments(tx, all, digests); err != nil {
		return nil, err
	}
	if !may[policy.Common] {
		for _, a := range all {
			a.Decision = ""
		}
	}
	if err := loadRatings(tx, res, all, may); err != nil {
		return nil, err
	}
	return all, loadTexts(tx, all, may)
}

// mayRead are the sections whose levels the actor may read.
func mayRead(tx *gate.ReadTx, res policy.Resource) map[policy.Section]bool {
	may := map[policy.Section]bool{}
	for _, s := range policy.Sections {
		may[s] = tx.May(policy.AssessmentRead, withSection(res, s))
	}
	return may
}

// one reads one assessment, of its levels those of the sections that may says.
func (r *Room) one(tx *gate.ReadTx, res policy.Resource, may map[policy.Section]bool, id value.ID) (*Assessment, error) {
	all, err := r.load(tx, res, may, assessmentSQL+"a.id = $2", []any{tx.Zone(), id})
	if err == nil && len(all) == 0 {
		err = fault.Missing()
	}
	if err != nil {
		return nil, err
	}
	return all[0], nil
}

// withSection is the case as a part of one section.
func withSection(res policy.Resource, s policy.Section) policy.Resource {
	res.Section = s
	return res
}

// fillInstruments gives each assessment the instrument that it began with. Only those never read before are asked for.
func (r *Room) fillInstruments(tx *gate.ReadTx, all []*Assessment, digests map[value.ID]string) error {
	instruments.LoadOrStore(r.m.Assessment.Digest(), &r.m.Assessment)
	var unknown []value.ID
	for id, digest := range digests {
		if _, ok := instruments.Load(digest); !ok {
			unknown = append(unknown, id)
		}
	}
	if len(unknown) > 0 {
		args := []any{tx.Zone()}
		err := tx.Each("SELECT digest, body FROM instrument WHERE zone = $1 AND id IN "+gate.Among(&args, unknown), args, func(s gate.Scanner) error {
			var digest, body string
			if err := s.Scan(&digest, &body); err != nil {
				return err
			}
			n, err := guideline.ParseInstrument(body)
			if err == nil {
				instruments.Store(digest, n)
			}
			return err
		})
		if err != nil {
			return fault.Wrap(err, "instrument")
		}
	}
	for _, a := range all {
		n, ok := instruments.Load(digests[a.instrumentID])
		if !ok {
			return fault.Missing()
		}
		a.Instrument = n.(*guideline.Instrument)
	}
	return nil
}

// sealedRating is what of a reserved domain stands sealed.
type sealedRating struct {
	Level       int    `json:"level,omitempty"`
	Unexplored  bool   `json:"unexplored,omitempty"`
	Note        string `json:"note,omitempty"`
	PersonLevel int    `json:"person_level,omitempty"`
	PersonWords string `json:"person_words,omitempty"`
}

const ratingSQL = `SELECT id, assessment_id, domain, section, COALESCE(level, 0), COALESCE(unexplored, 0), COALESCE(note, ''), COALESCE(person_level, 0),
	COALESCE(person_words, ''), sealed, COALESCE(reason, ''), ours_at, ours_by, ours_version, person_at, person_by, person_version, version
	FROM rating WHERE zone = $1 AND assessment_id IN `

type ratingRow struct {
	Rating
	section policy.Section
	sealed  []byte
}

func scanRating(s gate.Scanner) (x ratingRow, err error) {
	unexplored := 0
	err = s.Scan(&x.ID, &x.AssessmentID, &x.Domain, &x.section, &x.Level, &unexplored, &x.Note, &x.PersonLevel, &x.PersonWords, &x.sealed, &x.Reason,
		&x.OursAt, &x.OursBy, &x.OursVersion, &x.PersonAt, &x.PersonBy, &x.PersonVersion, &x.Version)
	x.Unexplored = unexplored == 1
	return x, err
}

func loadRatings(tx *gate.ReadTx, res policy.Resource, all []*Assessment, may map[policy.Section]bool) error {
	args, by := []any{tx.Zone()}, map[value.ID]*Assessment{}
	var ids, people []value.ID
	for _, a := range all {
		by[a.ID] = a
		ids, people = append(ids, a.ID), append(people, a.PersonID)
	}
	rows, err := gate.All(tx, ratingSQL+gate.Among(&args, ids), args, scanRating)
	if err != nil {
		return err
	}
	told := map[policy.Section]bool{}
	var open func(value.ID, string, value.ID, string, []byte) (string, error)
	for _, x := range rows {
		a := by[x.AssessmentID]
		if !may[x.section] {
			a.Ratings[x.Domain] = x.hide()
			continue
		}
		if x.sealed != nil {
			if !told[x.section] {
				told[x.section] = true
				if err := tx.DecideWhy(policy.AssessmentRead, withSection(res, x.section), string(x.section)); err != nil {
					return err
				}
			}
			if open == nil {
				if open, err = tx.Openers(people); err != nil {
					return err
				}
			}
			if err := x.unseal(open, a.PersonID); err != nil {
				return err
			}
		}
		a.Ratings[x.Domain] = x.Rating
	}
	return nil
}

// hide leaves of a rating who delivered it and when.
func (x Rating) hide() Rating {
	return Rating{ID: x.ID, AssessmentID: x.AssessmentID, Domain: x.Domain, Hidden: true, OursAt: x.OursAt, OursBy: x.OursBy}
}

func (x *ratingRow) unseal(open func(value.ID, string, value.ID, string, []byte) (string, error), person value.ID) error {
	plain, err := open(person, "rating", x.ID, "sealed", x.sealed)
	if err != nil {
		return err
	}
	var v sealedRating
	if err := json.Unmarshal([]byte(plain), &v); err != nil {
		return fault.Wrap(err, "sealed rating")
	}
	x.Level, x.Unexplored, x.Note, x.PersonLevel, x.PersonWords = v.Level, v.Unexplored, v.Note, v.PersonLevel, v.PersonWords
	return nil
}

func loadTexts(tx *gate.ReadTx, all []*Assessment, may map[policy.Section]bool) error {
	args, by := []any{tx.Zone()}, map[value.ID]*Assessment{}
	var ids []value.ID
	for _, a := range all {
		by[a.ID] = a
		ids = append(ids, a.ID)
	}
	return tx.Each("SELECT id, assessment_id, name, body, changed_at, changed_by, version FROM assessment_text WHERE zone = $1 AND assessment_id IN "+gate.Among(&args, ids),
		args, func(s gate.Scanner) error {
			var t Text
			var id value.ID
			var name string
			if err := s.Scan(&t.id, &id, &name, &t.Body, &t.At, &t.By, &t.Version); err != nil {
				return err
			}
			if may[policy.Common] {
				by[id].Texts[name] = t
			}
			return nil
		})
}

// referencesOf reads the results kept elsewhere that the actor may know, the newest first. The caller has decided.
func (r *Room) referencesOf(tx *gate.ReadTx, c casefile.Case, res policy.Resource) ([]Reference, error) {
	type row struct {
		Reference
		section policy.Section
		person  value.ID
		sealed  []byte
	}
	args := []any{tx.Zone()}
	query := `SELECT id, kind, section, COALESCE(value, ''), sealed, person_id, source, on_day, made_at, made_by FROM assessment_reference
		WHERE zone = $1 AND ended_at IS NULL AND case_id IN ` + gate.Among(&args, c.Cases()) + " ORDER BY on_day DESC, made_at DESC"
	rows, err := gate.All(tx, query, args, func(s gate.Scanner) (x row, err error) {
		return x, s.Scan(&x.ID, &x.Kind, &x.section, &x.Value, &x.sealed, &x.person, &x.Source, &x.OnDay, &x.MadeAt, &x.MadeBy)
	})
	if err != nil {
		return nil, err
	}
	var out []Reference
	told := map[policy.Section]bool{}
	var open func(value.ID, string, value.ID, string, []byte) (string, error)
	for _, x := range rows {
		if !tx.May(policy.AssessmentRead, withSection(res, x.section)) {
			continue
		}
		if x.sealed != nil {
			if !told[x.section] {
				told[x.section] = true
				if err := tx.DecideWhy(policy.AssessmentRead, withSection(res, x.section), string(x.section)); err != nil {
					return nil, err
				}
			}
			if open == nil {
				if open, err = tx.Openers(c.People()); err != nil {
					return nil, err
				}
			}
			var plain string
			if plain, err = open(x.person, "assessment_reference", x.ID, "sealed", x.sealed); err != nil {
				return nil, err
			}
			x.Value, x.Source, _ = strings.Cut(plain, "\n")
		}
		out = append(out, x.Reference)
	}
	return out, nil
}
