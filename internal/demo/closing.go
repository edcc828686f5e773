package demo

import (
	"math/rand/v2"
	"slices"

	"siil/internal/casefile"
	"siil/internal/guideline"
	"siil/internal/outcome"
	"siil/internal/territory"
	"siil/internal/value"
)

// end says how a path that is over came to its end: what the reason asks for, the exit assessment or why there is none, the follow-ups that
// somebody has answered. The case stands where its follow-ups have brought it.
func (w *world) end(r *rand.Rand, x *way, o *casefile.Opening) {
	if o.State != "CHIUSA" {
		return
	}
	p := &casefile.PastClosure{On: o.StateOn, MadeAt: w.moment(o.StateOn, 15, r.IntN(60)), Outcomes: leavesWith(r, x.c.reason)}
	p.Details, _ = w.closureDetails(r, x.c.reason, p.On).JSON()
	switch {
	case x.c.reason == "IRREPERIBILITA" || x.c.reason == "RINUNCIA" || r.Float64() < 0.2:
		words, own := noExitWords[x.c.reason]
		if !own {
			words = noExitWords[""]
		}
		p.NoExitWhy = pickOf(r, words)
	default:
		x.exit = value.NewID()
		p.ExitID = x.exit
	}
	for _, f := range guideline.Default().FollowUpsAfter(x.c.reason, p.On) {
		if a, ok := w.heard(r, x.c.reason, f, o.ManagerID); ok {
			p.FollowUps = append(p.FollowUps, a)
		}
	}
	o.Closure = p
	for i, a := range p.FollowUps { // the first answer begins the follow-up, the last one ends it
		o.Earlier = append(o.Earlier, casefile.Step{State: o.State, On: o.StateOn})
		o.State, o.StateOn = "FOLLOW_UP", a.OnDay
		if i > 0 {
			o.State = "CHIUSA"
		}
	}
}

// leavesWith are the outcomes that were ticked on leaving.
func leavesWith(r *rand.Rand, reason string) (out []string) {
	if reason == "LAVORO" {
		out = append(out, "LAVORO_USCITA")
	}
	for _, x := range []struct {
		code   string
		chance float64
	}{{"ABITAZIONE_AUTONOMA", 0.1}, {"FINE_BENEFICIO", 0.15}, {"IN_CARICO_SOCIALE", 0.35}} {
		if r.Float64() < x.chance {
			out = append(out, x.code)
		}
	}
	return out
}

func (w *world) closureDetails(r *rand.Rand, reason string, on value.Date) (d outcome.Details) {
	switch reason {
	case "LAVORO":
		return employment(r, on)
	case "TRASFERIMENTO":
		d.Zone = outcome.Elsewhere
		if zones := slices.DeleteFunc(territory.Zones(), func(z territory.Zone) bool { return z.Code == w.Zone }); r.Float64() < 0.8 {
			d.Zone = zones[r.IntN(len(zones))].Code
		}
	case "INVIO_ALTRO_SERVIZIO":
		d.Service = pickOf(r, otherServices)
	}
	return d
}

func employment(r *rand.Rand, on value.Date) outcome.Details {
	d := outcome.Details{WeeklyHours: 4 * (5 + r.IntN(6))}
	switch y := r.Float64(); {
	case y < 0.12:
		d.ContractKind = "TEMPO_INDETERMINATO"
	case y < 0.22:
		d.ContractKind = "APPRENDISTATO"
	case y < 0.30:
		d.ContractKind, d.ContractUntil = "SOMMINISTRAZIONE", on.AddDays(30+r.IntN(60))
	default:
		d.ContractKind, d.ContractUntil = "TEMPO_DETERMINATO", on.AddDays(60+r.IntN(300))
	}
	return d
}

// heard is what was heard at a follow-up. Nearly all whose day came some weeks ago were asked; of the newest, some are still to be.
func (w *world) heard(r *rand.Rand, reason string, f guideline.FollowUpDue, by value.ID) (a casefile.FollowUp, ok bool) {
	asked, words, day := 0.9, r.Float64(), workday(f.On.AddDays(r.IntN(9)-2))
	if w.today.Sub(f.On) < 20 {
		asked = 0.4
	}
	a = casefile.FollowUp{Code: f.Code, Answer: answerAfter(r, reason), OnDay: day, AnsweredAt: w.moment(day, 10+r.IntN(6), r.IntN(60)), AnsweredBy: by}
	if a.Answer == "LAVORA" {
		a.Details, _ = employment(r, day).JSON()
	}
	if words < 0.3 {
		a.Note = pickOf(r, heardWords[a.Answer])
	}
	return a, day.Before(w.today) && r.Float64() < asked
}

// answerAfter draws how things go after a closure for a reason.
func answerAfter(r *rand.Rand, reason string) string {
	likely, ok := goesAfter[reason]
	if !ok {
		likely = goesAfter[""]
	}
	y := r.Float64()
	for i, code := range howItGoes {
		if y -= likely[i]; y < 0 {
			return code
		}
	}
	return howItGoes[len(howItGoes)-1]
}

// howItGoes are the answers of a follow-up, goesAfter how likely each is after a reason: what the invented world reckons with, not a measurement.
var (
	howItGoes = []string{"LAVORA", "FORMAZIONE", "CERCA_LAVORO", "NE_LAVORO_NE_STUDIO", "NON_RINTRACCIATA", "RIFIUTA"}
	goesAfter = map[string][6]float64{
		"LAVORO": {0.76, 0.02, 0.10, 0.04, 0.06, 0.02}, "FORMAZIONE_STUDIO": {0.18, 0.58, 0.10, 0.05, 0.06, 0.03},
		"OBIETTIVI_RAGGIUNTI": {0.38, 0.10, 0.26, 0.12, 0.10, 0.04}, "INVIO_ALTRO_SERVIZIO": {0.10, 0.04, 0.20, 0.40, 0.20, 0.06},
		"": {0.10, 0.03, 0.12, 0.15, 0.45, 0.15},
	}
)

var noExitWords = map[string][]string{
	"IRREPERIBILITA": {"Non risponde da due mesi, né al telefono né per lettera.", "La lettera è tornata indietro, il numero non è più attivo."},
	"RINUNCIA":       {"Ha lasciato il percorso senza venire all'ultimo incontro.", "Ha scritto che non vuole continuare."},
	"":               {"Ha cominciato altrove prima dell'ultimo colloquio.", "Ultimo colloquio per telefono, senza il tempo di valutare.", "La valutazione di un mese fa vale ancora."},
}

var otherServices = []string{"Servizio sociale del Comune", "Servizio per la non autosufficienza", "Consultorio", "Centro antiviolenza", "Sportello casa"}

var heardWords = map[string][]string{
	"LAVORA":              {"Gli orari vanno bene.", "Il contratto è stato rinnovato una volta.", "Lavora vicino a casa."},
	"FORMAZIONE":          {"Il corso finisce a giugno.", "Frequenta la sera."},
	"CERCA_LAVORO":        {"Manda candidature, due colloqui fatti.", "Va ogni mese al Centro per l'impiego."},
	"NE_LAVORO_NE_STUDIO": {"Segue un familiare.", "Per ora si occupa della casa."},
	"NON_RINTRACCIATA":    {"Tre telefonate in giorni diversi.", "Il numero non è più attivo."},
	"RIFIUTA":             {"Dice che preferisce non rispondere."},
}
