package demo

import (
	"context"
	"slices"
	"time"

	"siil/internal/assessment"
	"siil/internal/attachment"
	"siil/internal/casefile"
	"siil/internal/document"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/intake"
	"siil/internal/outcome"
	"siil/internal/plan"
	"siil/internal/policy"
	"siil/internal/sitting"
	"siil/internal/value"
)

// desk is where the world's papers are made, through the commands of the rooms. Each paper is really written, printed and sealed, which takes its time:
// there are as many as wanted says, whatever the size of the world.
type desk struct {
	*world
	room  *document.Room
	ends  *outcome.Room
	files *attachment.Room
	made  []paper
}

// paper is one document to be made.
type paper struct {
	model  string
	lang   string
	caseID value.ID // absent: of the zone
	of     value.ID // what it is about; absent: the newest
	number int      // of the case or the sitting, for the order of papers of one day
	day    value.Date
	by     colleague
	file   string // of what was brought in

	id value.ID
}

// apart is how many days lie at least between two papers of a model, and looked how many cases are looked at for it.
const (
	apart  = 3
	looked = 400
)

// papers gives the zone its letterhead, and some of its cases their documents.
func (w *world) papers(ctx context.Context) error {
	m := guideline.Default()
	cases := casefile.New(w.g, m)
	assessments := assessment.New(w.g, m, cases)
	plans := plan.New(w.g, m, cases, assessments, nil)
	files := attachment.New(w.g)
	d := &desk{world: w, files: files, room: document.New(w.g, m, cases, intake.New(w.g, m, cases), assessments, plans, sitting.New(w.g, m, cases), files)}
	d.ends = outcome.New(w.g, m, cases, plans, d.room)
	for _, do := range []func(context.Context) error{d.letterhead, d.plan, d.produce, d.register} {
		if err := do(ctx); err != nil {
			return err
		}
	}
	return nil
}

// wanted are the papers of cases: so many of a model, of the newest cases that a query finds; it gives case, subject, day, and the case's number and
// manager. A subject is given where the model asks for another one than the newest.
var wanted = []struct {
	model string
	most  int
	query string
}{
	{"SCHEDA_SEGNALAZIONE", 2, sheetsSQL + " AND s.outcome = 'to_team'" + newestSheet},
	{"ESITO_PREVALUTAZIONE", 3, sheetsSQL + " AND s.outcome = 'to_team'" + newestSheet},
	{"RISPOSTA_SEGNALANTE", 2, sheetsSQL + " AND s.outcome = 'other_service'" + newestSheet},
	{"INFORMATIVA", 5, takenSQL},
	{"ADESIONE", 5, takenSQL},
	{"CONVOCAZIONE", 3, `SELECT c.id, '', c.state_on, c.number, c.manager_id FROM case_file c WHERE c.zone = $1 AND c.state = 'IN_VALUTAZIONE' AND c.manager_id IS NOT NULL
		ORDER BY c.state_on DESC, c.number LIMIT $2`},
	{"AUTORIZZAZIONE_CONDIVISIONE", 2, `SELECT c.id, '', c.state_on, c.number, c.manager_id FROM case_file c WHERE c.zone = $1 AND c.state = 'IN_PROGETTAZIONE' AND c.manager_id IS NOT NULL
		ORDER BY c.state_on DESC, c.number LIMIT $2`},
	{"SCHEDA_VALUTAZIONE", 4, `SELECT c.id, a.id, SUBSTR(a.closed_at, 1, 10), c.number, c.manager_id FROM assessment a JOIN case_file c ON c.zone = a.zone AND c.id = a.case_id
		WHERE a.zone = $1 AND a.closed_at IS NOT NULL AND a.kind = 'entry' AND c.manager_id IS NOT NULL ORDER BY a.closed_at DESC, c.number LIMIT $2`},
	{"PROGETTO", 6, `SELECT c.id, p.id, p.force_on, c.number, c.manager_id FROM plan p JOIN case_file c ON c.zone = p.zone AND c.id = p.case_id
		WHERE p.zone = $1 AND p.state = 'in_force' AND c.manager_id IS NOT NULL ORDER BY p.force_on DESC, c.number LIMIT $2`},
	{"SCHEDA_AZIONE", 3, actionsSQL},
	{"REGISTRO_PRESENZE", 3, `SELECT c.id, a.id, MAX(SUBSTR(t.changed_at, 1, 10)), c.number, c.manager_id FROM attendance t JOIN action a ON a.zone = t.zone AND a.id = t.action_id
		JOIN case_file c ON c.zone = a.zone AND c.id = a.case_id WHERE t.zone = $1 AND a.section = 'common' AND a.state = 'running' AND c.manager_id IS NOT NULL
		GROUP BY c.id, a.id, c.number, c.manager_id, a.started_on ORDER BY MAX(SUBSTR(t.changed_at, 1, 10)) DESC, c.number, a.started_on LIMIT $2`},
	{"PROGETTO_TIROCINIO", 2, `SELECT c.id, a.id, a.started_on, c.number, c.manager_id FROM action a JOIN case_file c ON c.zone = a.zone AND c.id = a.case_id
		WHERE a.zone = $1 AND a.section = 'common' AND a.state = 'running' AND c.manager_id IS NOT NULL AND EXISTS (SELECT 1 FROM plan_action x
		WHERE x.zone = a.zone AND x.action_id = a.id AND x.kind IN ('TIROCINIO_INCLUSIONE', 'TIROCINIO_EXTRA')) ORDER BY a.started_on DESC, c.number LIMIT $2`},
	{"SCHEDA_MONITORAGGIO", 4, `SELECT c.id, k.plan_id, k.on_day, c.number, c.manager_id FROM plan_check k JOIN case_file c ON c.zone = k.zone AND c.id = k.case_id
		WHERE k.zone = $1 AND c.state = 'IN_ATTUAZIONE' AND c.manager_id IS NOT NULL ORDER BY k.on_day DESC, c.number LIMIT $2`},
	{"RELAZIONE_CHIUSURA", 12, closedSQL + " ORDER BY k.on_day DESC, c.number LIMIT $2"},
	{"", 2 * len(brought), `SELECT c.id, '', c.state_on, c.number, c.manager_id FROM case_file c WHERE c.zone = $1 AND c.state = 'IN_ATTUAZIONE' AND c.manager_id IS NOT NULL
		ORDER BY c.state_on DESC, c.number LIMIT $2`},
	{"SINTESI_PASSAGGIO", 2, closedSQL + " AND k.reason = 'TRASFERIMENTO' ORDER BY k.on_day DESC, c.number LIMIT $2"},
}

const (
	sheetsSQL = `SELECT c.id, s.id, SUBSTR(s.outcome_at, 1, 10), c.number, c.manager_id FROM referral_sheet s JOIN referral f ON f.zone = s.zone AND f.id = s.id
		JOIN case_file c ON c.zone = f.zone AND c.id = f.case_id WHERE s.zone = $1`
	newestSheet = " ORDER BY s.outcome_at DESC, s.number LIMIT $2"
	takenSQL    = `SELECT c.id, '', h.on_day, c.number, c.manager_id FROM state_change h JOIN case_file c ON c.zone = h.zone AND c.id = h.case_id
		WHERE h.zone = $1 AND h.to_state = 'IN_VALUTAZIONE' AND c.manager_id IS NOT NULL ORDER BY h.on_day DESC, c.number LIMIT $2`
	actionsSQL = `SELECT c.id, a.id, a.started_on, c.number, c.manager_id FROM action a JOIN case_file c ON c.zone = a.zone AND c.id = a.case_id
		WHERE a.zone = $1 AND a.section = 'common' AND a.state = 'running' AND c.manager_id IS NOT NULL ORDER BY a.started_on DESC, c.number, a.made_at LIMIT $2`
	closedSQL = `SELECT c.id, '', k.on_day, c.number, c.manager_id FROM closure k JOIN case_file c ON c.zone = k.zone AND c.id = k.case_id
		WHERE k.zone = $1 AND k.exit_id IS NOT NULL AND c.manager_id IS NOT NULL`
)

// plan says what is to be made, in the order of the days, so that the numbers of the register follow them.
func (d *desk) plan(ctx context.Context) error {
	err := d.g.Read(ctx, gate.System(d.Zone, "cli"), func(tx *gate.ReadTx) error {
		if err := tx.Decide(policy.ZoneSettle, policy.Resource{Kind: policy.Zone}); err != nil {
			return err
		}
		for _, x := range wanted {
			if err := d.want(tx, x.model, x.most, x.query); err != nil {
				return err
			}
		}
		if winter, _ := value.NewDate(d.today.Year(), time.January, 15); winter.Before(d.today) {
			d.made = append(d.made, paper{model: "RELAZIONE_ANNUALE", lang: "it", day: workday(winter), by: d.staff[policy.Coordinator][0]})
		}
		return d.agendas(tx)
	})
	slices.SortStableFunc(d.made, func(a, b paper) int { return a.day.Compare(b.day) })
	return err
}

// want adds the papers of a model, the newest first and some days apart.
func (d *desk) want(tx *gate.ReadTx, model string, most int, query string) error {
	var last value.Date
	n := 0
	return tx.Each(query, []any{tx.Zone(), looked}, func(s gate.Scanner) error {
		p := paper{model: model, lang: "it"}
		var manager value.ID
		if err := s.Scan(&p.caseID, &p.of, &p.day, &p.number, &manager); err != nil {
			return err
		}
		if n == most || !last.IsZero() && last.Sub(p.day) < apart || d.today.Sub(p.day) < 0 {
			return nil
		}
		if p.by = d.colleague(manager); p.by.id == "" {
			p.by = d.staff[policy.Coordinator][0]
		}
		if model == "" {
			p.file = brought[n%len(brought)].name
		}
		d.made, last = append(d.made, p), p.day
		n++
		return nil
	})
}

// agendas are those of the sittings, five days before each.
func (d *desk) agendas(tx *gate.ReadTx) error {
	return tx.Each("SELECT id, on_day, number FROM sitting WHERE zone = $1 ORDER BY on_day, number", []any{tx.Zone()}, func(s gate.Scanner) error {
		p := paper{model: "ORDINE_DEL_GIORNO", lang: "it", by: d.staff[policy.Coordinator][0]}
		err := s.Scan(&p.of, &p.day, &p.number)
		if p.day = workday(p.day.AddDays(-5)); p.day.After(d.today) {
			p.day = d.today
		}
		d.made = append(d.made, p)
		return err
	})
}

// colleague is one of the world's by the id; absent for none of them.
func (w *world) colleague(id value.ID) (c colleague) {
	for _, all := range w.staff {
		for _, x := range all {
			if x.id == id && id != "" {
				c = x
			}
		}
	}
	return c
}
