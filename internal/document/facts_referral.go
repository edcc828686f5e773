package document

import (
	"strconv"
	"strings"

	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/network"
	"siil/internal/policy"
	"siil/internal/referral"
	"siil/internal/value"
)

// referral gathers what the newest referral says, or the one that was asked for. Needs and services of another section are left out, as is what was
// written of services when it may name one of them.
func (f *facts) referral(tx *gate.ReadTx) error {
	if f.c.ID == "" || !f.t.Uses("segnalazione") && !f.t.Uses("destinatario") || !tx.May(policy.ReferralRead, f.res) {
		return nil
	}
	sheets, err := referral.SheetsOf(tx, f.c.Cases())
	if err != nil {
		return err
	}
	var s *referral.Sheet
	want := f.want(guideline.AboutReferral)
	for i := range sheets {
		if want == "" || sheets[i].ID == want {
			s = &sheets[i]
		}
	}
	if s == nil {
		return nil
	}
	orgs, err := network.Organisations(tx)
	if err != nil {
		return err
	}
	f.is(guideline.AboutReferral, s.ID, s.ReceivedOn)
	f.sheet(s, f.body(orgs, s.OrganisationID, s.SenderWords).In(f.lang))
	return nil
}

func (f *facts) sheet(s *referral.Sheet, body string) {
	w, m := s.Words, f.r.m.Referrals
	f.set("segnalazione.numero", strconv.Itoa(s.Number))
	f.on("segnalazione.data", s.ReceivedOn)
	f.set("segnalazione.da", joined(s.SenderName, body))
	f.set("segnalazione.ente", body)
	f.set("segnalazione.segnalante", s.SenderName)
	f.set("segnalazione.motivo", w.Reason)
	f.set("segnalazione.richiesta", w.Asked)
	f.set("segnalazione.parole_persona", w.PersonWords)
	urgency, _ := f.r.m.Urgency(s.Urgency)
	f.put("segnalazione.urgenza", urgency.Label)
	informed, _ := m.InformedAs(s.Informed)
	f.put("segnalazione.informata", informed.Label)
	f.list("segnalazione.bisogni", f.needs(m.Needs, w.Needs))
	f.services(m.Services, w)
	outcome, _ := m.Outcome(s.Outcome)
	f.put("segnalazione.esito", outcome.Label)
	f.put("segnalazione.esito_detto", outcome.Said)
	f.set("segnalazione.motivo_esito", s.Reason)
	f.set("segnalazione.consiglio", s.Advice)
	f.on("segnalazione.esito_il", s.OutcomeAt.Date())
	f.set("segnalazione.esito_di", f.names[s.OutcomeBy])
	team, _ := f.r.m.Sittings.Decision(s.TeamDecision)
	f.put("segnalazione.decisione", team.Label)
	f.put("segnalazione.decisione_detta", team.Said)
	f.set("segnalazione.decisione_motivo", s.TeamReason)
	f.set("segnalazione.decisione_consiglio", s.TeamAdvice)
	f.on("segnalazione.decisione_il", s.TeamAt.Date())
	f.set("destinatario.nome", joined(s.SenderName, body))
}

func (f *facts) needs(all []guideline.Need, ticked map[string]string) []map[string]any {
	out := []map[string]any{}
	for _, n := range all {
		line, ok := ticked[n.Code]
		if ok && f.admits(n.Section) {
			out = append(out, map[string]any{"nome": n.Label.In(f.lang), "nota": line})
		}
	}
	return out
}

func (f *facts) services(all []guideline.Need, w referral.Words) {
	out, hidden := []map[string]any{}, false
	for _, n := range all {
		for _, code := range w.Services {
			switch {
			case code != n.Code:
			case f.admits(n.Section):
				out = append(out, map[string]any{"nome": n.Label.In(f.lang)})
			default:
				hidden = true
			}
		}
	}
	f.list("segnalazione.servizi", out)
	if !hidden {
		f.set("segnalazione.altri_servizi", w.ServicesText)
	}
}

func joined(words ...string) string {
	var out []string
	for _, s := range words {
		if s != "" {
			out = append(out, s)
		}
	}
	return strings.Join(out, ", ")
}

const closureSQL = `SELECT x.id, x.on_day, x.reason, COALESCE(x.outcomes, ''), COALESCE(x.note, ''), x.exit_id, COALESCE(x.no_exit_why, '') FROM closure x
	WHERE x.zone = $1 AND x.case_id IN `

// closure gathers the newest closure. A reason of another section is said in the words that its outsiders read.
func (f *facts) closure(tx *gate.ReadTx) error {
	if f.c.ID == "" || !f.t.Uses("chiusura") {
		return nil
	}
	args := []any{tx.Zone()}
	var reason, outcomes, note, why string
	var id, exit value.ID
	var on value.Date
	err := tx.Each(closureSQL+gate.Among(&args, f.c.Cases())+" ORDER BY x.made_at DESC, x.id DESC LIMIT 1", args, func(s gate.Scanner) error {
		return s.Scan(&id, &on, &reason, &outcomes, &note, &exit, &why)
	})
	if err != nil || id == "" {
		return err
	}
	f.is(guideline.AboutClosure, id, on)
	f.on("chiusura.data", on)
	e, _ := f.r.m.ClosureReason(reason)
	label := e.Label
	if !f.admits(e.Section) {
		label = e.Outside
	}
	f.put("chiusura.motivo", label)
	if f.admits(e.Section) { // of a sealed section the note is not in this column; why there is no exit assessment may tell the reason
		f.set("chiusura.note", note)
		f.set("chiusura.senza_uscita", why)
	}
	out := []map[string]any{}
	for _, code := range strings.Fields(outcomes) {
		if o, ok := f.r.m.Outcome(code); ok && f.admits(o.Section) {
			out = append(out, map[string]any{"nome": o.Label.In(f.lang)})
		}
	}
	f.list("chiusura.esiti", out)
	return nil
}
